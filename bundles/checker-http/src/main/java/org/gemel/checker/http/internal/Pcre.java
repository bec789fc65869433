package org.gemel.checker.http.internal;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes a regular expression of PCRE2 as Java has it, where both would take it and mean something else, or where Java would not
 * take what is plain in PCRE2, such as the braces of JSON. What only PCRE2 knows is left for Java to refuse.
 */
final class Pcre {

    /** What an expression demands to be there repeated so often would be tried so often, even on an empty body. */
    private static final long MOST_REPEATS = 1_000_000;

    /** As PCRE2 has it. */
    private static final int MOST_ONCE = 65_535;

    private static final Pattern REPEATS = Pattern.compile("\\{([0-9]+)(,[0-9]*)?\\}");
    /** What stands in braces belongs to these, and is no brace of the text. */
    private static final Pattern WITH_BRACES = Pattern.compile("\\\\[pPxkNog]\\{[^{}]*\\}");

    private static final Pattern POSIX = Pattern.compile("\\[:(\\^?)([a-z]+):\\]");

    private static final Map<String, String> CLASSES = Map.ofEntries(
            Map.entry("alnum", "Alnum"),
            Map.entry("alpha", "Alpha"),
            Map.entry("ascii", "ASCII"),
            Map.entry("blank", "Blank"),
            Map.entry("cntrl", "Cntrl"),
            Map.entry("digit", "Digit"),
            Map.entry("graph", "Graph"),
            Map.entry("lower", "Lower"),
            Map.entry("print", "Print"),
            Map.entry("punct", "Punct"),
            Map.entry("space", "Space"),
            Map.entry("upper", "Upper"),
            Map.entry("xdigit", "XDigit"));

    private final String text;
    private final boolean comments;
    private final boolean dollarAtEnd;
    private final boolean emptyClasses;
    private final StringBuilder java = new StringBuilder();
    /** How much is demanded in each group that is open, the outermost first. */
    private final Deque<Long> open = new ArrayDeque<>();

    /** Of the last item. */
    private long item;

    private int at;

    private Pcre(String text, boolean comments, boolean dollarAtEnd, boolean emptyClasses) {
        this.text = text;
        this.comments = comments;
        this.dollarAtEnd = dollarAtEnd;
        this.emptyClasses = emptyClasses;
        open.push(0L);
    }

    /**
     * The same for Java.
     *
     * @param comments whether white space and what follows a {@code #} mean nothing ({@code extended})
     * @param dollarAtEnd whether {@code $} is not before a last end of line ({@code dollar_endonly})
     * @param emptyClasses whether {@code []} is a class ({@code allow_empty_class})
     * @throws IllegalArgumentException if it asks for too much; the message is a phrase for a person
     */
    static String toJava(String text, boolean comments, boolean dollarAtEnd, boolean emptyClasses) {
        return new Pcre(text, comments, dollarAtEnd, emptyClasses).convert();
    }

    private String convert() {
        while (at < text.length()) {
            char letter = text.charAt(at);
            switch (letter) {
                case '\\' -> escaped();
                case '[' -> characterClass();
                case '{' -> brace();
                case '(' -> group();
                case ')' -> closed();
                case '$' -> plain(dollarAtEnd ? "\\z" : "$");
                case '#' -> {
                    if (comments) {
                        skip('\n');
                    } else {
                        plain("#");
                    }
                }
                default -> plain(String.valueOf(letter));
            }
        }
        return java.toString();
    }

    private void plain(String item) {
        java.append(item);
        at++;
        counted(1);
    }

    private void counted(long repeats) {
        item = repeats;
        add(repeats);
    }

    private void add(long repeats) {
        open.push(bounded(open.pop() + repeats));
    }

    private static long bounded(long repeats) {
        if (repeats > MOST_REPEATS) {
            throw new IllegalArgumentException("it demands too many repeats, more than " + MOST_REPEATS);
        }
        return repeats;
    }

    private void escaped() {
        Matcher braces = WITH_BRACES.matcher(text).region(at, text.length());
        if (braces.lookingAt()) {
            java.append(braces.group());
            counted(1);
            at = braces.end();
            return;
        }
        int end = text.startsWith("\\Q", at) ? text.indexOf("\\E", at) + 2 : at + 2;
        int last = end < 2 + at ? text.length() : Math.min(end, text.length());
        java.append(text, at, last);
        counted(1);
        at = last;
    }

    private void skip(char end) {
        int found = text.indexOf(end, at);
        at = found < 0 ? text.length() : found + 1;
    }

    private void group() {
        if (text.startsWith("(?#", at)) {
            skip(')');
            return;
        }
        open.push(1L);
        if (text.startsWith("(?P<", at)) {
            java.append("(?<");
            at += "(?P<".length();
        } else {
            java.append('(');
            at++;
        }
    }

    private void closed() {
        java.append(')');
        at++;
        if (open.size() > 1) {
            counted(open.pop());
        }
    }

    private void brace() {
        Matcher repeats = REPEATS.matcher(text).region(at, text.length());
        if (!repeats.lookingAt()) {
            plain("\\{");
            return;
        }
        java.append(repeats.group());
        at = repeats.end();
        long least = Math.max(1, number(repeats.group(1)));
        long one = item;
        add(-one);
        counted(bounded(one * least));
    }

    private static int number(String digits) {
        int number = digits.length() > 5 ? MOST_ONCE + 1 : Integer.parseInt(digits);
        if (number > MOST_ONCE) {
            throw new IllegalArgumentException("{" + digits + "} is more than {" + MOST_ONCE + "}");
        }
        return number;
    }

    private void characterClass() {
        int first = at + 1 + (text.startsWith("[^", at) ? 1 : 0);
        boolean empty = text.startsWith("]", first);
        if (empty && emptyClasses) {
            java.append(first == at + 1 ? "(?!)" : "[\\s\\S]");
            at = first + 1;
            counted(1);
            return;
        }
        java.append(text, at, first);
        at = first;
        if (empty) {
            java.append("\\]");
            at++;
        }
        while (at < text.length() && text.charAt(at) != ']') {
            member();
        }
        if (at < text.length()) {
            java.append(']');
            at++;
        }
        counted(1);
    }

    private void member() {
        char letter = text.charAt(at);
        Matcher posix = POSIX.matcher(text).region(at, text.length());
        if (letter == '\\') {
            java.append(text, at, Math.min(at + 2, text.length()));
            at += 2;
        } else if (posix.lookingAt()) {
            java.append(posix(posix.group(2), !posix.group(1).isEmpty()));
            at = posix.end();
        } else {
            // In Java classes may stand in classes, and comments too.
            boolean special = letter == '[' || letter == '&' || letter == '#' || Character.isWhitespace(letter);
            java.append(special ? "\\" : "").append(letter);
            at++;
        }
    }

    private static String posix(String name, boolean not) {
        if (name.equals("word")) {
            return not ? "\\W" : "\\w";
        }
        String known = CLASSES.get(name);
        if (known == null) {
            throw new IllegalArgumentException("there is no class [:" + name + ":]");
        }
        return (not ? "\\P{" : "\\p{") + known + "}";
    }
}
