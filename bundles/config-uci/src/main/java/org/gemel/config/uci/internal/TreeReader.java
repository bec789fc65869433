package org.gemel.config.uci.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gemel.api.config.Directive;
import org.gemel.api.config.Nearest;
import org.gemel.api.config.Position;
import org.gemel.api.config.Problems;
import org.gemel.api.config.Word;
import org.gemel.config.uci.internal.text.Option;
import org.gemel.config.uci.internal.text.Section;
import org.jspecify.annotations.Nullable;

/** Makes the tree of a configuration's sections: a directive for a section that is not only referred to, in their order. */
final class TreeReader {

    /** The option of ours in globals that says whether the package's own lines and defaults are meant too. */
    static final String PACKAGE_DEFAULTS = "package_defaults";

    private final Mapping mapping;
    private final Surroundings surroundings;
    private final Problems problems;
    private final List<Directive> tree = new ArrayList<>();
    private final List<Directive> rows = new ArrayList<>();

    TreeReader(Mapping mapping, Surroundings surroundings, Problems problems) {
        this.mapping = mapping;
        this.surroundings = surroundings;
        this.problems = problems;
    }

    /** @param file the text's name in positions */
    List<Directive> read(String file, List<Section> sections) {
        boolean packageDefaults = sections.stream()
                .filter(TreeReader::globals)
                .map(section -> section.option(PACKAGE_DEFAULTS))
                .noneMatch(option -> option != null
                        && Boolean.FALSE.equals(Flags.meaning(option.value().text())));
        Names names = new Names(sections, problems);
        Blocks blocks = new Blocks(mapping, names, surroundings, packageDefaults, problems);
        Blocks plain = packageDefaults ? new Blocks(mapping, names, surroundings, false, problems) : blocks;
        Row globals = mapping.head(Mapping.GLOBALS);
        if (globals != null && packageDefaults && sections.stream().noneMatch(TreeReader::globals)) {
            Position start = new Position(file, 1, 1);
            Body body = new Body();
            blocks.lines(globals, start, "", body);
            tree.add(new Directive(new Word(globals.target(), start, false), List.of(), body.finish()));
        }
        int row = -1;
        boolean first = true;
        for (Section section : sections) {
            Row head = mapping.head(section.type());
            if (head == null) {
                unknown(section);
                continue;
            }
            unknownOptions(section);
            if (globals(section)) {
                globals(section, head, first ? blocks : plain);
                first = false;
            } else if (head.kind().equals("block")) {
                add(blocks.block(section, head));
            } else if (head.kind().equals("row")) {
                List<Word> words = blocks.row(section, head);
                row = row < 0 ? tree.size() : row;
                if (words != null) {
                    rows.add(new Directive(words.get(0), words.subList(1, words.size()), null)
                            .withLabel(names.label(section)));
                }
            } else {
                nameless(section);
            }
        }
        if (!rows.isEmpty()) {
            tree.add(
                    row,
                    new Directive(
                            new Word("interface_up_down_delays", rows.get(0).at(), false), List.of(), rows));
        }
        return Attachment.of(sections, tree);
    }

    private void add(@Nullable Directive directive) {
        if (directive != null && !directive.children().isEmpty()) {
            tree.add(directive);
        }
    }

    private static boolean globals(Section section) {
        return section.type().equals(Mapping.GLOBALS) || section.type().equals(Mapping.OLD_GLOBALS);
    }

    private void globals(Section section, Row head, Blocks blocks) {
        if (section.type().equals(Mapping.OLD_GLOBALS)) {
            problems.warning(
                    section.at(),
                    "repaired-drop",
                    "config global_defs is taken as config globals; the package would not have read it",
                    "write config globals 'globals'");
        }
        for (String option : List.of("enabled", "alt_config_file", "linkbeat_use_polling")) {
            Option found = section.option(option);
            if (found != null && !Mapping.GLOBALS.equals(section.name())) {
                problems.warning(
                        found.at(),
                        "repaired-drop",
                        option + " counts; the package would not have read it, for the section is not called 'globals'",
                        "write config globals 'globals'");
            }
        }
        service(section);
        Option polling = section.option("linkbeat_use_polling");
        if (polling != null && Boolean.TRUE.equals(Flags.meaning(polling.value().text()))) {
            tree.add(new Directive(new Word(polling.name(), polling.at(), false), List.of(), null));
        }
        add(blocks.block(
                new Section(head.section(), section.name(), section.at(), section.options(), List.of()), head));
    }

    private void service(Section section) {
        Option enabled = section.option("enabled");
        if (enabled != null
                && !Boolean.TRUE.equals(Flags.meaning(enabled.value().text()))) {
            problems.warning(
                    enabled.value().at(),
                    "not-enabled",
                    "enabled is off, and the package would not start anything; whoever runs this starts it all the same",
                    "switch the service off, or write 1");
        }
        Option other = section.option("alt_config_file");
        if (other != null && surroundings.exists().test(other.value().text())) {
            problems.error(
                    other.value().at(),
                    "other-file",
                    "the package would have read " + Texts.shown(other.value().text()) + " and nothing of this",
                    "read that file, or remove the option");
        } else if (other != null) {
            problems.warning(
                    other.value().at(),
                    "other-file",
                    "there is no " + Texts.shown(other.value().text()) + "; this file is read, as by the package",
                    "remove the option");
        }
    }

    /** Of the sections that only others lead to. */
    private void nameless(Section section) {
        if (section.name() == null && section.option("name") == null) {
            problems.warning(
                    section.at(),
                    "no-name",
                    "this " + section.type() + " has no name that others could refer to it by; it is ignored, as by the"
                            + " package",
                    "write option name, or remove the section");
        }
    }

    private void unknown(Section section) {
        String near = Nearest.of(
                section.type(), mapping.heads().stream().map(Row::section).toList());
        problems.warning(
                section.at(),
                "unknown-section",
                "there is no section type " + Texts.shown(section.type()) + "; it is ignored, as by the package",
                near == null ? "remove it" : "did you mean " + near + "?");
    }

    private void unknownOptions(Section section) {
        Map<String, Row> known = mapping.options(globals(section) ? Mapping.GLOBALS : section.type());
        for (Option option : section.options().values()) {
            Row row = known.get(option.name());
            if (row != null && row.kind().equals("lost")) {
                problems.warning(
                        option.at(),
                        "unknown-option",
                        "'" + option.name() + "' of " + section.type() + " is ignored; the package never reads it, or"
                                + " writes it where keepalived does not know it",
                        "remove it");
            } else if (row == null) {
                String near = Nearest.of(option.name(), known.keySet());
                problems.warning(
                        option.at(),
                        "unknown-option",
                        section.type() + " has no option " + Texts.shown(option.name())
                                + "; it is ignored, as by the package",
                        near == null ? "remove it" : "did you mean " + near + "?");
            }
        }
    }
}
