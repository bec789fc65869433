package org.gemel.config.uci.internal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
    private final Scalars scalars;
    private final boolean packageDefaults;
    private final Problems problems;
    /** Sections that blocks are being made of, so that none is within itself. */
    private final Set<Section> open = Collections.newSetFromMap(new IdentityHashMap<>());

    Blocks(Mapping mapping, Names names, Surroundings surroundings, boolean packageDefaults, Problems problems) {
        this.mapping = mapping;
        this.names = names;
        this.fields = new Fields(mapping, names, surroundings.networks(), packageDefaults, problems);
        this.references = new References(mapping, names, fields, problems);
        this.scalars = new Scalars(surroundings.exists(), packageDefaults, problems);
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
        halves(section, head);
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
                && Set.of("value", "bare", "link", "flag", "script", "part").contains(row.kind())) {
            problems.warning(
                    option.at(),
                    "repeated-option",
                    "'" + option.name() + "' is no list; the last item counts",
                    "write one option");
        }
        switch (row.kind()) {
            case "value" -> value(section, option, row, option.value(), body);
            case "bare" -> value(section, option, row, scalars.bare(option), body);
            case "link" -> {
                if (row.hasTarget()) {
                    value(section, option, row, values.getOrDefault(option.name(), option.value()), body);
                }
            }
            case "script" -> {
                scalars.script(option);
                body.add(row.target(), option.at(), List.of(Texts.word(option.value())), null);
            }
            case "flag" -> {
                if (scalars.on(option)) {
                    body.add(row.target(), option.at(), List.of(), null);
                }
            }
            case "words" -> body.add(row.target(), option.at(), scalars.words(option), null);
            case "values" ->
                block(
                        option,
                        row,
                        body,
                        Texts.split(option).stream().map(Blocks::single).toList());
            case "names" -> block(option, row, body, known(option, row));
            case "entries" -> entries(option, row, body);
            case "blocks" -> inner(section, option, row, body);
            case "joined" -> joined(option, row, values, body);
            case CHECK -> check(option, body);
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

    private void check(Option option, Body body) {
        String name = option.value().text();
        if (packageDefaults && !mapping.checks().contains(name)) {
            problems.warning(
                    option.value().at(),
                    "unknown-check",
                    "there is no check " + Texts.shown(name)
                            + " in OpenWrt; the server is not checked, as with the package",
                    "write one of " + String.join(", ", mapping.checks()));
        } else {
            body.open(name, option.value().at());
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
        for (Value name : Texts.split(option)) {
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
        notItemByItem(option);
        for (Value name : Texts.split(option)) {
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

    /** Of these names alone the package does not split what blanks separate, nor take an option for a list. */
    private void notItemByItem(Option option) {
        if (!option.list() || option.values().size() != Texts.split(option).size()) {
            problems.warning(
                    option.at(),
                    "repaired-drop",
                    "the names in " + option.name() + " count; the package would have dropped them, for it wants one"
                            + " list line for each",
                    "write list " + option.name() + " for each name");
        }
    }

    private void joined(Option option, Row row, Map<String, Value> values, Body body) {
        List<Word> words = Template.of(row.more()).render(values, option.at());
        if (words == null) {
            half(option, row);
        } else {
            body.add(row.target(), option.at(), words, null);
        }
    }

    /** Parts of what is joined whose first option is missing. */
    private void halves(Section section, Row head) {
        for (Row row : mapping.options(head.section()).values()) {
            if (row.kind().equals("joined") && section.option(row.option()) == null) {
                section.options().values().stream()
                        .filter(option -> row.more().contains("{" + option.name() + "}"))
                        .forEach(option -> half(option, row));
            }
        }
    }

    private void half(Option option, Row row) {
        problems.warning(
                option.at(),
                "repaired-drop",
                row.target() + " is ignored, as it is by the package, for an option is missing",
                "write " + row.more().replaceAll("[{}]", "").replace(" ", " and "));
    }

    private static Directive single(Value value) {
        return new Directive(Texts.word(value), List.of(), null);
    }
}
