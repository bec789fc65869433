package org.gemel.config.keepalived.internal;

import java.util.Arrays;
import org.gemel.api.config.Position;
import org.jspecify.annotations.Nullable;

/**
 * A line on its way through the preprocessor: text, and for each character where it stood in the file and which variables
 * it came out of. Characters that a replacement brought stand where the variable was used.
 */
final class Line {

    /** A variable that text came out of, and the one that this use came out of: what finds a self-reference. */
    record Expansion(String name, @Nullable Expansion within) {

        static boolean contains(@Nullable Expansion expansion, String name) {
            for (Expansion e = expansion; e != null; e = e.within) {
                if (e.name.equals(name)) {
                    return true;
                }
            }
            return false;
        }

        /** {@code A -> B -> A}, outermost first. */
        static String chain(@Nullable Expansion expansion, String last) {
            String chain = "$" + last;
            for (Expansion e = expansion; e != null; e = e.within) {
                chain = "$" + e.name + " -> " + chain;
            }
            return chain;
        }
    }

    private final Source source;
    private final int number;
    private final String text;
    /** Column of character 0 where there is no replacement, else an offset into the arrays. */
    private final int shift;

    private final int @Nullable [] columns;
    private final @Nullable Expansion @Nullable [] expansions;

    private Line(
            Source source,
            int number,
            String text,
            int shift,
            int @Nullable [] columns,
            @Nullable Expansion @Nullable [] expansions) {
        this.source = source;
        this.number = number;
        this.text = text;
        this.shift = shift;
        this.columns = columns;
        this.expansions = expansions;
    }

    /** A line as it stands in a file; the text begins in column 1. */
    static Line of(Source source, int number, String text) {
        return new Line(source, number, text, 0, null, null);
    }

    Source source() {
        return source;
    }

    String text() {
        return text;
    }

    Position at(int index) {
        return new Position(source.name(), number, column(index));
    }

    private int column(int index) {
        if (columns == null) {
            return shift + index + 1;
        }
        if (columns.length == 0) {
            return 1;
        }
        return columns[Math.min(shift + index, columns.length - 1)];
    }

    @Nullable
    Expansion expansion(int index) {
        return expansions == null ? null : expansions[shift + index];
    }

    /** The part from {@code begin} to before {@code end}. */
    Line part(int begin, int end) {
        return begin == 0 && end == text.length()
                ? this
                : new Line(source, number, text.substring(begin, end), shift + begin, columns, expansions);
    }

    /** Without the blanks at both ends. */
    Line trim() {
        int begin = 0;
        int end = text.length();
        while (begin < end && Lexer.blank(text.charAt(begin))) {
            begin++;
        }
        while (end > begin && Lexer.blank(text.charAt(end - 1))) {
            end--;
        }
        return part(begin, end);
    }

    /** Puts a line together from parts of another one and from replacements. */
    static final class Builder {

        private final Line original;
        private final StringBuilder text;
        private int[] columns;
        private @Nullable Expansion[] expansions;

        Builder(Line original) {
            this.original = original;
            int guess = original.text.length() + 64;
            text = new StringBuilder(guess);
            columns = new int[guess];
            expansions = new Expansion[guess];
        }

        int length() {
            return text.length();
        }

        void keep(int begin, int end) {
            reserve(end - begin);
            for (int i = begin; i < end; i++) {
                columns[text.length()] = original.column(i);
                expansions[text.length()] = original.expansion(i);
                text.append(original.text.charAt(i));
            }
        }

        /** Appends a replacement for the use of a variable at an index of the original. */
        void replace(int index, String name, String value) {
            reserve(value.length());
            int begin = text.length();
            int end = begin + value.length();
            text.append(value);
            Arrays.fill(columns, begin, end, original.column(index));
            Arrays.fill(expansions, begin, end, new Expansion(name, original.expansion(index)));
        }

        Line build() {
            return new Line(original.source, original.number, text.toString(), 0, columns, expansions);
        }

        private void reserve(int more) {
            int needed = text.length() + more;
            if (needed > columns.length) {
                int capacity = Math.max(needed, columns.length * 2);
                columns = Arrays.copyOf(columns, capacity);
                expansions = Arrays.copyOf(expansions, capacity);
            }
        }
    }
}
