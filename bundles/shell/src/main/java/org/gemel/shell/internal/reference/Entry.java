package org.gemel.shell.internal.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.gemel.api.config.Keywords.Argument;
import org.gemel.api.config.Keywords.Body;
import org.gemel.api.config.Keywords.Effect;
import org.gemel.api.config.Keywords.Keyword;

/** What is told of one keyword. */
final class Entry {

    private static final Map<String, String> LANGUAGES =
            Map.of("keepalived", "keepalived.conf", "uci", "UCI", "json", "JSON");

    private final Keyword keyword;
    private final Map<String, List<String>> spellings;

    Entry(Keyword keyword, Map<String, List<String>> spellings) {
        this.keyword = keyword;
        this.spellings = spellings;
    }

    String markdown() {
        StringBuilder text = new StringBuilder(keyword.help()).append(".\n\n");
        synopses().forEach(line -> text.append("- `").append(line).append("`\n"));
        facts().forEach(fact -> text.append("- ").append(fact).append('\n'));
        if (!spellings.isEmpty()) {
            text.append("\n```text\n").append(examples("")).append("```\n");
        }
        return text.toString();
    }

    String text() {
        StringBuilder text = new StringBuilder("  ").append(keyword.help()).append('\n');
        synopses().forEach(line -> text.append("  ").append(line).append('\n'));
        facts().forEach(fact -> text.append("  ").append(fact).append('\n'));
        return text.append(examples("    ")).toString();
    }

    private List<String> synopses() {
        String block = keyword.body() == Body.NONE ? "" : " { ... }";
        String options = keyword.options() == null ? "" : " [OPTION...]";
        return keyword.arguments().stream()
                .map(row -> (keyword.name().equals("(value)") ? "" : keyword.name() + " ")
                        + row.stream().map(Entry::placeholder).collect(Collectors.joining(" ")))
                .map(line -> line.strip() + options + block)
                .toList();
    }

    private static String placeholder(Argument argument) {
        String detail = argument.detail();
        String word =
                switch (argument.type()) {
                    case "int" -> "NUMBER(" + detail + ")";
                    case "word", "anycase" -> detail;
                    case "bool", "flag" -> "on|off";
                    case "define" -> "NAME";
                    case "ref", "later" -> "NAME(" + detail + ")";
                    default ->
                        argument.type().toUpperCase(java.util.Locale.ROOT).replace('-', '_')
                                + (detail.isEmpty() ? "" : "(" + detail + ")");
                };
        String all = word + (argument.repeated() ? "..." : "");
        return argument.optional() ? "[" + all + "]" : all;
    }

    private List<String> facts() {
        List<String> facts = new ArrayList<>();
        if (keyword.effect() == Effect.CHANGES_NOTHING) {
            facts.add("changes nothing here");
        } else if (keyword.effect() == Effect.NONE_YET && !keyword.removed()) {
            facts.add("not acted on yet");
        }
        if (keyword.removed()) {
            facts.add("ignored: keepalived had it last in " + keyword.since());
        }
        if (keyword.replacement() != null) {
            facts.add("old; use " + keyword.replacement());
        }
        if (keyword.usual() != null) {
            facts.add("without it: " + keyword.usual());
        }
        if (keyword.required()) {
            facts.add("required");
        }
        if (keyword.repeatable()) {
            facts.add("may be repeated");
        }
        String since = since();
        if (!since.isEmpty()) {
            facts.add(since);
        }
        return facts;
    }

    private String since() {
        String tier =
                switch (keyword.tier()) {
                    case "A" -> "common";
                    case "B" -> "less common";
                    default -> "rare";
                };
        return switch (keyword.since()) {
            case "-" -> tier;
            case "gemel" -> "Gemel's own";
            case "plugin" -> "of a plugin";
            case "unreleased" -> "keepalived's, not released yet; " + tier;
            default -> keyword.removed() ? "" : "keepalived's since " + keyword.since() + "; " + tier;
        };
    }

    /** Each language with its lines behind its name. */
    private String examples(String indent) {
        int width = spellings.keySet().stream()
                .mapToInt(name -> LANGUAGES.getOrDefault(name, name).length())
                .max()
                .orElse(0);
        StringBuilder text = new StringBuilder();
        spellings.forEach((name, lines) -> {
            String label = LANGUAGES.getOrDefault(name, name);
            for (String line : lines) {
                text.append(indent)
                        .append(label)
                        .append(" ".repeat(width - label.length() + 3))
                        .append(line)
                        .append('\n');
                label = "";
            }
        });
        return text.toString();
    }
}
