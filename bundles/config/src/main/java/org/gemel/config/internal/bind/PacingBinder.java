package org.gemel.config.internal.bind;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.gemel.api.config.Pacing;
import org.gemel.api.config.Position;
import org.gemel.api.config.Word;
import org.gemel.config.internal.check.Block;
import org.gemel.config.internal.check.Diagnostics;
import org.gemel.config.internal.check.Item;

/** Binds how fast announcements may follow each other. */
final class PacingBinder {

    private static final List<String> INTERVALS = List.of("garp_interval", "gna_interval");

    private final Diagnostics diagnostics;
    private final Map<String, Position> grouped = new HashMap<>();

    PacingBinder(Diagnostics diagnostics) {
        this.diagnostics = diagnostics;
    }

    Pacing bind(Block text, Block global) {
        List<Pacing.Group> groups = new ArrayList<>();
        for (Item group : text.all("garp_group")) {
            List<String> interfaces = interfaces(group.block());
            if (interfaces.isEmpty()) {
                diagnostics.warning(
                        group.at(),
                        "empty-group",
                        "this garp_group has no interface and is ignored",
                        "write 'interface'");
            } else if (INTERVALS.stream()
                    .noneMatch(name -> group.block().contains(name)
                            || group.block().refused().contains(name))) {
                diagnostics.warning(
                        group.at(),
                        "group-without-interval",
                        "this garp_group says no interval and changes nothing",
                        "write garp_interval or gna_interval");
            } else {
                groups.add(new Pacing.Group(
                        interfaces, interval(group.block(), "garp_interval"), interval(group.block(), "gna_interval")));
            }
        }
        return new Pacing(interval(global, "vrrp_garp_interval"), interval(global, "vrrp_gna_interval"), groups);
    }

    private List<String> interfaces(Block group) {
        List<String> names = new ArrayList<>();
        Stream.concat(group.all("interface").stream(), group.entries("interfaces").stream())
                .flatMap(item -> item.arguments().stream())
                .map(Item.Argument::word)
                .filter(this::fresh)
                .forEach(word -> names.add(word.text()));
        return names;
    }

    private boolean fresh(Word name) {
        Position first = grouped.putIfAbsent(name.text(), name.at());
        if (first != null) {
            diagnostics.warning(
                    name.at(),
                    "interface-in-two-groups",
                    name.text() + " is already in the garp_group at " + first + " and ignored here",
                    "remove one of them");
        }
        return first == null;
    }

    private static Duration interval(Block block, String name) {
        return block.last(name).map(Item::seconds).orElse(Duration.ZERO);
    }
}
