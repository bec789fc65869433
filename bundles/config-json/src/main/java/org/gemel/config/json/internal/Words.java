package org.gemel.config.json.internal;

import java.util.ArrayList;
import java.util.List;
import org.gemel.api.config.CommonTexts;
import org.gemel.api.config.Directive;
import org.gemel.api.config.InexpressibleException;
import org.gemel.api.config.Problems;
import org.gemel.api.config.Word;

/** Words in a string, as keepalived.conf has them on a line; braces, comment signs and variables mean nothing here. */
final class Words {

    private final Source source;
    private final Problems problems;
    private final CommonTexts common = new CommonTexts();
    private int count;

    Words(Source source, Problems problems) {
        this.source = source;
        this.problems = problems;
    }

    /** The words of a string or a number; of a wrong string those before what is wrong. */
    List<Word> split(Node.Text node) {
        if (!node.string()) {
            return List.of(new Word(node.text(), source.at(node.begin()), false));
        }
        String text = node.text();
        Source.Walk walk = source.walk(node.begin());
        List<Word> words = new ArrayList<>();
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c == '\n' || c == '\0') {
                problems.error(walk.at(i), "word-not-allowed", "no word may have a line feed or NUL", "write a blank");
                return words;
            }
            if (blank(c)) {
                i++;
                continue;
            }
            boolean quoted = c == '"';
            int begin = quoted ? i + 1 : i;
            int end = quoted ? closingQuote(text, begin) : bareEnd(text, begin);
            if (end < 0) {
                problems.error(
                        walk.at(i),
                        "quote-not-closed",
                        "this quote is not closed in its string",
                        "end the word with \\\"");
                return words;
            }
            if (++count > Limits.NODES) {
                if (count == Limits.NODES + 1) {
                    problems.error(
                            walk.at(i),
                            "json-too-large",
                            "the file has more than " + Limits.NODES + " words",
                            "leave out what is not needed, or let the process have more memory, such as GEMEL_JAVA_OPTS=-Xmx512m");
                }
                return words;
            }
            int half = halfSurrogate(text, begin, end);
            if (half >= 0) {
                problems.error(
                        walk.at(half),
                        "word-not-allowed",
                        "this is half of a character",
                        "write both of its \\u escapes");
                return words;
            }
            words.add(new Word(common.of(text.substring(begin, end)), walk.at(i), quoted));
            i = quoted ? end + 1 : end;
        }
        return words;
    }

    /**
     * The string that is split into these words.
     *
     * @param subject the directive that they are of
     * @throws InexpressibleException if there is none
     */
    static String join(Directive subject, List<Word> words) {
        StringBuilder line = new StringBuilder();
        for (Word word : words) {
            String text = word.text();
            if (text.indexOf('\n') >= 0 || text.indexOf('\0') >= 0) {
                throw new InexpressibleException(subject, "JSON cannot express a word with a line feed or NUL");
            }
            if (!line.isEmpty()) {
                line.append(' ');
            }
            if (!word.quoted() && !text.isEmpty() && text.charAt(0) != '"' && bareEnd(text, 0) == text.length()) {
                line.append(text);
            } else if (closingQuote(text + '"', 0) == text.length()) {
                line.append('"').append(text).append('"');
            } else {
                throw new InexpressibleException(
                        subject,
                        "JSON cannot express a word with a quote without a backslash before it, or a backslash at its"
                                + " end");
            }
        }
        if (line.length() > Limits.STRING_LENGTH) {
            throw new InexpressibleException(subject, "the string would be too long");
        }
        return line.toString();
    }

    /** The index of a surrogate that lacks the other one, which no file could keep; -1 for none. */
    private static int halfSurrogate(String text, int begin, int end) {
        for (int i = begin; i < end; i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < end && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                return i;
            }
        }
        return -1;
    }

    private static boolean blank(char c) {
        return c == ' ' || c == '\t' || c == '\r' || c == '\f' || c == '\u000b';
    }

    private static int bareEnd(String text, int begin) {
        int i = begin;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length() && text.charAt(i + 1) == '"') {
                i += 2;
            } else if (blank(c) || c == '"' || c == '\n' || c == '\0') {
                return i;
            } else {
                i++;
            }
        }
        return i;
    }

    private static int closingQuote(String text, int begin) {
        for (int i = begin; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n' || c == '\0') {
                return -1;
            }
            if (c == '\\') {
                i++;
            } else if (c == '"') {
                return i;
            }
        }
        return -1;
    }
}
