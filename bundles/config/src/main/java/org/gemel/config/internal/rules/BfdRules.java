package org.gemel.config.internal.rules;

import java.time.Duration;
import org.gemel.config.internal.check.Block;
import org.gemel.config.internal.check.Diagnostics;
import org.gemel.config.internal.check.Item;
import org.gemel.config.internal.schema.Words;

/** Rules of {@code bfd_instance}. */
final class BfdRules {

    private static final Duration SLOW = Duration.ofSeconds(10);
    private static final int MANY = 10;
    private static final int LONGEST_NAME = 31;

    private BfdRules() {}

    static void check(Block text, Diagnostics diagnostics) {
        for (Item session : text.all("bfd_instance")) {
            if (session.text().length() > LONGEST_NAME) {
                diagnostics.error(
                        session.at(),
                        "name-too-long",
                        "bfd_instance " + Words.shown(session.text()) + " has more than " + LONGEST_NAME
                                + " characters",
                        "write a shorter name");
            }
            slow(session, "min_rx", diagnostics);
            slow(session, "min_tx", diagnostics);
            session.block()
                    .last("multiplier")
                    .filter(item -> item.number() > MANY)
                    .ifPresent(item -> diagnostics.note(
                            item.at(),
                            "slow-detection",
                            "with a multiplier of " + item.number() + " a failure is found late",
                            "write 3 to 10"));
            if (!session.block().contains("neighbor_ip") && !session.block().contains("neighbour_ip")) {
                diagnostics.error(
                        session.at(),
                        "missing-keyword",
                        "bfd_instance " + session.text() + " has no neighbor_ip",
                        "write 'neighbor_ip' with the address of the other end");
            }
        }
    }

    private static void slow(Item session, String name, Diagnostics diagnostics) {
        session.block()
                .last(name)
                .filter(item -> item.seconds().compareTo(SLOW) > 0)
                .ifPresent(item -> diagnostics.note(
                        item.at(),
                        "slow-detection",
                        "with " + name + " " + item.text() + " ms a failure is found late",
                        "it is in milliseconds; write 10000 or less"));
    }
}
