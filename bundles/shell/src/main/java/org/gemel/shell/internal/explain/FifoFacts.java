package org.gemel.shell.internal.explain;

import java.util.List;
import org.gemel.api.config.Command;
import org.gemel.api.config.Notifications.Fifo;

/** Named pipes, where there are some; they stand among the global settings. */
final class FifoFacts {

    private FifoFacts() {}

    static void add(List<Fifo> fifos, Facts facts) {
        fifos.forEach(fifo -> add(fifo, facts));
        if (!fifos.isEmpty()) {
            facts.add("fifo_write_vrrp_states_on_reload", fifos.stream().anyMatch(Fifo::statesAfterReload));
        }
    }

    private static void add(Fifo fifo, Facts facts) {
        String keyword =
                switch (fifo.content()) {
                    case ALL -> "notify_fifo";
                    case VRRP -> "vrrp_notify_fifo";
                    case LVS -> "lvs_notify_fifo";
                };
        facts.add(keyword, fifo.path() + " " + Facts.user(fifo.user(), fifo.group()));
        Command reader = fifo.reader();
        if (reader != null) {
            String script = keyword + "_script";
            facts.add(script, Facts.command(reader.words()) + " " + Facts.user(reader.user(), reader.group()));
            PolicyFacts.add(reader.policy(), script, facts);
        }
    }
}
