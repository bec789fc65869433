package org.gemel.config.internal.bind;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.gemel.api.config.AddressText;
import org.gemel.api.config.Family;
import org.gemel.api.config.Route.Hop;
import org.gemel.config.internal.bind.RoutingWords.Unusable;
import org.gemel.config.internal.check.Item;
import org.jspecify.annotations.Nullable;

/**
 * The ways of a route: the one that stands in the route itself, with a second gateway in the older form, or the legs behind
 * {@code nexthop}.
 */
final class HopList {

    private final RoutingWords words;
    private final List<Leg> legs = new ArrayList<>();
    private Leg current = new Leg();
    private boolean explicit;

    /** A way that is being read. */
    private static final class Leg {
        private @Nullable InetAddress gateway;
        private @Nullable String interfaceName;
        private boolean familySaid;
        private boolean onlink;
        private int weight = 1;
        private long realms;
        private boolean used;

        Hop hop() {
            return new Hop(gateway, interfaceName, onlink, weight, realms);
        }
    }

    HopList(RoutingWords words) {
        this.words = words;
        legs.add(current);
    }

    /** Takes an option that is about a way; returns whether it is one. */
    boolean take(Item item) throws Unusable {
        switch (item.name()) {
            case "nexthop" -> nexthop(item);
            case "via", "gw" -> gateway(item);
            case "or" -> {
                begin();
                gateway(item);
            }
            case "dev", "oif" -> current.interfaceName = item.text();
            case "onlink" -> current.onlink = true;
            case "weight" -> weight(item);
            case "realms", "realm" -> current.realms = words.realms(item);
            default -> {
                return false;
            }
        }
        current.used |= !item.name().equals("nexthop");
        return true;
    }

    private void weight(Item item) throws Unusable {
        if (!explicit) {
            throw words.error(
                    item,
                    "weight-without-nexthop",
                    "only ways behind a nexthop have weights",
                    "write 'nexthop' before each way, or remove the weight");
        }
        current.weight = item.number();
    }

    private void nexthop(Item item) throws Unusable {
        if (!explicit && (legs.size() > 1 || current.gateway != null || current.interfaceName != null)) {
            throw words.error(
                    item,
                    "gateway-and-nexthop",
                    "the route has a gateway or an interface of its own and a nexthop",
                    "write every way behind a nexthop");
        }
        explicit = true;
        if (current.used || legs.size() > 1) {
            begin();
        }
    }

    private void begin() {
        current = new Leg();
        legs.add(current);
    }

    private void gateway(Item item) throws Unusable {
        Item.Argument last = item.arguments().get(item.arguments().size() - 1);
        InetAddress gateway = (InetAddress) last.value();
        String wanted = item.arguments().size() > 1 ? item.text() : "";
        boolean ipv6 = Family.of(gateway) == Family.IPV6;
        if (wanted.equals(ipv6 ? "inet" : "inet6")) {
            throw words.error(
                    item,
                    "mixed-families",
                    AddressText.of(gateway) + " is not of the family " + wanted,
                    "write another");
        }
        current.gateway = gateway;
        current.familySaid = !wanted.isEmpty();
    }

    /** The family of the first gateway, or null without one. */
    @Nullable
    Family family() {
        for (Leg leg : legs) {
            if (leg.gateway != null) {
                return Family.of(leg.gateway);
            }
        }
        return null;
    }

    /**
     * The ways.
     *
     * @param entry the route, for messages
     * @param family the family of the route
     */
    List<Hop> hops(Item entry, Family family) throws Unusable {
        List<Hop> hops = new ArrayList<>();
        for (Leg leg : legs) {
            InetAddress gateway = leg.gateway;
            if (gateway != null && family == Family.IPV6 && Family.of(gateway) == Family.IPV4) {
                throw words.error(
                        entry,
                        "mixed-families",
                        "an IPv6 route cannot lead to the IPv4 gateway " + AddressText.of(gateway),
                        "write an IPv6 gateway");
            }
            if (gateway != null && family == Family.IPV4 && Family.of(gateway) == Family.IPV6 && !leg.familySaid) {
                words.warning(
                        entry,
                        "mixed-families",
                        "an IPv4 route to the IPv6 gateway " + AddressText.of(gateway)
                                + " is taken, which keepalived leaves out",
                        "write 'via inet6' for both to take it");
            }
            if (leg.used) {
                hops.add(leg.hop());
            }
        }
        return hops;
    }
}
