package org.gemel.config.internal.rules;

import org.gemel.config.internal.check.Block;
import org.gemel.config.internal.check.Diagnostics;
import org.gemel.config.internal.check.Item;

/** Rules of {@code bfd_instance}. */
final class BfdRules {

    private BfdRules() {}

    static void check(Block text, Diagnostics diagnostics) {
        for (Item session : text.all("bfd_instance")) {
            if (!session.block().contains("neighbor_ip") && !session.block().contains("neighbour_ip")) {
                diagnostics.error(
                        session.at(),
                        "missing-keyword",
                        "bfd_instance " + session.text() + " has no neighbor_ip",
                        "write 'neighbor_ip' with the address of the other end");
            }
        }
    }
}
