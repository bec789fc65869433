package org.gemel.config.internal.rules;

import java.util.List;
import java.util.Optional;
import org.gemel.config.internal.check.Block;
import org.gemel.config.internal.check.Diagnostics;
import org.gemel.config.internal.check.Item;

/** Rules of {@code vrrp_instance}. */
final class InstanceRules {

    private InstanceRules() {}

    static void check(Block text, Diagnostics diagnostics) {
        for (Item instance : text.all("vrrp_instance")) {
            Block own = instance.block();
            tracksItself(own, diagnostics);
            repeatOfZero(own, "garp_master_repeat", diagnostics);
            repeatOfZero(own, "garp_master_refresh_repeat", diagnostics);
            for (String name : List.of("timer_expired_backup", "thread_timer_expired")) {
                Optional<Item> item = own.last(name);
                if (item.isPresent() && !own.contains("nopreempt")) {
                    diagnostics.warning(
                            item.get().at(), "needs-nopreempt", name + " works only with nopreempt", "add nopreempt");
                }
            }
        }
    }

    /** Behaviour 64: the instance's own interface is tracked anyway. */
    private static void tracksItself(Block own, Diagnostics diagnostics) {
        String link = own.last("interface").map(Item::text).orElse("");
        for (Item tracked : own.entries("track_interface")) {
            if (tracked.text().equals(link)) {
                diagnostics.warning(
                        tracked.at(),
                        "tracks-own-interface",
                        link + " is the interface of this instance, which is tracked anyway; the line is ignored",
                        "remove it");
            }
        }
    }

    static void repeatOfZero(Block block, String name, Diagnostics diagnostics) {
        Optional<Item> item = block.last(name);
        if (item.isPresent() && item.get().value(0, Long.class) == 0) {
            diagnostics.warning(
                    item.get().at(),
                    "repeat-of-zero",
                    name + ": 0 is no number of frames; 1 is used",
                    "write 1 or more");
        }
    }
}
