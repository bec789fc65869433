package org.gemel.config.internal.rules;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.gemel.config.internal.check.Block;
import org.gemel.config.internal.check.Diagnostics;
import org.gemel.config.internal.check.Item;

/** Rules of what is tracked: nothing is watched for nobody (behaviour 61). */
final class TrackerRules {

    /** The blocks that define trackers, and the words under which they are used. */
    private static final Map<String, String> USED_BY = Map.of(
            "vrrp_script", "track_script",
            "track_file", "track_file",
            "vrrp_track_file", "track_file",
            "vrrp_track_process", "track_process");

    /** From one end of the priorities to the other. */
    private static final int MOST = 254;

    private TrackerRules() {}

    static void check(Block text, Diagnostics diagnostics) {
        for (String block : List.of("track_file", "vrrp_track_file")) {
            text.all(block).forEach(file -> initial(file, diagnostics));
        }
        Set<String> used = new HashSet<>();
        for (Item top : text.items()) {
            if (!USED_BY.containsKey(top.name())) {
                collect(top.block(), used);
            }
        }
        for (Item top : text.items()) {
            String user = USED_BY.get(top.name());
            if (user != null && !used.contains(user + " " + top.text())) {
                diagnostics.warning(
                        top.at(),
                        "unused-tracker",
                        "nobody tracks " + top.text() + "; it is not watched",
                        "name it in a " + user + " block, or remove it");
            }
        }
    }

    private static void initial(Item file, Diagnostics diagnostics) {
        Optional<Item> item = file.block().last("init_file");
        if (item.isPresent()
                && item.get().has(0)
                && item.get().value(0, Object.class) instanceof Long value
                && Math.abs(value) > MOST) {
            diagnostics.warning(
                    item.get().at(),
                    "out-of-sense",
                    "init_file: " + value + " is more than a priority can change",
                    "write -" + MOST + " to " + MOST);
        }
    }

    private static void collect(Block block, Set<String> used) {
        for (Item item : block.items()) {
            if (USED_BY.containsValue(item.name())) {
                item.arguments()
                        .forEach(argument ->
                                used.add(item.name() + " " + argument.word().text()));
                item.block()
                        .items()
                        .forEach(entry ->
                                used.add(item.name() + " " + entry.word().text()));
            }
            collect(item.block(), used);
        }
    }
}
