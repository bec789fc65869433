package org.gemel.shell.internal.explain;

import java.util.Locale;
import org.gemel.api.config.AddressText;
import org.gemel.api.config.Route;
import org.gemel.api.config.Route.Hop;
import org.gemel.api.config.Route.Metric;
import org.gemel.api.config.Route.Type;
import org.jspecify.annotations.Nullable;

/** A route as keepalived.conf would have it; what the kernel chooses is not there. */
final class RouteFacts {

    private RouteFacts() {}

    static String of(Route route) {
        Options options = new Options()
                .word(word(route.insertion()))
                .flag(route.type() != Type.UNICAST, word(route.type()))
                .word(route.destination())
                .option("from", route.from())
                .option("src", route.source() == null ? null : AddressText.of(route.source()))
                .option("tos", route.tos(), 0);
        if (route.hops().size() == 1) {
            hop(route.hops().get(0), options);
        }
        options.option("table", route.table(), Route.MAIN_TABLE)
                .option("proto", route.protocol())
                .option("metric", route.metric(), 0)
                .option("scope", route.scope() == 0 ? null : Scopes.name(route.scope()));
        route.hops().forEach(hop -> options.flag(hop.onlink(), "onlink"));
        for (Metric metric : route.metrics()) {
            options.word(word(metric.kind())).flag(metric.locked(), "lock").word(metric.value());
        }
        if (route.congestionControl() != null) {
            options.word("congctl")
                    .flag(route.congestionControl().locked(), "lock")
                    .word(route.congestionControl().name());
        }
        options.option("pref", route.preference() == null ? null : word(route.preference()))
                .option("expires", route.expires(), 0);
        if (route.propagateTtl() != null) {
            options.option("ttl-propagate", route.propagateTtl() ? "enabled" : "disabled");
        }
        if (route.hops().size() > 1) {
            for (Hop hop : route.hops()) {
                hop(hop, options.word("nexthop"));
                options.option("weight", hop.weight(), 1);
            }
        }
        return options.flag(!route.tracked(), "no_track").toString();
    }

    private static void hop(Hop hop, Options options) {
        options.option("via", hop.gateway() == null ? null : AddressText.of(hop.gateway()))
                .option("dev", hop.interfaceName())
                .option("realms", realms(hop.realms()));
    }

    static @Nullable String realms(long realms) {
        return realms == 0 ? null : (realms >> 16 == 0 ? "" : (realms >> 16) + "/") + (realms & 0xffff);
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
