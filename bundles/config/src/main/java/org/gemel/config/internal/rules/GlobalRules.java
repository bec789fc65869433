package org.gemel.config.internal.rules;

import java.util.List;
import java.util.Set;
import org.gemel.config.internal.check.Block;
import org.gemel.config.internal.check.Diagnostics;
import org.gemel.config.internal.check.Item;

/** Rules of {@code global_defs}. */
final class GlobalRules {

    private static final List<String> REPEATS = List.of("vrrp_garp_master_repeat", "vrrp_garp_master_refresh_repeat");

    /** Defaults that keepalived copies when it meets an instance, so that they reach only what stands below. */
    private static final Set<String> COPIED = Set.of(
            "vrrp_garp_master_delay",
            "vrrp_garp_master_repeat",
            "vrrp_garp_master_refresh",
            "vrrp_garp_master_refresh_repeat",
            "vrrp_garp_lower_prio_delay",
            "vrrp_garp_lower_prio_repeat",
            "vrrp_lower_prio_no_advert",
            "vrrp_higher_prio_send_advert");

    private GlobalRules() {}

    static void check(Block text, Diagnostics diagnostics) {
        boolean instances = false;
        for (Item top : text.items()) {
            instances |= top.name().equals("vrrp_instance");
            if (top.name().equals("global_defs")) {
                REPEATS.forEach(name -> InstanceRules.repeatOfZero(top.block(), name, diagnostics));
                for (Item item : top.block().items()) {
                    empty(item, diagnostics);
                    if (instances && COPIED.contains(item.name())) {
                        diagnostics.note(
                                item.at(),
                                "global-after-instance",
                                "keepalived does not apply " + item.name()
                                        + " to the instances above it; here it applies to all",
                                "put global_defs at the top of the file");
                    }
                }
            }
        }
    }

    private static void empty(Item item, Diagnostics diagnostics) {
        if (item.name().equals("lvs_timeouts")
                && item.block().items().isEmpty()
                && item.block().refused().isEmpty()) {
            diagnostics.error(
                    item.at(),
                    "missing-argument",
                    "lvs_timeouts says no timeout",
                    "write tcp, tcpfin or udp, and seconds after it");
        }
        if (item.name().equals("notification_email") && item.block().items().isEmpty()) {
            diagnostics.warning(
                    item.at(), "empty-block", "notification_email has no address", "write one on a line of its own");
        }
    }
}
