package org.gemel.config.keepalived.internal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.gemel.api.config.Comment.Place;
import org.gemel.api.config.Directive;
import org.gemel.api.config.Position;
import org.gemel.api.config.Problems;
import org.gemel.api.config.Word;
import org.jspecify.annotations.Nullable;

/** Makes directives of words and braces, and finds the braces that have no partner (behaviours 8 and 10). */
final class TreeBuilder implements Lexer.Sink {

    private static final class Block {
        final @Nullable Word keyword;
        final List<Word> arguments;
        final Position brace;
        final Remarks remarks;
        final List<Directive> directives = new ArrayList<>();

        Block(@Nullable Word keyword, List<Word> arguments, Position brace, Remarks remarks) {
            this.keyword = keyword;
            this.arguments = arguments;
            this.brace = brace;
            this.remarks = remarks;
        }
    }

    private final Problems problems;
    private final Budget budget;
    private final List<Directive> root = new ArrayList<>();
    private final Deque<Block> open = new ArrayDeque<>();
    /** Blocks too deep to be kept. */
    private int ignored;

    private @Nullable Word keyword;
    private List<Word> arguments = new ArrayList<>();
    private boolean lineEnded;
    /** What was remarked on the directive that began last. */
    private Remarks remarks = new Remarks();
    /** What was remarked before the directive that comes next, or before the end of the block. */
    private Remarks pending = new Remarks();
    /** Whether a directive began on this line and is not finished. */
    private boolean begun;

    TreeBuilder(Problems problems, Budget budget) {
        this.problems = problems;
        this.budget = budget;
    }

    @Override
    public void word(Word word) {
        if (ignored > 0 || !budget.word(word.at())) {
            return;
        }
        if (lineEnded) {
            endDirective();
        }
        if (keyword == null) {
            keyword = word;
            remarks = pending;
            pending = new Remarks();
            begun = true;
        } else {
            arguments.add(word);
        }
    }

    /** The line is at its end: a word begins the next directive, but a brace still belongs to this one. */
    void endOfLine() {
        lineEnded = true;
    }

    /** A physical line begins. */
    void beginOfLine() {
        begun = false;
    }

    /** A comment is at the end of the physical line. */
    void comment(String text) {
        if (begun) {
            remarks.add(Place.BESIDE, text);
        } else {
            pending.add(Place.BEFORE, text);
        }
    }

    @Override
    public void open(Position at) {
        if (!budget.word(at)) {
            return;
        }
        if (ignored > 0 || open.size() == Limits.BLOCK_DEPTH) {
            tooDeep(at);
            return;
        }
        Word owner = keyword;
        if (owner == null) {
            problems.error(
                    at,
                    "unexpected-brace",
                    "no keyword stands before this '{'",
                    "write the block's keyword before it, or remove it and its '}'");
        } else if (!open.isEmpty() && !owner.quoted() && RootBlocks.contains(owner.text())) {
            rootBlockBegins(owner);
        }
        open.push(new Block(owner, arguments, at, owner == null ? new Remarks() : remarks));
        keyword = null;
        arguments = new ArrayList<>();
        lineEnded = false;
    }

    private void tooDeep(Position at) {
        if (ignored++ == 0) {
            problems.error(
                    at,
                    "nested-too-deeply",
                    "blocks are nested more than " + Limits.BLOCK_DEPTH + " deep; this one is ignored",
                    "look for a missing '}' before this line");
        }
        keyword = null;
        arguments.clear();
    }

    /** A root block cannot stand within another block, so whatever is open was forgotten to be closed. */
    private void rootBlockBegins(Word root) {
        while (!open.isEmpty()) {
            Block block = open.element();
            problems.error(
                    block.brace,
                    "block-not-closed",
                    name(block) + " is still open where " + root.text() + " begins (" + root.at() + ")",
                    "close it with '}'");
            endBlock();
        }
    }

    @Override
    public void close(Position at) {
        if (ignored > 0) {
            ignored--;
            return;
        }
        endDirective();
        if (open.isEmpty()) {
            problems.error(at, "unexpected-brace", "this '}' closes nothing", "remove it, or look for a missing '{'");
        } else {
            endBlock();
        }
    }

    /** Closes what is open and returns the tree. */
    List<Directive> finish() {
        endDirective();
        while (!open.isEmpty()) {
            Block block = open.element();
            if (!budget.spent()) {
                problems.error(block.brace, "block-not-closed", name(block) + " is never closed", "close it with '}'");
            }
            endBlock();
        }
        if (!root.isEmpty()) {
            root.add(pending.behind(root.remove(root.size() - 1)));
        }
        return root;
    }

    private void endDirective() {
        Word word = keyword;
        if (word != null) {
            keyword = null;
            enclosing().add(new Directive(word, arguments, null, remarks.all()));
            arguments = new ArrayList<>();
        }
        lineEnded = false;
    }

    /** A block without a keyword leaves its contents to the block round it. */
    private void endBlock() {
        Block block = open.pop();
        begun = false;
        if (block.keyword == null) {
            enclosing().addAll(block.directives);
        } else {
            block.remarks.addAtEnd(pending);
            pending = new Remarks();
            enclosing().add(new Directive(block.keyword, block.arguments, block.directives, block.remarks.all()));
        }
    }

    private List<Directive> enclosing() {
        Block block = open.peek();
        return block == null ? root : block.directives;
    }

    private static String name(Block block) {
        return block.keyword == null ? "this block" : "the block of " + block.keyword.text();
    }
}
