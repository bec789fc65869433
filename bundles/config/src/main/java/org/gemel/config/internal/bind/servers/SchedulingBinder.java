package org.gemel.config.internal.bind.servers;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.gemel.api.config.VirtualServer.Scheduling;
import org.gemel.api.config.VirtualServer.Scheduling.Flag;
import org.gemel.config.internal.check.Block;
import org.gemel.config.internal.check.Diagnostics;
import org.gemel.config.internal.check.Item;

/** Binds which real server gets a connection. */
final class SchedulingBinder {

    private static final String DEFAULT = "wlc";

    private static final Map<String, Flag> FLAGS = Map.of(
            "ops", Flag.ONE_PACKET,
            "hashed", Flag.HASHED,
            "flag-1", Flag.FALLBACK,
            "flag-2", Flag.PORT,
            "flag-3", Flag.THIRD,
            "sh-fallback", Flag.FALLBACK,
            "sh-port", Flag.PORT,
            "mh-fallback", Flag.FALLBACK,
            "mh-port", Flag.PORT);

    private final Diagnostics diagnostics;

    SchedulingBinder(Diagnostics diagnostics) {
        this.diagnostics = diagnostics;
    }

    Scheduling bind(Block own) {
        String scheduler =
                Inheritance.lastOf(own, "lb_algo", "lvs_sched").map(Item::text).orElse(DEFAULT);
        Set<Flag> flags = EnumSet.noneOf(Flag.class);
        boolean chosen = false;
        for (Item item : own.items()) {
            chosen |= item.name().equals("lb_algo") || item.name().equals("lvs_sched");
            Flag flag = FLAGS.get(item.name());
            if (flag != null && !chosen && flag != Flag.ONE_PACKET) {
                early(item);
            }
            if (flag != null && fits(item, scheduler) && (flag != Flag.ONE_PACKET || datagrams(item, own))) {
                flags.add(flag);
            }
        }
        return new Scheduling(scheduler, flags);
    }

    /** Behaviour 15. */
    private void early(Item item) {
        diagnostics.warning(
                item.at(),
                "flag-above-scheduler",
                "keepalived ignores " + item.name() + " above the scheduler that it belongs to; here it holds",
                "move it below lb_algo");
    }

    private boolean datagrams(Item item, Block own) {
        boolean datagrams = own.last("protocol").map(Item::text).orElse("UDP").equalsIgnoreCase("UDP");
        if (!datagrams) {
            diagnostics.warning(
                    item.at(),
                    "needs-udp",
                    "ops schedules each packet, which only UDP bears; it is ignored",
                    "remove it, or write 'protocol UDP'");
        }
        return datagrams;
    }

    /** The words that begin with a scheduler's name are that scheduler's. */
    private boolean fits(Item item, String scheduler) {
        String name = item.name();
        String of = name.equals("hashed") ? "sh" : name.replaceFirst("-.*", "");
        boolean fits = !of.equals("sh") && !of.equals("mh") || of.equals(scheduler);
        if (!fits) {
            diagnostics.warning(
                    item.at(),
                    "flag-of-another-scheduler",
                    name + " means nothing to the scheduler " + scheduler + " and is ignored",
                    "remove it, or write 'lb_algo " + of + "'");
        }
        return fits;
    }
}
