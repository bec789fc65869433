package org.gemel.appliance.internal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.gemel.api.config.Directive;
import org.gemel.api.config.Position;
import org.gemel.api.config.Word;
import org.gemel.appliance.internal.notify.Tabbed;
import org.jspecify.annotations.Nullable;

/**
 * A configuration's tree as a text that gives the very same tree again, whatever language it was written in. A directive is a
 * line: how deep it is, whether it opens a block, and of each word whether it was quoted, line, column, file and text, with tabs
 * between all. A file is named where it differs from that of the word before.
 */
final class TreeText {

    private static final int BEFORE_WORDS = 2;
    private static final int PARTS_OF_WORD = 5;

    private static final String SAME_FILE = "=";

    private final StringBuilder text = new StringBuilder();
    private final long most;
    private String file = "";

    private TreeText(long most) {
        this.most = most;
    }

    /** The text of a tree; empty if it has more than so many characters. */
    static Optional<String> of(List<Directive> tree, long most) {
        TreeText all = new TreeText(most);
        return all.write(tree, 0) ? Optional.of(all.text.toString()) : Optional.empty();
    }

    private boolean write(List<Directive> tree, int depth) {
        for (Directive each : tree) {
            text.append(depth).append('\t').append(each.block() == null ? '-' : '{');
            write(each.keyword());
            each.arguments().forEach(this::write);
            text.append('\n');
            if (text.length() > most || !write(each.children(), depth + 1)) {
                return false;
            }
        }
        return true;
    }

    private void write(Word word) {
        Position at = word.at();
        text.append('\t')
                .append(word.quoted() ? 'q' : '-')
                .append('\t')
                .append(at.line())
                .append('\t')
                .append(at.column())
                .append('\t')
                .append(file(at.file()))
                .append('\t')
                .append(Tabbed.escaped(word.text()));
    }

    private String file(String name) {
        if (name.equals(file)) {
            return SAME_FILE;
        }
        file = name;
        return name.equals(SAME_FILE) ? "\\" + name : Tabbed.escaped(name);
    }

    /**
     * The tree of a text.
     *
     * @throws IllegalArgumentException if this is none
     */
    static List<Directive> tree(String text) {
        Deque<Open> open = new ArrayDeque<>();
        open.push(new Open(null));
        String file = "";
        for (int at = 0; at < text.length(); ) {
            int end = text.indexOf('\n', at);
            file = read(text.substring(at, end < 0 ? text.length() : end), file, open);
            at = end < 0 ? text.length() : end + 1;
        }
        while (open.size() > 1) {
            close(open);
        }
        return open.pop().children;
    }

    /** Returns the file of the last word. */
    private static String read(String line, String before, Deque<Open> open) {
        String[] parts = line.split("\t", -1);
        int words = (parts.length - BEFORE_WORDS) / PARTS_OF_WORD;
        if (words < 1 || parts.length != BEFORE_WORDS + words * PARTS_OF_WORD) {
            throw new IllegalArgumentException("no directive: " + parts.length + " parts");
        }
        int depth = Integer.parseInt(parts[0]);
        while (open.size() > depth + 1) {
            close(open);
        }
        String file = before;
        List<Word> all = new ArrayList<>(words);
        for (int at = BEFORE_WORDS; at < parts.length; at += PARTS_OF_WORD) {
            file = parts[at + 3].equals(SAME_FILE) ? file : Tabbed.plain(parts[at + 3]);
            Position position = new Position(file, Integer.parseInt(parts[at + 1]), Integer.parseInt(parts[at + 2]));
            all.add(new Word(Tabbed.plain(parts[at + 4]), position, parts[at].equals("q")));
        }
        Directive directive = new Directive(all.get(0), all.subList(1, words), null);
        if (parts[1].equals("{")) {
            open.push(new Open(directive));
        } else {
            open.element().children.add(directive);
        }
        return file;
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
