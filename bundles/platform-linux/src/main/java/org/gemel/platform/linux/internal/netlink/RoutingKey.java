package org.gemel.platform.linux.internal.netlink;

import org.gemel.api.config.Family;
import org.gemel.api.config.Route;
import org.gemel.api.config.Rule;
import org.gemel.api.config.Subnet;
import org.jspecify.annotations.Nullable;

/** What the kernel finds a route or a rule by. Several may have the same key. */
sealed interface RoutingKey {

    /** The metric of IPv6 routes that were given none. */
    long USUAL_METRIC_6 = 1024;

    /** Of a route. */
    record OfRoute(Subnet destination, @Nullable Subnet from, long table, int tos, long metric) implements RoutingKey {}

    /** Of a rule. */
    record OfRule(Family family, long preference, int action) implements RoutingKey {}

    static RoutingKey of(Route route) {
        boolean ipv6 = route.family() == Family.IPV6;
        Subnet from = route.from();
        return new OfRoute(
                route.destination(),
                from == null || from.isAll() ? null : from,
                route.table(),
                ipv6 ? 0 : route.tos(),
                ipv6 && route.metric() == 0 ? USUAL_METRIC_6 : route.metric());
    }

    static RoutingKey of(Rule rule) {
        return new OfRule(rule.family(), rule.preference(), RoutingWriter.action(rule.action()));
    }
}
