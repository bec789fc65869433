package org.gemel.shell.internal.explain;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.gemel.api.config.StaticEntries;
import org.gemel.api.config.StaticEntries.Entry;

/** What is there in every state; the blocks that have entries. */
final class StaticFacts {

    private StaticFacts() {}

    static Stream<Section> of(StaticEntries entries) {
        return Stream.of(
                        section("static_ipaddress", entries.addresses(), AddressFacts::of),
                        section("static_routes", entries.routes(), RouteFacts::of),
                        section("static_rules", entries.rules(), RuleFacts::of))
                .filter(section -> !section.facts().isEmpty());
    }

    /** The entries stand in the block without a keyword, so that its own stands for theirs. */
    private static <T> Section section(String block, List<Entry<T>> entries, Function<T, String> text) {
        Facts facts = new Facts();
        for (Entry<T> entry : entries) {
            Options options = new Options().word(text.apply(entry.what()));
            if (!entry.dependents().isEmpty()) {
                options.option("track_group", String.join(",", entry.dependents()));
            }
            facts.add(block, options.toString());
        }
        return facts.section(block, "");
    }
}
