package org.gemel.config.uci.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gemel.api.config.Directive;
import org.gemel.api.config.Position;
import org.gemel.config.uci.internal.text.Option;
import org.gemel.config.uci.internal.text.Section;
import org.gemel.config.uci.internal.text.Value;
import org.jspecify.annotations.Nullable;

/** A section that is being written. */
final class Draft {

    private static final Position NOWHERE = new Position("", 1, 1);

    private final String type;
    private final @Nullable String name;
    private final Map<String, Option> options = new LinkedHashMap<>();

    Draft(String type, @Nullable String name) {
        this.type = type;
        this.name = name;
    }

    /** Sets an option, once. */
    void option(String option, String value, Directive reason) {
        put(new Option(option, NOWHERE, false, List.of(new Value(value, NOWHERE))), reason);
    }

    /** Sets a list, once. */
    void list(String option, List<String> items, Directive reason) {
        put(
                new Option(
                        option,
                        NOWHERE,
                        true,
                        items.stream().map(each -> new Value(each, NOWHERE)).toList()),
                reason);
    }

    private void put(Option option, Directive reason) {
        boolean empty = option.values().isEmpty()
                || option.values().stream().anyMatch(each -> each.text().isEmpty());
        if (empty) {
            throw new IllegalArgumentException(reason.name() + ": UCI has no empty values");
        }
        if (options.putIfAbsent(option.name(), option) != null) {
            throw new IllegalArgumentException(reason.name() + ": UCI can say it only once in a section");
        }
    }

    /** Adds to a list. */
    void item(String option, String item) {
        List<Value> items = new ArrayList<>();
        Option before = options.get(option);
        if (before != null) {
            items.addAll(before.values());
        }
        items.add(new Value(item, NOWHERE));
        options.put(option, new Option(option, NOWHERE, true, items));
    }

    /** The value of an option; empty if there is none. */
    String value(String option) {
        Option known = options.get(option);
        return known == null ? "" : known.value().text();
    }

    boolean has(String option) {
        return options.containsKey(option);
    }

    Section finish() {
        return new Section(type, name, NOWHERE, options);
    }
}
