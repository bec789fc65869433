package org.gemel.api.config;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The words that a configuration may use, each declared once: what formats, schemas and references are made from. Safe for
 * any thread. Plugins may declare words ({@link KeywordDeclarations}): answers change when they come and go, and with them the
 * service property {@link #REVISION}. What one answer contains does not change.
 */
@ProviderType
public interface Keywords {

    /** Service property, a {@link Long}: another one whenever words have come or gone. */
    String REVISION = "keywords.revision";

    /** The name of the block that a whole file is. */
    String ROOT = "root";

    /** All blocks, in the order of their declaration; blocks of values and the options of a keyword are among them. */
    Collection<Block> blocks();

    /** The block of a name, or null if there is none. */
    @Nullable
    Block block(String name);

    /**
     * The words of one kind of block.
     *
     * @param name what {@link Keyword#block()} and {@link Keyword#options()} call it
     * @param keywords the words by themselves, in the order of their declaration; in a block of values, the options that may
     *     follow a value or stand in its place
     * @param value in a block of values, what an entry begins with; null where it begins with an option
     */
    record Block(
            String name,
            Map<String, Keyword> keywords,
            @Nullable Keyword value) {

        public Block {
            keywords = Collections.unmodifiableMap(new LinkedHashMap<>(keywords));
        }
    }

    /**
     * A declaration.
     *
     * @param name the word
     * @param arguments the rows of arguments among which one is chosen, at least one, possibly empty
     * @param options the block whose words may follow the arguments, or null
     * @param body what stands in braces
     * @param block the name of the block in braces; null where there is none
     * @param repeatable whether it may stand more than once in its block
     * @param required whether its block must have it
     * @param removed whether keepalived knows it no more; the help says what to use
     * @param replacement what to use in its place; null where it is in good standing
     * @param help one phrase for people
     * @param effect what it does here
     * @param since the keepalived release that brought it, for a removed word the last one that had it; {@code gemel} for one
     *     of our own, {@code plugin} for one of a plugin, {@code -} where nobody knows
     * @param tier how common it is: {@code A} is in most configurations, {@code C} is rare
     * @param usual what holds where the word is absent, for people; null where that is no value, or depends
     */
    record Keyword(
            String name,
            List<List<Argument>> arguments,
            @Nullable String options,
            Body body,
            @Nullable String block,
            boolean repeatable,
            boolean required,
            boolean removed,
            @Nullable String replacement,
            String help,
            Effect effect,
            String since,
            String tier,
            @Nullable String usual) {

        public Keyword {
            arguments = arguments.stream().map(List::copyOf).toList();
        }
    }

    /** What becomes of a keyword. */
    enum Effect {
        /** It does what it says. */
        ACTS,
        /** There is nothing here that it could change; its help says why. */
        CHANGES_NOTHING,
        /** It is understood, and not acted on yet. */
        NONE_YET
    }

    /** What may stand in braces. */
    enum Body {
        /** No braces. */
        NONE,
        /** Statements that begin with a keyword. */
        KEYWORDS,
        /** Values, one a line, with options behind them. */
        VALUES,
        /** Anything; it is not looked at. */
        SKIPPED
    }

    /**
     * A place for a word.
     *
     * @param type the name of its type, such as {@code int}, {@code word} or {@code address}
     * @param detail what narrows the type, such as {@code 1..255} or {@code MASTER|BACKUP}; may be empty
     * @param optional whether the word may be left out
     * @param repeated whether all words that follow are of this type
     */
    record Argument(String type, String detail, boolean optional, boolean repeated) {}
}
