package org.gemel.config.internal.bind;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gemel.api.config.LinkDelays;
import org.gemel.api.config.VrrpInstance;
import org.gemel.config.internal.check.Block;
import org.gemel.config.internal.check.Diagnostics;
import org.gemel.config.internal.check.Item;

/** Binds how long changes of interfaces must last (behaviour 66). */
final class LinkDelaysBinder {

    private LinkDelaysBinder() {}

    static List<LinkDelays> bind(Block text, List<VrrpInstance> instances, Diagnostics diagnostics) {
        Map<String, LinkDelays> byName = new LinkedHashMap<>();
        for (Item entry : text.entries("interface_up_down_delays")) {
            Duration down = entry.value(1, Duration.class);
            Duration up = entry.has(2) ? entry.value(2, Duration.class) : down;
            byName.put(
                    entry.text(), new LinkDelays(entry.text(), withinLimit(entry, down, instances, diagnostics), up));
        }
        return new ArrayList<>(byName.values());
    }

    /** The others take over while a master waits longer than they do: two masters, if the link returns. */
    private static Duration withinLimit(
            Item entry, Duration down, List<VrrpInstance> instances, Diagnostics diagnostics) {
        Duration delay = down;
        for (VrrpInstance each : instances) {
            Duration limit = each.advertInterval().multipliedBy(each.downTimerAdverts() - 1L);
            if (each.interfaceName().equals(entry.text()) && delay.compareTo(limit) > 0) {
                diagnostics.warning(
                        entry.at(),
                        "delay-too-long",
                        "a backup takes over from " + each.name() + " before " + entry.text()
                                + " counts as down; the delay is reduced to " + limit.toMillis() + " ms",
                        "write less than (down_timer_adverts - 1) times advert_int");
                delay = limit;
            }
        }
        return delay;
    }
}
