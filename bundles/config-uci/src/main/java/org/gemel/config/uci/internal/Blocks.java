package org.gemel.config.uci.internal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.gemel.api.config.Directive;
import org.gemel.api.config.Position;
import org.gemel.api.config.Problems;
import org.gemel.api.config.Word;
import org.gemel.config.uci.internal.Mapping.PackageLine;
import org.gemel.config.uci.internal.text.Option;
import org.gemel.config.uci.internal.text.Section;
import org.gemel.config.uci.internal.text.Value;
import org.jspecify.annotations.Nullable;

/** Makes blocks of sections. */
final class Blocks {

    private static final String CHECK = "check";
    private static final String AUTHENTICATION = "authentication";

    private final Mapping mapping;
    private final Names names;
    private final Fields fields;
    private final References references;
    private final Predicate<String> exists;
    private final boolean packageDefaults;
    private final Problems problems;
    /** Sections that blocks are being made of, so that none is within itself. */
    private final Set<Section> open = Collections.newSetFromMap(new IdentityHashMap<>());

    Blocks(Mapping mapping, Names names, Surroundings surroundings, boolean packageDefaults, Problems problems) {
        this.mapping = mapping;
        this.names = names;
        this.fields = new Fields(mapping, names, surroundings.networks(), packageDefaults, problems);
        this.references = new References(mapping, names, fields, problems);
        this.exists = surroundings.exists();
        this.packageDefaults = packageDefaults;
        this.problems = problems;
    }

    /** The words of a section that is a row of a value block; null if there are none. */
    @Nullable
    List<Word> row(Section section, Row head) {
        return fields.words(section, head.more());
    }

    /** The block of a section; null if it has none, which is reported. */
    @Nullable
    Directive block(Section section, Row head) {
        Map<String, Value> values = fields.of(section);
        List<Word> header = values == null ? null : Template.of(head.target()).render(values, section.at());
        if (values == null || header == null || off(section)) {
            return null;
        }
        Value name = values.get("name");
        Body body = new Body();
        boolean globals = head.section().equals(Mapping.GLOBALS);
        if (globals) {
            lines(head, section.at(), "", body);
        }
        for (Option option : section.options().values()) {
            Row row = mapping.options(head.section()).get(option.name());
            if (row != null) {
                option(section, option, row, values, body);
            }
        }
        for (Row row : mapping.options(head.section()).values()) {
            Value value = values.get(row.option());
            if (value != null && row.kind().equals("value") && section.option(row.option()) == null) {
                body.add(row.target(), value.at(), List.of(Texts.word(value)), null);
            }
        }
        authentication(section, body);
        if (!globals) {
            lines(head, section.at(), name == null ? "" : name.text(), body);
        }
        Word keyword = new Word(header.get(0).text(), section.at(), false);
        return new Directive(keyword, header.subList(1, header.size()), body.finish()).withLabel(names.label(section));
    }

    private static boolean off(Section section) {
        Option enabled = section.option("enabled");
        return enabled != null
                && section.type().endsWith("_server")
                && Boolean.FALSE.equals(Flags.meaning(enabled.value().text()));
    }

    /** What the package writes by itself. */
    void lines(Row head, Position at, String name, Body body) {
        if (packageDefaults) {
            for (PackageLine line : mapping.lines(head.section())) {
                Value argument = new Value(line.argument(name), at);
                body.add(line.keyword(), at, line.hasArgument() ? List.of(Texts.word(argument)) : List.of(), null);
            }
        }
    }

    private void option(Section section, Option option, Row row, Map<String, Value> values, Body body) {
        if (option.values().size() > 1
                && Set.of("value", "link", "flag", "script", "part").contains(row.kind())) {
            problems.warning(
                    option.at(),
                    "repeated-option",
                    "'" + option.name() + "' is no list; the last item counts",
                    "write one option");
        }
        switch (row.kind()) {
            case "value" -> value(section, option, row, option.value(), body);
            case "link" -> {
                if (row.hasTarget()) {
                    value(section, option, row, values.getOrDefault(option.name(), option.value()), body);
                }
            }
            case "script" -> script(option, row, body);
            case "flag" -> flag(option, row, body);
            case "words" -> words(option, row, body);
            case "values" ->
                block(
                        option,
                        row,
                        body,
                        split(option).stream().map(Blocks::single).toList());
            case "names" -> block(option, row, body, known(option, row));
            case "entries" -> entries(option, row, body);
            case "blocks" -> inner(section, option, row, body);
            case "joined" -> joined(option, row, values, body);
            case CHECK -> body.open(option.value().text(), option.value().at());
            default -> {}
        }
    }

    private void value(Section section, Option option, Row row, Value value, Body body) {
        Directive directive =
                new Directive(new Word(row.target(), option.at(), false), List.of(Texts.word(value)), null);
        if (row.list().isEmpty()) {
            body.add(directive);
            return;
        }
        String place = place(section, option, row.list());
        if (place != null) {
            body.add(place, directive);
        }
    }

    /** The block within which an option stands; null if the section has no such block, which is reported. */
    private @Nullable String place(Section section, Option option, List<String> places) {
        if (places.contains(AUTHENTICATION)) {
            return AUTHENTICATION;
        }
        Option check = section.option(CHECK);
        if (check != null && places.contains(check.value().text())) {
            return check.value().text();
        }
        problems.warning(
                option.at(),
                "unknown-option",
                "'" + option.name() + "' is ignored, as it is by the package, for the check is "
                        + (check == null ? "not set" : Texts.shown(check.value().text())),
                "it is for " + String.join(", ", places));
        return null;
    }

    /** keepalived would not know what to do with one without the other, and the package leaves both out. */
    private void authentication(Section section, Body body) {
        Option type = section.option("auth_type");
        Option password = section.option("auth_pass");
        Option only = type == null ? password : password == null ? type : null;
        if (only != null) {
            problems.warning(
                    only.at(),
                    "no-authentication",
                    "there is " + only.name() + " alone; nothing is authenticated, as with the package",
                    "write auth_type and auth_pass, or none of them");
            body.remove(AUTHENTICATION);
        }
    }

    private void script(Option option, Row row, Body body) {
        Value command = option.value();
        body.add(row.target(), option.at(), List.of(Texts.word(command)), null);
        List<Value> words = Texts.split(command);
        String program = words.isEmpty() ? "" : words.get(0).text();
        if (program.startsWith("/") && program.indexOf('\'') < 0 && !exists.test(program)) {
            problems.warning(
                    command.at(),
                    "missing-script",
                    "there is no " + Texts.shown(program) + ", and the check fails until there is; with the package"
                            + " keepalived would have gone on without the check",
                    "install the script or remove the section");
        }
    }

    private void flag(Option option, Row row, Body body) {
        Boolean meaning = Flags.meaning(option.value().text());
        if (meaning == null) {
            problems.warning(
                    option.value().at(),
                    "repaired-flag",
                    row.option() + " is on; " + Texts.shown(option.value().text()) + " is no boolean, and the package"
                            + " throws it away too",
                    "write 1 or 0");
        } else if (!meaning) {
            problems.warning(
                    option.value().at(),
                    "repaired-flag",
                    row.option() + " is off; the package would have turned this on, as it does with any value",
                    "remove the line if OpenWrt's package shall read this too");
        }
        if (meaning == null || meaning) {
            body.add(row.target(), option.at(), List.of(), null);
        }
    }

    private void words(Option option, Row row, Body body) {
        List<Value> words = split(option);
        if (words.size() > 1) {
            problems.warning(
                    option.value().at(),
                    "repaired-words",
                    row.option() + " has " + words.size() + " words; the package would have put quotes round them,"
                            + " which keepalived refuses",
                    "write one word if OpenWrt's package shall read this too");
        }
        body.add(row.target(), option.at(), words.stream().map(Texts::word).toList(), null);
    }

    private void entries(Option option, Row row, Body body) {
        List<Directive> entries = references.entries(option, row);
        if (!row.hasTarget()) {
            entries.forEach(body::add);
        } else {
            block(option, row, body, entries);
        }
    }

    private static void block(Option option, Row row, Body body, List<Directive> entries) {
        if (!entries.isEmpty()) {
            body.add(row.target(), option.at(), List.of(), entries);
        }
    }

    private List<Directive> known(Option option, Row row) {
        List<Directive> known = new ArrayList<>();
        for (Value name : split(option)) {
            if (row.list().stream()
                    .allMatch(type -> names.find(type, name.text()).isEmpty())) {
                references.unknown(name, row.list());
            } else {
                known.add(single(name));
            }
        }
        return known;
    }

    private void inner(Section section, Option option, Row row, Body body) {
        String[] typeAndPlaces = row.more().split(":", 2);
        String place = null;
        if (typeAndPlaces.length > 1) {
            place = place(section, option, List.of(typeAndPlaces[1].split(",")));
            if (place == null) {
                return;
            }
        }
        Row head = mapping.head(typeAndPlaces[0]);
        for (Value name : split(option)) {
            List<Section> found = names.find(typeAndPlaces[0], name.text());
            if (found.isEmpty()) {
                references.unknown(name, List.of(typeAndPlaces[0]));
            }
            for (Section each : found) {
                Directive block = head == null || !open.add(each) || !references.room(name) ? null : block(each, head);
                open.remove(each);
                if (block != null && place != null) {
                    body.add(place, block);
                } else if (block != null) {
                    body.add(block);
                }
            }
        }
    }

    private void joined(Option option, Row row, Map<String, Value> values, Body body) {
        List<Word> words = Template.of(row.more()).render(values, option.at());
        if (words == null) {
            problems.warning(
                    option.at(),
                    "repaired-drop",
                    row.target() + " is ignored, as it is by the package, for an option is missing",
                    "write " + row.more().replaceAll("[{}]", ""));
        } else {
            body.add(row.target(), option.at(), words, null);
        }
    }

    private static List<Value> split(Option option) {
        return option.values().stream()
                .flatMap(each -> Texts.split(each).stream())
                .toList();
    }

    private static Directive single(Value value) {
        return new Directive(Texts.word(value), List.of(), null);
    }
}
