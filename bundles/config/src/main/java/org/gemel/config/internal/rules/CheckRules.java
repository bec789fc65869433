package org.gemel.config.internal.rules;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.gemel.config.internal.check.Diagnostics;
import org.gemel.config.internal.check.Item;
import org.gemel.config.internal.schema.Words;

/** Rules of the checks of a virtual server's real servers (behaviours 92 and 95). */
final class CheckRules {

    private static final long DEFAULT_MAX_REPLY = 255;

    private static final Pattern BYTES = Pattern.compile("[0-9A-Fa-f \\t]+");
    private static final Pattern PATTERN = Pattern.compile("[0-9A-Fa-fXx \\t]+");

    private CheckRules() {}

    static void check(Item server, Diagnostics diagnostics) {
        for (Item real : server.block().all("real_server")) {
            replies(real, diagnostics);
            bytes(real, diagnostics);
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

    private static void bytes(Item real, Diagnostics diagnostics) {
        for (Item check : real.block().all("UDP_CHECK")) {
            for (Item item : check.block().items()) {
                boolean pattern = item.name().equals("require_reply");
                if (!pattern && !item.name().equals("payload")
                        || item.arguments().isEmpty()) {
                    continue;
                }
                String text = item.arguments().stream()
                        .map(argument -> argument.word().text())
                        .collect(Collectors.joining(" "));
                if (!(pattern ? PATTERN : BYTES).matcher(text).matches()) {
                    diagnostics.error(
                            item.at(),
                            "bad-value",
                            item.name() + ": '" + Words.shown(text) + "' is not written in hexadecimal digits",
                            "write two of 0 to 9 and a to f for each byte" + (pattern ? ", and x for any digit" : ""));
                }
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
