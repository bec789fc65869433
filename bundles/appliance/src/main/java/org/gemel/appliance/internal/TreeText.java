package org.gemel.appliance.internal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.gemel.api.config.Directive;
import org.gemel.api.config.Position;
import org.gemel.api.config.Word;
import org.jspecify.annotations.Nullable;

/**
 * A configuration's tree as a text that gives the very same tree again, whatever language it was written in. A directive is a
 * line: how deep it is, whether it opens a block, and of each word whether it was quoted, line, column, file and text, with tabs
 * between all.
 */
final class TreeText {

    private static final int BEFORE_WORDS = 2;
    private static final int PARTS_OF_WORD = 5;

    private TreeText() {}

    /** The text of a tree. */
    static String of(List<Directive> tree) {
        StringBuilder text = new StringBuilder();
        write(tree, 0, text);
        return text.toString();
    }

    private static void write(List<Directive> tree, int depth, StringBuilder text) {
        for (Directive each : tree) {
            text.append(depth).append('\t').append(each.block() == null ? '-' : '{');
            write(each.keyword(), text);
            each.arguments().forEach(word -> write(word, text));
            text.append('\n');
            write(each.children(), depth + 1, text);
        }
    }

    private static void write(Word word, StringBuilder text) {
        Position at = word.at();
        text.append('\t')
                .append(word.quoted() ? 'q' : '-')
                .append('\t')
                .append(at.line())
                .append('\t')
                .append(at.column())
                .append('\t')
                .append(escaped(at.file()))
                .append('\t')
                .append(escaped(word.text()));
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\")
                .replace("\t", "\\t")
                .replace("\n", "\\n")
                .replace("\r", "\\r");
    }

    private static String plain(String escaped) {
        StringBuilder text = new StringBuilder(escaped.length());
        for (int i = 0; i < escaped.length(); i++) {
            char here = escaped.charAt(i);
            if (here == '\\' && i + 1 < escaped.length()) {
                char next = escaped.charAt(++i);
                text.append(next == 't' ? '\t' : next == 'n' ? '\n' : next == 'r' ? '\r' : next);
            } else {
                text.append(here);
            }
        }
        return text.toString();
    }

    /**
     * The tree of a text.
     *
     * @throws IllegalArgumentException if this is none
     */
    static List<Directive> tree(String text) {
        Deque<Open> open = new ArrayDeque<>();
        open.push(new Open(null));
        if (!text.isEmpty()) {
            for (String line : text.split("\n")) {
                read(line, open);
            }
        }
        while (open.size() > 1) {
            close(open);
        }
        return open.pop().children;
    }

    private static void read(String line, Deque<Open> open) {
        String[] parts = line.split("\t", -1);
        int words = (parts.length - BEFORE_WORDS) / PARTS_OF_WORD;
        if (words < 1 || parts.length != BEFORE_WORDS + words * PARTS_OF_WORD) {
            throw new IllegalArgumentException("no directive: " + parts.length + " parts");
        }
        int depth = Integer.parseInt(parts[0]);
        while (open.size() > depth + 1) {
            close(open);
        }
        List<Word> all = new ArrayList<>(words);
        for (int at = BEFORE_WORDS; at < parts.length; at += PARTS_OF_WORD) {
            Position position = new Position(
                    plain(parts[at + 3]), Integer.parseInt(parts[at + 1]), Integer.parseInt(parts[at + 2]));
            all.add(new Word(plain(parts[at + 4]), position, parts[at].equals("q")));
        }
        Directive directive = new Directive(all.get(0), all.subList(1, words), null);
        if (parts[1].equals("{")) {
            open.push(new Open(directive));
        } else {
            open.element().children.add(directive);
        }
    }

    private static void close(Deque<Open> open) {
        Open ended = open.pop();
        Directive head = ended.head;
        if (head != null) {
            open.element().children.add(new Directive(head.keyword(), head.arguments(), ended.children));
        }
    }

    /** A block that has not ended; without a head, the text. */
    private static final class Open {

        private final @Nullable Directive head;
        private final List<Directive> children = new ArrayList<>();

        Open(@Nullable Directive head) {
            this.head = head;
        }
    }
}
