package org.gemel.config.keepalived.internal;

import java.util.function.Consumer;
import org.gemel.api.config.CommonTexts;
import org.gemel.api.config.Position;
import org.gemel.api.config.Word;

/** Splits a line into words and braces (behaviours 2 and 8). */
final class Lexer {

    /** What a line consists of. */
    interface Sink {
        void word(Word word);

        void open(Position at);

        void close(Position at);
    }

    private final Consumer<Position> openQuote;
    private final CommonTexts common = new CommonTexts();

    /** @param openQuote is told where a quote begins that does not end on its line */
    Lexer(Consumer<Position> openQuote) {
        this.openQuote = openQuote;
    }

    static boolean blank(char c) {
        return c == ' ' || c == '\t' || c == '\r' || c == '\f' || c == '\u000b';
    }

    /** Where the comment of a text begins, or its length. */
    static int comment(String text) {
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && quoted) {
                i++;
            } else if (c == '\\' && i + 1 < text.length() && escapable(text.charAt(i + 1))) {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && (c == '#' || c == '!')) {
                return i;
            }
        }
        return text.length();
    }

    /**
     * A definition's value as it is inserted: its line has been read once, so that an escaped comment sign begins a comment
     * where the value is used (behaviours 2 and 3).
     */
    static String withoutCommentEscapes(String text) {
        if (text.indexOf('\\') < 0) {
            return text;
        }
        StringBuilder plain = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            char next = i + 1 < text.length() ? text.charAt(i + 1) : 0;
            if (c == '"') {
                quoted = !quoted;
            }
            if (c == '\\' && !quoted && (next == '#' || next == '!')) {
                continue;
            }
            plain.append(c);
            if (c == '\\' && next != 0) {
                plain.append(next);
                i++;
            }
        }
        return plain.toString();
    }

    /** Whether a backslash outside quotes takes the meaning from a character. */
    private static boolean escapable(char c) {
        return c == '#' || c == '!' || c == '"';
    }

    /** Where a {@code ${NAME}} that begins at an index ends, or -1 if there is none. */
    static int reference(String text, int begin) {
        if (!text.startsWith("${", begin)) {
            return -1;
        }
        int end = Variables.nameEnd(text, begin + 2);
        return end > begin + 2 && end < text.length() && text.charAt(end) == '}' ? end + 1 : -1;
    }

    /** Where the first word after the next brace begins, or -1. */
    static int afterBrace(String text, int from) {
        int brace = brace(text, from, '{', '}');
        if (brace == text.length()) {
            return -1;
        }
        int begin = brace + 1;
        while (begin < text.length() && blank(text.charAt(begin))) {
            begin++;
        }
        return begin < text.length() ? begin : -1;
    }

    /** Where a closing brace stands whose opening one is not in the text from an index on; the length if nowhere. */
    static int unmatchedClose(String text, int from) {
        int close = brace(text, from, '}', '}');
        int open = brace(text, from, '{', '{');
        int depth = 0;
        while (close < text.length()) {
            if (open < close) {
                depth++;
                open = brace(text, open + 1, '{', '{');
            } else if (depth-- == 0) {
                return close;
            } else {
                close = brace(text, close + 1, '}', '}');
            }
        }
        return text.length();
    }

    /** The next of two braces outside quotes and references, or the length. */
    private static int brace(String text, int from, char one, char other) {
        int i = from;
        while (i < text.length() && text.charAt(i) != one && text.charAt(i) != other) {
            char c = text.charAt(i);
            if (c == '"') {
                int end = closingQuote(text, i + 1);
                i = end < 0 ? text.length() : end + 1;
            } else if (c == '\\' && i + 1 < text.length() && escapable(text.charAt(i + 1))) {
                i += 2;
            } else {
                i = Math.max(reference(text, i), i + 1);
            }
        }
        return Math.min(i, text.length());
    }

    /** Splits a line that has no comment any more. */
    void split(Line line, Sink sink) {
        String text = line.text();
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (blank(c)) {
                i++;
            } else if (c == '{') {
                sink.open(line.at(i++));
            } else if (c == '}') {
                sink.close(line.at(i++));
            } else if (c == '"') {
                int end = closingQuote(text, i + 1);
                if (end < 0) {
                    openQuote.accept(line.at(i));
                    return;
                }
                sink.word(new Word(common.of(text.substring(i + 1, end)), line.at(i), true));
                i = end + 1;
            } else {
                i = bareWord(line, i, sink);
            }
        }
    }

    /** The index of the quote that ends a string, or -1. */
    static int closingQuote(String text, int begin) {
        for (int i = begin; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '"') {
                return i;
            }
        }
        return -1;
    }

    private int bareWord(Line line, int begin, Sink sink) {
        String text = line.text();
        StringBuilder word = new StringBuilder();
        int i = begin;
        while (i < text.length()) {
            char c = text.charAt(i);
            int reference = reference(text, i);
            if (reference > 0) {
                word.append(text, i, reference);
                i = reference;
            } else if (blank(c) || c == '{' || c == '}' || c == '"') {
                break;
            } else if (c == '\\' && i + 1 < text.length() && escapable(text.charAt(i + 1))) {
                char escaped = text.charAt(i + 1);
                word.append(escaped == '"' ? "\\\"" : String.valueOf(escaped));
                i += 2;
            } else {
                word.append(c);
                i++;
            }
        }
        sink.word(new Word(common.of(word.toString()), line.at(begin), false));
        return i;
    }
}
