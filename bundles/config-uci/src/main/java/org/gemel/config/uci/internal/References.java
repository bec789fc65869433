package org.gemel.config.uci.internal;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.gemel.api.config.Directive;
import org.gemel.api.config.Problems;
import org.gemel.api.config.Word;
import org.gemel.config.uci.internal.text.Limits;
import org.gemel.config.uci.internal.text.Option;
import org.gemel.config.uci.internal.text.Section;
import org.gemel.config.uci.internal.text.Value;

/** Makes entries of value blocks out of the sections that lists name. */
final class References {

    private static final Pattern ADDRESS = Pattern.compile("[0-9]+(\\.[0-9]+){3}|[0-9a-fA-F]*:[0-9a-fA-F:.%\\w]*");
    private static final Pattern WEIGHTED = Pattern.compile("\\S+\\s+weight\\s+\\S+.*", Pattern.DOTALL);

    private final Mapping mapping;
    private final Names names;
    private final Fields fields;
    private final Problems problems;
    private final Map<Section, Optional<Directive>> made = new IdentityHashMap<>();
    private int directives;

    References(Mapping mapping, Names names, Fields fields, Problems problems) {
        this.mapping = mapping;
        this.names = names;
        this.fields = fields;
        this.problems = problems;
    }

    /** The entries that an option asks for, in its order. */
    List<Directive> entries(Option option, Row row) {
        List<Directive> entries = new ArrayList<>();
        for (Value item : option.values()) {
            if (row.target().equals("track_script")
                    && WEIGHTED.matcher(item.text()).matches()) {
                raw(item, entries);
            } else {
                Texts.split(item).forEach(name -> entry(name, row, entries));
            }
        }
        return entries;
    }

    /** What an option of 22.03 could say: the words as keepalived takes them. */
    private static void raw(Value item, List<Directive> entries) {
        List<Word> words = Texts.split(item).stream().map(Texts::word).toList();
        entries.add(new Directive(words.get(0), words.subList(1, words.size()), null));
    }

    private void entry(Value name, Row row, List<Directive> entries) {
        for (String type : row.list()) {
            List<Section> found = names.find(type, name.text());
            if (!found.isEmpty()) {
                several(name, type, found);
                if (type.equals("vrrp_script")) {
                    problems.note(
                            name.at(),
                            "differs-by-release",
                            Texts.shown(name.text())
                                    + " is a vrrp_script and is tracked; the package of 23.05 to 25.12 would"
                                    + " have tracked nothing here, and the next one every vrrp_script there is",
                            "");
                }
                for (Section each : found) {
                    Optional<Directive> entry = made.computeIfAbsent(each, this::make);
                    if (entry.isPresent() && room(name)) {
                        entries.add(entry.get());
                    }
                }
                return;
            }
        }
        if (row.list().contains("peer") && ADDRESS.matcher(name.text()).matches()) {
            problems.warning(
                    name.at(),
                    "repaired-drop",
                    Texts.shown(name.text())
                            + " is no name of a peer and is taken as its address, as up to release 22.03;"
                            + " later ones would have dropped it",
                    "write config peer with a name and this address, and name it here");
            entries.add(new Directive(Texts.word(name), List.of(), null));
            return;
        }
        unknown(name, row.list());
    }

    private void several(Value name, String type, List<Section> found) {
        if (found.size() > 1) {
            problems.warning(
                    name.at(),
                    "same-name",
                    found.size() + " sections are " + type + " " + Texts.shown(name.text()) + ", from "
                            + found.get(0).at() + " on; all of them count, as to the package",
                    "give each a name of its own");
        }
    }

    private Optional<Directive> make(Section section) {
        Row head = mapping.head(section.type());
        if (head == null) {
            return Optional.empty();
        }
        List<Word> words = fields.words(section, head.kind().equals("entry") ? head.target() : head.more());
        return Optional.ofNullable(words)
                .map(all ->
                        new Directive(all.get(0), all.subList(1, all.size()), null).withLabel(names.label(section)));
    }

    /** References may multiply; this bounds the memory. */
    boolean room(Value at) {
        if (++directives == Limits.VALUES) {
            problems.error(at.at(), "file-too-long", "the lists refer to more than " + Limits.VALUES + " sections", "");
        }
        return directives < Limits.VALUES;
    }

    /** Reports a name that means nothing. */
    void unknown(Value name, List<String> types) {
        problems.error(
                name.at(),
                "unknown-name",
                "no " + String.join(" or ", types) + " is called " + Texts.shown(name.text())
                        + "; the package would have dropped it without a word",
                "names are those of option name");
    }
}
