package org.gemel.config.uci.internal.text;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/**
 * A text in one of the many ways to write it, with what it means. Whoever writes a text so knows what is in it, and needs no
 * parser to tell.
 *
 * @param text how it is written
 * @param meaning what {@code uci export} makes of it
 */
record Spelling(String text, String meaning) {

    /** A word, or a piece of one. */
    private record Piece(String written, String meant, boolean quoted) {}

    /** What is set in a section: an item of a list, or an option. */
    private record Setting(boolean list, String name, Piece value) {}

    /** A section; a null name is none. */
    private record Part(String type, String name, List<Setting> settings) {}

    private static final String EVERYTHING = "ab1 \t#;'\"\\$`{}()=\u00e9\u4e2d\u00a0\u0001\u007f";

    static Arbitrary<Spelling> texts() {
        return Combinators.combine(part().list().ofMaxSize(6), gaps().list().ofSize(80))
                .as(Spelling::of);
    }

    private static Arbitrary<Part> part() {
        // A name has one type, for another type would be refused.
        Arbitrary<String> names = Arbitraries.of("", "s", "_9", "S", "globals");
        Arbitrary<Setting> settings = Combinators.combine(
                        Arbitraries.of(true, false), Arbitraries.of("a", "b", "C_1", "0"), word())
                .as(Setting::new);
        return Combinators.combine(names, settings.list().ofMaxSize(5))
                .as((name, all) -> new Part(name.isEmpty() ? "t" : "type-" + name + ".x", name, all));
    }

    /** What stands between the statements, in order of their use. */
    private static Arbitrary<Integer> gaps() {
        return Arbitraries.integers().between(0, 1000);
    }

    private static Arbitrary<Piece> word() {
        return Arbitraries.oneOf(single(), twofold(), plain())
                .list()
                .ofMinSize(0)
                .ofMaxSize(3)
                .map(pieces -> new Piece(
                        pieces.stream().map(Piece::written).collect(Collectors.joining()),
                        pieces.stream().map(Piece::meant).collect(Collectors.joining()),
                        !pieces.isEmpty() && pieces.get(pieces.size() - 1).quoted()));
    }

    private static Arbitrary<Piece> single() {
        return Arbitraries.strings()
                .withChars(EVERYTHING.replace("'", "") + "\n")
                .ofMaxLength(6)
                .map(text -> new Piece("'" + text + "'", text, true));
    }

    private static Arbitrary<Piece> twofold() {
        Arbitrary<Piece> character = Arbitraries.oneOf(
                Arbitraries.of((EVERYTHING.replace("\"", "").replace("\\", "") + "\n").split(""))
                        .map(c -> new Piece(c, c, true)),
                Arbitraries.of((EVERYTHING + "nt").split("")).map(c -> new Piece("\\" + c, c, true)),
                Arbitraries.just(new Piece("\\\n", "", true)));
        return character
                .list()
                .ofMaxSize(6)
                .map(all -> new Piece(
                        "\"" + all.stream().map(Piece::written).collect(Collectors.joining()) + "\"",
                        all.stream().map(Piece::meant).collect(Collectors.joining()),
                        true));
    }

    private static Arbitrary<Piece> plain() {
        Arbitrary<Piece> character = Arbitraries.oneOf(
                Arbitraries.of("ab1$`{}()=\u00e9\u4e2d\u00a0\u0001\u007f".split(""))
                        .map(c -> new Piece(c, c, false)),
                Arbitraries.of((EVERYTHING + "nt").split("")).map(c -> new Piece("\\" + c, c, false)));
        return character
                .list()
                .ofMinSize(1)
                .ofMaxSize(5)
                .map(all -> new Piece(
                        all.stream().map(Piece::written).collect(Collectors.joining()),
                        all.stream().map(Piece::meant).collect(Collectors.joining()),
                        false));
    }

    private static Spelling of(List<Part> parts, List<Integer> choices) {
        Writer writer = new Writer(choices);
        for (Part part : parts) {
            writer.config(part);
            part.settings.forEach(writer::setting);
        }
        return new Spelling(writer.text.toString(), meaning(parts));
    }

    /** Writes statements with gaps that mean nothing. */
    private static final class Writer {

        private static final List<String> BLANKS = List.of(" ", "\t", "  ", " \t ", " \u000b", "\t\f");
        private static final List<String> INDENTS = List.of("", "\t", "    ", "\f", "\u000b ", "\r");
        private static final List<String> ENDS = List.of(
                "\n",
                "\n\n",
                "\r\n",
                " \n",
                " # it's a \"comment\n",
                "\t#\n\n",
                " ; ",
                "\n# x \\\n",
                " \\\n\t",
                "\n \t \n");

        private final StringBuilder text = new StringBuilder();
        private final List<Integer> choices;
        private int next;

        Writer(List<Integer> choices) {
            this.choices = choices;
        }

        private int choose(int size) {
            return choices.get(next++ % choices.size()) % size;
        }

        private String blank() {
            return BLANKS.get(choose(BLANKS.size()));
        }

        void config(Part part) {
            text.append(INDENTS.get(choose(INDENTS.size())))
                    .append(choose(2) == 0 ? "config" : "c")
                    .append(' ');
            text.append(blank()).append(quoted(part.type));
            boolean named = !part.name.isEmpty() || choose(2) == 0;
            if (named) {
                text.append(blank()).append(part.name.isEmpty() ? "''" : quoted(part.name));
            }
            // Without a name, a word behind a backslash would be one.
            end(named);
        }

        void setting(Setting setting) {
            String statement = setting.list ? "list" : "option";
            text.append(INDENTS.get(choose(INDENTS.size())))
                    .append(choose(2) == 0 ? statement : statement.substring(0, 1))
                    .append(choose(2) == 0 ? ' ' : '\t')
                    .append(blank())
                    .append(quoted(setting.name))
                    .append(blank());
            boolean empty = setting.value.written.isEmpty();
            text.append(setting.value.written);
            if (setting.value.quoted && choose(4) == 0) {
                text.append(';');
            } else {
                end(!empty);
            }
        }

        private String quoted(String word) {
            return switch (choose(4)) {
                case 0 -> "'" + word + "'";
                case 1 -> '"' + word + '"';
                case 2 -> word.substring(0, 1) + "'" + word.substring(1) + "'";
                default -> word;
            };
        }

        /** @param complete whether a backslash at the end of the line could not be a word that is missing */
        private void end(boolean complete) {
            String end = ENDS.get(choose(ENDS.size()));
            text.append(end.contains("\\\n\t") && !complete ? "\n" : end);
        }
    }

    private static String meaning(List<Part> parts) {
        Map<String, Map<String, List<String>>> sections = new LinkedHashMap<>();
        int anonymous = 0;
        for (Part part : parts) {
            String head = part.type + (part.name.isEmpty() ? "" : " '" + part.name + "'");
            String key = part.name.isEmpty() ? head + "\n" + anonymous++ : head;
            Map<String, List<String>> options = sections.computeIfAbsent(key, none -> new LinkedHashMap<>());
            part.settings.forEach(setting -> set(options, setting));
        }
        StringBuilder meaning = new StringBuilder();
        sections.forEach((head, options) -> {
            meaning.append("config ").append(head.split("\n")[0]).append('\n');
            options.values().forEach(lines -> lines.forEach(meaning::append));
            meaning.append('\n');
        });
        return meaning.toString();
    }

    private static void set(Map<String, List<String>> options, Setting setting) {
        String line = setting.name + " '" + setting.value.meant.replace("'", "'\\''") + "'\n";
        List<String> before = options.getOrDefault(setting.name, List.of());
        if (setting.list) {
            List<String> items = new ArrayList<>();
            before.forEach(each -> items.add(each.replaceFirst("^\toption", "\tlist")));
            items.add("\tlist " + line);
            options.put(setting.name, items);
        } else if (!setting.value.meant.isEmpty()) {
            options.put(setting.name, List.of("\toption " + line));
        }
    }
}
