package org.gemel.config.keepalived.internal;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Shell patterns: braces, and {@code * ? [a-z] [!a]} within one name. Matching takes at most pattern times name steps. */
final class Glob {

    private Glob() {}

    /** Whether a name of a path has wildcards. */
    static boolean wild(String pattern) {
        return pattern.indexOf('*') >= 0 || pattern.indexOf('?') >= 0 || pattern.indexOf('[') >= 0;
    }

    /**
     * The alternatives of the braces in a pattern, in order.
     *
     * @return null if there are more than {@code limit}
     */
    static @Nullable List<String> alternatives(String pattern, int limit) {
        List<String> done = new ArrayList<>();
        List<String> todo = new ArrayList<>(List.of(pattern));
        while (!todo.isEmpty()) {
            String next = todo.remove(todo.size() - 1);
            int open = next.indexOf('{');
            int close = open < 0 ? -1 : closing(next, open);
            if (close < 0) {
                done.add(next);
            } else {
                List<String> choices = choices(next, open, close);
                for (int i = choices.size() - 1; i >= 0; i--) {
                    todo.add(next.substring(0, open) + choices.get(i) + next.substring(close + 1));
                }
            }
            if (done.size() + todo.size() > limit) {
                return null;
            }
        }
        return done;
    }

    private static int closing(String text, int open) {
        int depth = 0;
        for (int i = open; i < text.length(); i++) {
            if (text.charAt(i) == '{') {
                depth++;
            } else if (text.charAt(i) == '}' && --depth == 0) {
                return i;
            }
        }
        return -1;
    }

    private static List<String> choices(String text, int open, int close) {
        List<String> choices = new ArrayList<>();
        int depth = 0;
        int begin = open + 1;
        for (int i = open + 1; i <= close; i++) {
            char c = text.charAt(i);
            if (depth == 0 && (c == ',' || i == close)) {
                choices.add(text.substring(begin, i));
                begin = i + 1;
            } else if (c == '{') {
                depth++;
            } else if (c == '}') {
                depth--;
            }
        }
        return choices;
    }

    /** Whether a file name matches; a leading dot must be written. */
    static boolean matches(String pattern, String name) {
        if (name.startsWith(".") && !pattern.startsWith(".")) {
            return false;
        }
        int p = 0;
        int n = 0;
        int star = -1;
        int retry = 0;
        while (n < name.length()) {
            int next = p < pattern.length() && pattern.charAt(p) != '*' ? step(pattern, p, name.charAt(n)) : -1;
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                retry = n;
            } else if (next > 0) {
                p = next;
                n++;
            } else if (star >= 0) {
                p = star + 1;
                n = ++retry;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }

    /** Where the pattern goes on if its next element takes the character, else -1. */
    private static int step(String pattern, int p, char c) {
        char wanted = pattern.charAt(p);
        if (wanted == '?') {
            return p + 1;
        }
        int close = wanted == '[' ? pattern.indexOf(']', p + 2) : -1;
        if (close < 0) {
            return wanted == c ? p + 1 : -1;
        }
        boolean negated = pattern.charAt(p + 1) == '!' || pattern.charAt(p + 1) == '^';
        boolean in = false;
        for (int i = p + (negated ? 2 : 1); i < close; i++) {
            if (i + 2 < close && pattern.charAt(i + 1) == '-') {
                in |= pattern.charAt(i) <= c && c <= pattern.charAt(i + 2);
                i += 2;
            } else {
                in |= pattern.charAt(i) == c;
            }
        }
        return in != negated ? close + 1 : -1;
    }
}
