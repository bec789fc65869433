package org.gemel.checker.http.internal;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Has each way through a regular expression of Java take a step that can be counted. Java looks at the letters of a text, and that
 * is counted; but nothing, or the end of a text, can be matched in more ways than anybody can wait for without a look at any of
 * them. So wherever a group or an alternative may have matched nothing an empty lookahead follows, for which Java asks how long the
 * text is.
 */
final class Steps {

    private static final String STEP = "(?=)";

    /** These change flags, and are no groups. */
    private static final Pattern FLAGS = Pattern.compile("\\(\\?[a-zA-Z-]*\\)");

    private static final Pattern CAPTURING = Pattern.compile("\\((?!\\?)|\\(\\?<[a-zA-Z]");
    /** How groups begin. */
    private static final Pattern MARK = Pattern.compile("\\((?:\\?(?:<?[=!]|<\\w+>|[a-zA-Z-]*[:>]))?");

    private static final Pattern NAMED = Pattern.compile("\\\\k<[^>]*>");
    private static final Pattern REPEATS = Pattern.compile("[?*+]|\\{[0-9,]*\\}");
    private static final String PLACES = "AbBGzZ";

    private final String text;
    private final boolean comments;
    private final StringBuilder counted = new StringBuilder();
    private int at;
    private int groups;
    /** Whether what is before here has certainly looked at a letter, or taken a step. */
    private boolean looked;

    private Steps(String text, boolean comments) {
        this.text = text;
        this.comments = comments;
    }

    /**
     * The same expression, in which each way takes steps.
     *
     * @param java that Java can read, as {@link Pcre} writes it
     * @param comments whether white space and what follows a {@code #} mean nothing
     */
    static String in(String java, boolean comments) {
        return new Steps(java, comments).walk();
    }

    private String walk() {
        while (at < text.length()) {
            char letter = text.charAt(at);
            switch (letter) {
                case '\\' -> escaped();
                case '[' -> copy(endOfClass(), true);
                case '(' -> begins();
                case ')', '|' -> {
                    counted.append(looked ? "" : STEP);
                    // A group that looks behind the beginning of a text has looked at nothing.
                    copy(at + 1, false);
                }
                case '?', '*', '{' -> {
                    Matcher repeats = here(REPEATS);
                    copy(repeats.lookingAt() ? repeats.end() : at + 1, false);
                }
                case '^', '$' -> place(at + 1);
                case '#' -> copy(comments ? after("\n", at) : at + 1, !comments);
                // White space may mean nothing, also by a flag within.
                default -> copy(at + 1, looked || !Character.isWhitespace(letter));
            }
        }
        return counted.toString();
    }

    private Matcher here(Pattern pattern) {
        return pattern.matcher(text).region(at, text.length());
    }

    private void copy(int end, boolean looks) {
        int last = Math.min(end, text.length());
        counted.append(text, at, last);
        at = last;
        looked = looks;
    }

    private int after(String end, int from) {
        int found = text.indexOf(end, from);
        return found < 0 ? text.length() : found + end.length();
    }

    private void begins() {
        Matcher flags = here(FLAGS);
        Matcher mark = here(MARK);
        groups += here(CAPTURING).lookingAt() ? 1 : 0;
        copy(flags.lookingAt() ? flags.end() : mark.lookingAt() ? mark.end() : at + 1, false);
    }

    private void escaped() {
        char letter = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
        Matcher named = here(NAMED);
        if (letter == 'Q') {
            copy(after("\\E", at), false);
        } else if (named.lookingAt()) {
            place(named.end());
        } else if (letter >= '1' && letter <= '9') {
            place(endOfReference());
        } else if (PLACES.indexOf(letter) >= 0) {
            place(at + 2);
        } else {
            copy(at + (letter == 'c' ? 3 : 2), true);
        }
    }

    /** What may match nothing takes a step each time where it is repeated. */
    private void place(int end) {
        String place = text.substring(at, end);
        at = end;
        looked = false;
        counted.append(here(REPEATS).lookingAt() ? "(?:" + place + STEP + ")" : place);
    }

    /** Java takes as many digits as there are groups. */
    private int endOfReference() {
        int end = at + 2;
        int number = text.charAt(at + 1) - '0';
        while (end < text.length() && Character.isDigit(text.charAt(end))) {
            number = 10 * number + text.charAt(end) - '0';
            if (number > groups) {
                break;
            }
            end++;
        }
        return end;
    }

    private int endOfClass() {
        int end = at + 1;
        while (end < text.length() && text.charAt(end) != ']') {
            end += text.charAt(end) == '\\' ? 2 : 1;
        }
        return end + 1;
    }
}
