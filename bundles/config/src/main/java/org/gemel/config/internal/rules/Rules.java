package org.gemel.config.internal.rules;

import java.util.List;
import java.util.function.BiConsumer;
import org.gemel.config.internal.check.Block;
import org.gemel.config.internal.check.Diagnostics;

/** All rules. */
public final class Rules {

    private static final List<BiConsumer<Block, Diagnostics>> ALL = List.of(
            GlobalRules::check,
            MailRules::check,
            SyncGroupRules::check,
            InstanceRules::check,
            TrackerRules::check,
            RouteRules::check,
            BfdRules::check,
            ServerRules::check);

    private Rules() {}

    /** Looks at a whole text; what is odd is reported. */
    public static void check(Block text, Diagnostics diagnostics) {
        ALL.forEach(rule -> rule.accept(text, diagnostics));
    }
}
