package org.gemel.config.uci.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gemel.api.config.Directive;
import org.gemel.api.config.InexpressibleException;
import org.gemel.api.config.Label;
import org.gemel.api.config.Position;
import org.gemel.api.config.Word;
import org.gemel.config.uci.internal.text.Section;
import org.jspecify.annotations.Nullable;

/** The sections that are being written, in their order, and the names that they refer to each other by. */
final class Drafts {

    private static final Label NO_LABEL = new Label(null, null);

    private final boolean labels;
    private final List<Draft> drafts = new ArrayList<>();
    private final Set<String> sectionNames = new HashSet<>(Set.of(Mapping.GLOBALS));
    private final Map<String, Integer> numbers = new HashMap<>();
    private final Set<List<String>> taken = new HashSet<>();
    /** The names of entries by their types and words, so that what is the same is one section. */
    private final Map<List<String>, String> entries = new HashMap<>();
    /** Blocks that entries add an option to, by type and name. */
    private final Map<List<String>, Draft> named = new HashMap<>();

    private @Nullable Draft globals;
    private boolean globalsTaken;
    /** Whether the tree came of a text whose entries are not within what refers to them, as in UCI. */
    private boolean sections;

    /** @param labels whether directives are called what they were called */
    Drafts(boolean labels) {
        this.labels = labels;
    }

    void add(Draft draft) {
        if (draft != globals) {
            drafts.add(draft);
        }
    }

    /** The section called globals. */
    Draft globals() {
        Draft first = globals;
        if (first == null) {
            first = new Draft(Mapping.GLOBALS, Mapping.GLOBALS, null);
            globals = first;
            drafts.add(first);
        }
        return first;
    }

    /** A section for a block of globals: the one called so if no other block has it. */
    Draft globalsOf(Directive block) {
        if (globalsTaken) {
            return draft(Mapping.GLOBALS, block);
        }
        globalsTaken = true;
        Draft first = globalsHere();
        first.about(block);
        return first;
    }

    /** The section called globals, behind all that is there already. */
    Draft globalsHere() {
        Draft first = globals();
        drafts.remove(first);
        drafts.add(first);
        return first;
    }

    /** A section for a directive, with the name that it had as one; UCI has only one of a name. */
    Draft draft(String type, Directive subject) {
        String name = label(subject).section();
        return new Draft(type, name != null && sectionNames.add(name) ? name : null, subject);
    }

    private Label label(Directive subject) {
        Label label = labels ? subject.label() : null;
        return label == null ? NO_LABEL : label;
    }

    /** A section that others add to by its name. */
    void name(String type, String name, Draft draft) {
        named.put(List.of(type, name), draft);
    }

    /** @throws InexpressibleException if there is none */
    Draft named(String type, String name, Directive reason) {
        Draft draft = named.get(List.of(type, name));
        if (draft == null) {
            throw new InexpressibleException(reason, "there is no " + type + " of that name");
        }
        return draft;
    }

    /** The name of an entry's section, if there is one of the same words. */
    @Nullable
    String entry(String type, Directive entry) {
        return entry.comments().isEmpty() ? entries.get(key(type, entry)) : null;
    }

    /**
     * A name for the section of an entry that no other section of its type has.
     *
     * @param wish the name that would be best if it had none; null for any
     */
    String nameEntry(String type, Directive entry, @Nullable String wish) {
        String name = name(type, entry, wish);
        entries.put(key(type, entry), name);
        return name;
    }

    /** The name that a directive had as a section, or else the wish, or any that no other section of its type has. */
    String name(String type, Directive subject, @Nullable String wish) {
        String former = label(subject).name();
        String best = former == null ? wish : former;
        return best != null && taken.add(List.of(type, best)) ? best : fresh(type);
    }

    private List<String> key(String type, Directive entry) {
        List<String> key = new ArrayList<>(List.of(type, label(entry).toString()));
        Trees.words(entry).stream().map(Word::text).forEach(key::add);
        return key;
    }

    /** A name that no other section of a type has. */
    String fresh(String type) {
        String name;
        do {
            name = type + numbers.merge(type, 1, Integer::sum);
        } while (!taken.add(List.of(type, name)));
        return name;
    }

    /** Looks at where an entry comes from. */
    void seen(Directive entry) {
        sections |= entry.label() != null;
    }

    private static final Comparator<Position> ORDER =
            Comparator.comparingInt(Position::line).thenComparingInt(Position::column);

    /** All sections; in the order of the text that they came from, if that had sections too. */
    List<Section> finish() {
        if (sections) {
            drafts.sort(Comparator.comparing(Draft::at, ORDER));
        }
        return drafts.stream().map(Draft::finish).toList();
    }
}
