package org.gemel.config.uci.internal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gemel.api.config.Label;
import org.gemel.api.config.Problems;
import org.gemel.config.uci.internal.text.Option;
import org.gemel.config.uci.internal.text.Section;
import org.gemel.config.uci.internal.text.Value;
import org.jspecify.annotations.Nullable;

/** What sections are called and who is meant by a name: the package asks for {@code option name} and nothing else. */
final class Names {

    private final Map<List<String>, List<Section>> byOption = new HashMap<>();
    private final Map<List<String>, Section> bySection = new HashMap<>();
    private final Problems problems;
    private final Set<Section> told = Collections.newSetFromMap(new IdentityHashMap<>());

    Names(List<Section> sections, Problems problems) {
        this.problems = problems;
        for (Section section : sections) {
            Option name = section.option("name");
            if (name != null) {
                byOption.computeIfAbsent(List.of(section.type(), name.value().text()), key -> new ArrayList<>())
                        .add(section);
            } else if (section.name() != null) {
                bySection.put(List.of(section.type(), section.name()), section);
            }
        }
    }

    /** The name of a section; that of its {@code config} line if it has no other, which is reported. Null for none. */
    @Nullable
    Value of(Section section) {
        Option option = section.option("name");
        if (option != null) {
            return option.value();
        }
        if (section.name() == null) {
            problems.error(
                    section.at(),
                    "no-name",
                    "this " + section.type() + " has no name; the package would have dropped it",
                    "write option name");
            return null;
        }
        if (told.add(section)) {
            problems.warning(
                    section.at(),
                    "repaired-drop",
                    "this " + section.type() + " has no option name and is taken as " + Texts.shown(section.name())
                            + "; the package would have dropped it",
                    "write option name '" + section.name() + "'");
        }
        return new Value(section.name(), section.at());
    }

    /** What a section is called. */
    Label label(Section section) {
        Option name = section.option("name");
        return new Label(
                section.name(), name == null ? section.name() : name.value().text());
    }

    /** The sections of a type that a name means, in the order of the text. */
    List<Section> find(String type, String name) {
        List<Section> found = byOption.get(List.of(type, name));
        Section other = bySection.get(List.of(type, name));
        return found != null ? found : other != null ? List.of(other) : List.of();
    }
}
