package org.gemel.config.internal.bind;

import java.time.Duration;
import java.util.Optional;
import org.gemel.api.config.VrrpInstance;
import org.gemel.config.internal.check.Block;
import org.gemel.config.internal.check.Diagnostics;
import org.gemel.config.internal.check.Item;

/**
 * How an instance takes part in the election (behaviours 26 to 28).
 *
 * @param priority 1 to 255
 * @param startAsMaster whether the first wait is short
 * @param preempt whether it takes over from a lower priority
 * @param preemptDelay after what time
 */
record Election(int priority, boolean startAsMaster, boolean preempt, Duration preemptDelay) {

    private static final int DEFAULT_PRIORITY = 100;

    static Election bind(Block own, Diagnostics diagnostics) {
        Optional<String> state = own.last("state").map(Item::text);
        boolean master = state.filter("MASTER"::equals).isPresent();
        // A priority that was written but refused must not make this router the address owner.
        int priority = own.last("priority")
                .map(Item::number)
                .orElse(master && !own.refused().contains("priority") ? VrrpInstance.OWNER_PRIORITY : DEFAULT_PRIORITY);
        boolean owner = priority == VrrpInstance.OWNER_PRIORITY;
        boolean preempt = preempt(own, master, owner, diagnostics);
        return new Election(
                priority, state.isPresent() ? master : owner, preempt, preemptDelay(own, preempt, master, diagnostics));
    }

    private static boolean preempt(Block own, boolean master, boolean owner, Diagnostics diagnostics) {
        Optional<Item> last = own.items().stream()
                .filter(item -> item.name().equals("preempt") || item.name().equals("nopreempt"))
                .reduce((first, second) -> second)
                .filter(item -> item.name().equals("nopreempt"));
        if (last.isEmpty()) {
            return true;
        }
        if (master) {
            diagnostics.warning(
                    last.get().at(),
                    "nopreempt-with-master",
                    "nopreempt does not go with 'state MASTER' and is ignored",
                    "write 'state BACKUP' on all routers of this VRID");
        } else if (owner) {
            diagnostics.warning(
                    last.get().at(),
                    "nopreempt-with-owner",
                    "priority 255 takes over always; nopreempt is ignored",
                    "write a lower priority or remove nopreempt");
        }
        return master || owner;
    }

    private static Duration preemptDelay(Block own, boolean preempt, boolean master, Diagnostics diagnostics) {
        Optional<Item> delay = own.last("preempt_delay");
        if (delay.isPresent() && !preempt) {
            diagnostics.warning(
                    delay.get().at(),
                    "preempt-delay-with-nopreempt",
                    "with nopreempt there is nothing to delay; preempt_delay is ignored",
                    "remove one of the two");
            return Duration.ZERO;
        }
        if (delay.isPresent() && master) {
            diagnostics.warning(
                    delay.get().at(),
                    "preempt-delay-with-master",
                    "preempt_delay does not go with 'state MASTER' and is ignored",
                    "write 'state BACKUP'");
            return Duration.ZERO;
        }
        return delay.map(Item::seconds).orElse(Duration.ZERO);
    }
}
