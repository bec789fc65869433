package org.gemel.config.internal.rules;

import java.util.Set;
import java.util.stream.Stream;
import org.gemel.config.internal.check.Block;
import org.gemel.config.internal.check.Diagnostics;
import org.gemel.config.internal.check.Item;

/** Rules of policy rules (behaviour 110). */
final class RouteRules {

    private static final Set<String> PREFERENCE = Set.of("preference", "priority", "order");

    private RouteRules() {}

    static void check(Block text, Diagnostics diagnostics) {
        Stream<Item> own =
                text.all("vrrp_instance").stream().flatMap(item -> item.block().entries("virtual_rules").stream());
        Stream.concat(text.entries("static_rules").stream(), own)
                .filter(rule -> rule.block().items().stream().noneMatch(item -> PREFERENCE.contains(item.name())))
                .forEach(rule -> diagnostics.warning(
                        rule.at(),
                        "rule-without-preference",
                        "the rule has no preference; it gets one from 16384 downwards",
                        "write 'preference' with a number"));
    }
}
