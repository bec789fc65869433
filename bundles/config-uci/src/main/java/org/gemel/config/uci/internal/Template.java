package org.gemel.config.uci.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gemel.api.config.Position;
import org.gemel.api.config.Word;
import org.gemel.config.uci.internal.text.Value;
import org.jspecify.annotations.Nullable;

/** Words made of the options of a section, and taken apart again. The mapping tells how one is written. */
final class Template {

    private static final Pattern TOKEN = Pattern.compile("\\[|]|[^\\s\\[\\]]+");
    private static final Pattern OPTION = Pattern.compile("\\{(\\w+)}");

    private final List<Object> items;

    /** A part of the words that is there if all its options are. */
    private record Group(List<Object> items) {}

    private Template(List<Object> items) {
        this.items = items;
    }

    static Template of(String text) {
        Matcher tokens = TOKEN.matcher(text);
        return new Template(items(tokens));
    }

    private static List<Object> items(Matcher tokens) {
        List<Object> items = new ArrayList<>();
        while (tokens.find() && !tokens.group().equals("]")) {
            items.add(tokens.group().equals("[") ? new Group(items(tokens)) : tokens.group());
        }
        return items;
    }

    /** The words of these values; null if one is missing that must be there. */
    @Nullable
    List<Word> render(Map<String, Value> values, Position otherwise) {
        List<Word> words = new ArrayList<>();
        return render(items, values, otherwise, words) ? words : null;
    }

    private static boolean render(List<Object> items, Map<String, Value> values, Position otherwise, List<Word> words) {
        Position place = otherwise;
        for (Object item : items) {
            if (item instanceof String token) {
                for (String name : names(token)) {
                    Value value = values.get(name);
                    if (value == null) {
                        return false;
                    }
                    place = value.at();
                }
            }
        }
        for (Object item : items) {
            if (item instanceof Group group) {
                List<Word> inner = new ArrayList<>();
                if (render(group.items, values, place, inner)) {
                    words.addAll(inner);
                }
            } else if (item instanceof String token) {
                word(token, values, place, words);
            }
        }
        return true;
    }

    private static void word(String token, Map<String, Value> values, Position place, List<Word> words) {
        if (token.startsWith("<")) {
            String name = flag(token);
            Value value = values.get(name);
            if (value != null && Boolean.TRUE.equals(Flags.meaning(value.text()))) {
                words.add(new Word(name, value.at(), false));
            }
            return;
        }
        Position at = place;
        List<String> names = names(token);
        StringBuilder text = new StringBuilder();
        Matcher options = OPTION.matcher(token);
        int end = 0;
        while (options.find()) {
            Value value = values.get(options.group(1));
            text.append(token, end, options.start()).append(value == null ? "" : value.text());
            if (value != null && names.get(0).equals(options.group(1))) {
                at = value.at();
            }
            end = options.end();
        }
        text.append(token.substring(end));
        words.add(Texts.word(text.toString(), at));
    }

    /**
     * Finds the values of which the template makes these words.
     *
     * @param found where they go
     * @return whether there are any
     */
    boolean match(List<Word> words, Map<String, String> found) {
        return match(items, words, 0, found) == words.size();
    }

    /** How many words are taken up to then; -1 if they do not fit. */
    private static int match(List<Object> items, List<Word> words, int begin, Map<String, String> found) {
        int next = begin;
        for (Object item : items) {
            if (item instanceof Group group) {
                int after = match(group.items, words, next, found);
                next = after < 0 ? next : after;
            } else if (item instanceof String token) {
                boolean flag = token.startsWith("<");
                if (next < words.size() && fits(token, words.get(next).text(), found)) {
                    next++;
                } else if (!flag) {
                    return -1;
                }
            }
        }
        return next;
    }

    private static boolean fits(String token, String word, Map<String, String> found) {
        if (token.startsWith("<")) {
            boolean on = word.equals(flag(token));
            if (on) {
                found.put(word, "1");
            }
            return on;
        }
        List<String> names = names(token);
        if (names.isEmpty()) {
            return word.equals(token);
        }
        StringBuilder pattern = new StringBuilder();
        Matcher options = OPTION.matcher(token);
        List<String> open = new ArrayList<>();
        int end = 0;
        while (options.find()) {
            String known = found.get(options.group(1));
            pattern.append(Pattern.quote(token.substring(end, options.start())));
            if (known == null || names.size() == 1) {
                pattern.append("(.+)");
                open.add(options.group(1));
            } else {
                pattern.append(Pattern.quote(known));
            }
            end = options.end();
        }
        Matcher parts = Pattern.compile(pattern + Pattern.quote(token.substring(end)), Pattern.DOTALL)
                .matcher(word);
        if (!parts.matches()) {
            return false;
        }
        for (int i = 0; i < open.size(); i++) {
            found.put(open.get(i), parts.group(i + 1));
        }
        return true;
    }

    private static List<String> names(String token) {
        List<String> names = new ArrayList<>();
        Matcher options = OPTION.matcher(token);
        while (options.find()) {
            names.add(options.group(1));
        }
        return names;
    }

    private static String flag(String token) {
        return token.substring(1, token.length() - 1);
    }
}
