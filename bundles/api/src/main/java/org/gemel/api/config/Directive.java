package org.gemel.api.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One statement of a configuration, whatever language it was written in: a keyword, its arguments and, if it opens one,
 * its block.
 *
 * <p>An entry of a value block (an address, a peer, a tracked interface) is a directive too; its first word is then the
 * value and stands as the keyword.
 *
 * @param keyword the first word
 * @param arguments the words after it
 * @param block the directives between the braces, or null where there are no braces
 * @param comments what was remarked on it, as far as {@link ReadOptions#comments} asked for it, in the order of the text
 * @param label what it is called in the language that it was read from; null where that has no names for such
 */
public record Directive(
        Word keyword,
        List<Word> arguments,
        @Nullable List<Directive> block,
        List<Comment> comments,
        @Nullable Label label) {

    public Directive {
        arguments = List.copyOf(arguments);
        block = block == null ? null : List.copyOf(block);
        comments = List.copyOf(comments);
    }

    /** Without comments and label. */
    public Directive(Word keyword, List<Word> arguments, @Nullable List<Directive> block) {
        this(keyword, arguments, block, List.of());
    }

    /** Without a label. */
    public Directive(Word keyword, List<Word> arguments, @Nullable List<Directive> block, List<Comment> comments) {
        this(keyword, arguments, block, comments, null);
    }

    /** The same with a label. */
    public Directive withLabel(@Nullable Label other) {
        return new Directive(keyword, arguments, block, comments, other);
    }

    /** The keyword's text. */
    public String name() {
        return keyword.text();
    }

    /** Where the directive begins. */
    public Position at() {
        return keyword.at();
    }

    /** The directives of the block; empty where there is none. */
    public List<Directive> children() {
        return block == null ? List.of() : block;
    }
}
