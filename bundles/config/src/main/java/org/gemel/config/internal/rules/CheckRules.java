package org.gemel.config.internal.rules;

import java.util.List;
import java.util.Optional;
import org.gemel.config.internal.check.Diagnostics;
import org.gemel.config.internal.check.Item;

/** Rules of the checks of a virtual server's real servers (behaviours 92 and 95). */
final class CheckRules {

    private static final long DEFAULT_MAX_REPLY = 255;

    private CheckRules() {}

    static void check(Item server, Diagnostics diagnostics) {
        for (Item real : server.block().all("real_server")) {
            replies(real, diagnostics);
            dynamicWeights(real, diagnostics);
        }
    }

    private static void replies(Item real, Diagnostics diagnostics) {
        for (Item check : real.block().all("UDP_CHECK")) {
            long most = ServerRules.number(check.block(), "max_reply_length", DEFAULT_MAX_REPLY);
            Optional<Item> least = check.block().last("min_reply_length");
            if (least.isPresent() && ServerRules.number(check.block(), "min_reply_length", 0) > most) {
                diagnostics.warning(
                        least.get().at(),
                        "check-always-fails",
                        "min_reply_length is more than max_reply_length, " + most + ": the check always fails",
                        "lower one or raise the other");
            }
        }
    }

    /** Both would set the same weight. */
    private static void dynamicWeights(Item real, Diagnostics diagnostics) {
        List<Item> dynamic = real.block().all("MISC_CHECK").stream()
                .flatMap(check -> check.block().last("misc_dynamic").stream())
                .toList();
        if (dynamic.size() > 1) {
            diagnostics.warning(
                    dynamic.get(1).at(),
                    "second-dynamic-check",
                    "misc_dynamic is already said at " + dynamic.get(0).at()
                            + "; both checks change the weight of the same real server",
                    "keep one of them");
        }
    }
}
