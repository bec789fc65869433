package org.gemel.config.json.internal.schema;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.gemel.api.config.Keywords.Argument;
import org.gemel.api.config.Keywords.Keyword;
import org.gemel.config.json.internal.Forms;

/** The schema of what stands behind a keyword on its line: nothing, a number, or words in a string. */
final class WordsSchema {

    private static final String WORD = "(?:\"(?:[^\"\\\\]|\\\\.)*\"|[^\\s\"]\\S*)";
    private static final String GAP = "(?:\\s+|$)";
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?");
    private static final Pattern NOT_LITERAL = Pattern.compile("[^\\w-]");

    private WordsSchema() {}

    /** What may be the value of the keyword. */
    static Map<String, Object> of(Keyword keyword) {
        if (Forms.flag(keyword)) {
            return Map.of("type", "boolean");
        }
        Set<Object> forms = new LinkedHashSet<>();
        boolean lines = keyword.options() != null;
        for (List<Argument> row : keyword.arguments()) {
            List<Argument> required =
                    row.stream().filter(argument -> !argument.optional()).toList();
            if (required.isEmpty()) {
                forms.add(Map.of("const", true));
                row.forEach(argument -> forms.add(alone(argument)));
            } else if (required.size() == 1) {
                forms.add(alone(required.get(0)));
            }
            lines |= row.size() > 1 || row.stream().anyMatch(WordsSchema::several);
        }
        if (lines) {
            forms.add(matching("string", line(keyword)));
        }
        return JsonSchema.anyOf(new ArrayList<>(forms));
    }

    private static boolean several(Argument argument) {
        return argument.repeated() || argument.type().equals("command");
    }

    /** One word. */
    private static Map<String, Object> alone(Argument argument) {
        return switch (argument.type()) {
            case "int" -> range("integer", argument.detail());
            case "port" -> range("integer", "1..65535");
            case "milliseconds", "seconds" -> range("number", argument.detail());
            case "word", "anycase" -> Map.of("enum", enumerated(argument));
            case "bool", "flag" -> Map.of("enum", List.of(true, false, "true", "on", "yes", "off", "no"));
            default -> word();
        };
    }

    /** Any word, as text or as the number that it looks like. */
    static Map<String, Object> word() {
        return matching(List.of("string", "number"), "\\S");
    }

    /** In this order each time: two builds of the same sources are to give the same text. */
    private static Map<String, Object> matching(Object type, String pattern) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", type);
        schema.put("pattern", pattern);
        return schema;
    }

    private static Map<String, Object> range(String type, String range) {
        int dots = range.indexOf("..");
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", type);
        schema.put("minimum", new BigDecimal(range.substring(0, dots)));
        String most = range.substring(dots + 2);
        if (!most.isEmpty()) {
            schema.put("maximum", new BigDecimal(most));
        }
        return schema;
    }

    private static List<Object> enumerated(Argument argument) {
        Set<Object> words = new LinkedHashSet<>();
        for (String word : argument.detail().split("\\|")) {
            words.add(word);
            if (argument.type().equals("anycase")) {
                words.add(word.toLowerCase(Locale.ROOT));
                words.add(word.toUpperCase(Locale.ROOT));
            }
            if (NUMBER.matcher(word).matches()) {
                words.add(new BigDecimal(word));
            }
        }
        return List.copyOf(words);
    }

    /** A regular expression for the words of a line, for validators that follow ECMA 262. */
    static String line(Keyword keyword) {
        String options = keyword.options() == null ? "" : "(?:" + WORD + GAP + ")*";
        return keyword.arguments().stream()
                .map(row -> row.stream().map(WordsSchema::piece).collect(Collectors.joining()))
                .collect(Collectors.joining("|", "^\\s*(?:", ")" + options + "$"));
    }

    private static String piece(Argument argument) {
        String words = "(?:" + word(argument) + GAP + ")" + (several(argument) ? "+" : "");
        return argument.optional() ? "(?:" + words + ")?" : words;
    }

    private static String word(Argument argument) {
        return switch (argument.type()) {
            case "int", "port" -> "-?[0-9]+";
            case "word" ->
                Pattern.compile("\\|")
                        .splitAsStream(argument.detail())
                        .map(WordsSchema::literal)
                        .collect(Collectors.joining("|", "(?:", ")"));
            default -> WORD;
        };
    }

    private static String literal(String word) {
        return NOT_LITERAL.matcher(word).replaceAll(match -> "[" + match.group() + "]");
    }
}
