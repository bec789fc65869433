package org.gemel.config.internal.bind;

import java.util.ArrayList;
import java.util.List;

/**
 * The words of a command line (behaviour 14): first the escapes get their meaning, then quotes of both kinds keep words
 * together, wherever in a word they stand.
 */
final class CommandLine {

    private CommandLine() {}

    /**
     * Takes a command line apart.
     *
     * @throws IllegalArgumentException with what is wrong, if a quote is not closed or there is no word
     */
    static List<String> words(String line) {
        String text = unescaped(line);
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean begun = false;
        char quote = 0;
        for (char c : text.toCharArray()) {
            if (quote != 0) {
                if (c == quote) {
                    quote = 0;
                } else {
                    word.append(c);
                }
            } else if (c == '\'' || c == '"') {
                quote = c;
                begun = true;
            } else if (Character.isWhitespace(c)) {
                if (begun) {
                    words.add(word.toString());
                    word.setLength(0);
                    begun = false;
                }
            } else {
                word.append(c);
                begun = true;
            }
        }
        if (quote != 0) {
            throw new IllegalArgumentException("a " + quote + " is not closed");
        }
        if (begun) {
            words.add(word.toString());
        }
        if (words.isEmpty() || words.get(0).isEmpty()) {
            throw new IllegalArgumentException("there is no program in it");
        }
        if (words.stream().anyMatch(each -> each.indexOf('\0') >= 0)) {
            throw new IllegalArgumentException("there is a NUL character in it");
        }
        return words;
    }

    /** The text with the meaning of its escapes. */
    static String unescaped(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c != '\\' || at == text.length()) {
                plain.append(c);
                continue;
            }
            char escape = text.charAt(at++);
            int digits =
                    switch (escape) {
                        case 'x' -> run(text, at, 2, 16);
                        case '0', '1', '2', '3', '4', '5', '6', '7' -> run(text, at - 1, 3, 8);
                        default -> 0;
                    };
            if (digits > 0) {
                int from = escape == 'x' ? at : at - 1;
                plain.append((char) Integer.parseInt(text.substring(from, from + digits), escape == 'x' ? 16 : 8));
                at = from + digits;
            } else if (escape == 'c' && at < text.length()) {
                plain.append((char) (text.charAt(at++) & 0x1f));
            } else {
                plain.append(meaning(escape));
            }
        }
        return plain.toString();
    }

    private static int run(String text, int from, int most, int radix) {
        int length = 0;
        while (length < most
                && from + length < text.length()
                && Character.digit(text.charAt(from + length), radix) >= 0) {
            length++;
        }
        return length;
    }

    private static char meaning(char escape) {
        return switch (escape) {
            case 'a' -> 7;
            case 'b' -> '\b';
            case 'e', 'E' -> 27;
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'v' -> 11;
            default -> escape;
        };
    }
}
