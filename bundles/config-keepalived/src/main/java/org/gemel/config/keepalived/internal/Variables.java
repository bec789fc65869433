package org.gemel.config.keepalived.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.gemel.api.config.Nearest;
import org.gemel.api.config.Problems;
import org.gemel.config.keepalived.internal.Line.Expansion;
import org.jspecify.annotations.Nullable;

/** The {@code $NAME=value} definitions seen so far and their use (behaviour 5). */
final class Variables {

    /** Directives whose arguments are secrets: a message must not tell what stands there. */
    private static final Pattern SECRET = Pattern.compile("(^|[\\s{])(auth_pass|key|password)\\s");

    private final Map<String, String> values = new HashMap<>();
    private final BuiltIns builtIns;
    private final Problems problems;

    Variables(BuiltIns builtIns, Problems problems) {
        this.builtIns = builtIns;
        this.problems = problems;
    }

    static boolean nameStart(char c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_';
    }

    static boolean namePart(char c) {
        return nameStart(c) || (c >= '0' && c <= '9');
    }

    /** Where the characters that a name may have end. */
    static int nameEnd(String text, int begin) {
        int i = begin;
        while (i < text.length() && namePart(text.charAt(i))) {
            i++;
        }
        return i;
    }

    /** The index of the {@code =} if a text is a definition, else -1. */
    static int definition(String text) {
        if (text.length() < 3 || text.charAt(0) != '$' || !nameStart(text.charAt(1))) {
            return -1;
        }
        int end = nameEnd(text, 1);
        return end < text.length() && text.charAt(end) == '=' ? end : -1;
    }

    /** Defines a variable; lines of the value are separated by line feeds. */
    @Nullable
    String define(String name, String value) {
        return values.put(name, value);
    }

    /** Gives a variable back the value it had before {@link #define}. */
    void restore(String name, @Nullable String value) {
        if (value == null) {
            values.remove(name);
        } else {
            values.put(name, value);
        }
    }

    /**
     * Replaces every use of a variable once. The result may have uses of other variables, and line feeds.
     *
     * @return null if there was nothing to replace
     */
    @Nullable
    Line replace(Line line) {
        String text = line.text();
        int kept = 0;
        Line.Builder result = null;
        for (int i = text.indexOf('$'); i >= 0; i = text.indexOf('$', i)) {
            Use use = use(line, i);
            String value = use == null ? null : value(line, use);
            if (use == null || value == null) {
                i++;
                continue;
            }
            if (result == null) {
                result = new Line.Builder(line);
            }
            result.keep(kept, i);
            result.replace(i, use.name(), value);
            kept = use.end();
            i = kept;
            if (result.length() > Limits.LINE_LENGTH) {
                problems.error(
                        line.at(0),
                        "line-too-long",
                        "the line expands to more than " + Limits.LINE_LENGTH + " characters and is ignored",
                        "look for variables that contain each other many times");
                return line.part(0, 0);
            }
        }
        if (result == null) {
            return null;
        }
        result.keep(kept, text.length());
        return result.build();
    }

    private record Use(int begin, int end, String name, String arguments) {}

    private static @Nullable Use use(Line line, int begin) {
        String text = line.text();
        int after = begin + 1;
        if (after < text.length() && text.charAt(after) == '{') {
            int nameEnd = nameEnd(text, after + 1);
            if (nameEnd == after + 1 || !nameStart(text.charAt(after + 1)) || nameEnd == text.length()) {
                return null;
            }
            int close = nameEnd;
            if (Lexer.blank(text.charAt(nameEnd))) {
                close = text.indexOf('}', nameEnd);
            }
            if (close < 0 || text.charAt(close) != '}') {
                return null;
            }
            String arguments = text.substring(nameEnd, close);
            return new Use(begin, close + 1, text.substring(after + 1, nameEnd), arguments.trim());
        }
        if (after == text.length() || !nameStart(text.charAt(after))) {
            return null;
        }
        int end = nameEnd(text, after);
        return new Use(begin, end, text.substring(after, end), "");
    }

    /** Whether an unbraced use ends where keepalived lets it end. */
    private static boolean terminated(String text, Use use) {
        if (text.charAt(use.begin() + 1) == '{' || use.end() == text.length()) {
            return true;
        }
        char next = text.charAt(use.end());
        return Lexer.blank(next) || next == '/' || next == ',' || next == ')' || next == '\n';
    }

    private @Nullable String value(Line line, Use use) {
        if (!terminated(line.text(), use) || Expansion.contains(line.expansion(use.begin()), use.name())) {
            return null;
        }
        if (use.arguments().isEmpty()) {
            String value = values.get(use.name());
            if (value != null) {
                return value;
            }
        }
        return line.text().charAt(use.begin() + 1) == '{'
                ? builtIns.value(use.name(), use.arguments(), line, use.begin())
                : null;
    }

    /** Reports the uses that stay as they are, after everything that can be replaced was. */
    void reportRest(Line line) {
        String text = line.text();
        int first = text.indexOf('$');
        boolean secret = first >= 0 && SECRET.matcher(text).find();
        for (int i = first; i >= 0; i = text.indexOf('$', i + 1)) {
            Use use = use(line, i);
            if (use != null) {
                reportRest(line, use, secret);
            }
        }
    }

    private void reportRest(Line line, Use use, boolean secret) {
        Expansion expansion = line.expansion(use.begin());
        if (Expansion.contains(expansion, use.name())) {
            problems.error(
                    line.at(use.begin()),
                    "variable-loop",
                    "$" + use.name() + " contains itself: " + Expansion.chain(expansion, use.name()),
                    "define it without its own name");
        } else if (!terminated(line.text(), use)) {
            if (values.containsKey(use.name())) {
                problems.warning(
                        line.at(use.begin()),
                        "variable-not-replaced",
                        "$" + use.name() + " is not replaced because of the character after it",
                        "write ${" + use.name() + "}");
            }
        } else if (secret) {
            problems.warning(
                    line.at(use.begin()),
                    "undefined-variable",
                    "a variable that is not defined stays as text in a secret",
                    "define it before this line if it is meant to be a variable");
        } else {
            problems.warning(
                    line.at(use.begin()),
                    "undefined-variable",
                    "the variable " + use.name() + " is not defined and stays as text",
                    nearest(use.name()));
        }
    }

    private String nearest(String name) {
        List<String> names = new ArrayList<>(BuiltIns.NAMES);
        if (values.size() <= Limits.NEAREST_CANDIDATES) {
            names.addAll(values.keySet());
        }
        String nearest = Nearest.of(name, names);
        return nearest == null
                ? "define it with $" + name + "=VALUE before this line"
                : "did you mean ${" + nearest + "}?";
    }
}
