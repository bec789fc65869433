package org.gemel.config.keepalived.internal;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * The head of a line that is repeated: {@code ~SEQ(v, start[, step], end)}, {@code ~SEQx(...)} or {@code ~LST(...)}
 * (behaviour 6).
 *
 * @param names the variables
 * @param rounds the values of the variables, round by round
 */
record Sequence(List<String> names, Iterable<List<String>> rounds) {

    private static final Pattern HEAD = Pattern.compile("~(SEQx?|LST)[ \\t]*\\(");

    /** A head that cannot be understood. */
    static final class Malformed extends Exception {
        private static final long serialVersionUID = 1;

        Malformed(String message) {
            super(message);
        }
    }

    /** Where the parenthesis of a head closes, or -1 if a text has no head or no end of it. */
    static int end(String text) {
        return begins(text) ? text.indexOf(')') : -1;
    }

    /** Whether a text begins like a head. */
    static boolean begins(String text) {
        return text.startsWith("~") && HEAD.matcher(text).lookingAt();
    }

    /**
     * Understands a head.
     *
     * @param head from the tilde to before the closing parenthesis, variables replaced
     */
    static Sequence parse(String head) throws Malformed {
        int open = head.indexOf('(');
        List<List<String>> items = items(head.substring(open + 1));
        return head.startsWith("~LST") ? list(items) : numbers(items, head.startsWith("~SEQx"));
    }

    private static Sequence numbers(List<List<String>> items, boolean hex) throws Malformed {
        for (List<String> item : items) {
            if (item.size() != 1) {
                throw new Malformed("a sequence has no braces");
            }
        }
        if (items.size() < 2 || items.size() > 4) {
            throw new Malformed("a sequence has a variable and one to three numbers");
        }
        List<String> name = names(items.get(0));
        long end = number(items.get(items.size() - 1));
        long start = items.size() > 2 ? number(items.get(1)) : end < 0 ? -1 : 1;
        long step = items.size() > 3 ? number(items.get(2)) : end < start ? -1 : 1;
        if (step == 0) {
            throw new Malformed("a sequence with step 0 never ends");
        }
        if ((step > 0 && end < start) || (step < 0 && end > start)) {
            throw new Malformed("a sequence from " + start + " by " + step + " never reaches " + end);
        }
        long count = (end - start) / step + 1;
        Iterable<List<String>> rounds = () -> LongStream.range(0, count)
                .map(i -> start + i * step)
                .mapToObj(n -> List.of(Long.toString(n, hex ? 16 : 10)))
                .iterator();
        return new Sequence(name, rounds);
    }

    private static Sequence list(List<List<String>> items) throws Malformed {
        List<String> names = names(items.get(0));
        if (items.size() == 1) {
            throw new Malformed("a list has at least one value");
        }
        for (List<String> item : items) {
            if (item.size() > names.size()) {
                throw new Malformed("a list gives " + item.size() + " values to " + names.size() + " variable(s)");
            }
        }
        Iterable<List<String>> rounds = () -> rounds(items, names.size());
        return new Sequence(names, rounds);
    }

    private static Iterator<List<String>> rounds(List<List<String>> items, int width) {
        return items.stream()
                .skip(1)
                .map(item -> IntStream.range(0, width)
                        .mapToObj(i -> i < item.size() ? item.get(i) : "")
                        .toList())
                .iterator();
    }

    private static List<String> names(List<String> names) throws Malformed {
        for (String name : names) {
            if (name.isEmpty() || !Variables.nameStart(name.charAt(0)) || Variables.nameEnd(name, 0) != name.length()) {
                throw new Malformed("'" + name + "' is no name of a variable");
            }
        }
        return names;
    }

    private static long number(List<String> item) throws Malformed {
        String text = item.get(0);
        try {
            return Integer.decode(text);
        } catch (NumberFormatException e) {
            throw new Malformed("'" + text + "' is no number (0x begins a hexadecimal one, 0 an octal one)");
        }
    }

    /** Splits at commas, and at the commas within braces. */
    private static List<List<String>> items(String text) throws Malformed {
        List<List<String>> items = new ArrayList<>();
        List<String> group = null;
        int begin = 0;
        boolean closed = false;
        for (int i = 0; i <= text.length(); i++) {
            char c = i == text.length() ? ',' : text.charAt(i);
            if (c != ',' && c != '{' && c != '}') {
                continue;
            }
            String part = text.substring(begin, i).trim();
            begin = i + 1;
            if (c == '{') {
                if (group != null || !part.isEmpty() || closed) {
                    throw new Malformed("a brace is in the wrong place");
                }
                group = new ArrayList<>();
            } else if (group != null) {
                group = inGroup(items, group, part, c, i == text.length());
                closed = group == null;
            } else if (c == '}' || (closed && !part.isEmpty())) {
                throw new Malformed("a brace or a comma is in the wrong place");
            } else if (closed) {
                closed = false;
            } else {
                items.add(List.of(part));
            }
        }
        return items;
    }

    private static @Nullable List<String> inGroup(
            List<List<String>> items, List<String> group, String part, char end, boolean last) throws Malformed {
        if (last) {
            throw new Malformed("a brace is not closed");
        }
        group.add(part);
        if (end == '}') {
            items.add(List.copyOf(group));
            return null;
        }
        return group;
    }
}
