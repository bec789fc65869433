package org.gemel.config.internal.bind;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.gemel.api.config.Family;
import org.gemel.api.config.Route;
import org.gemel.api.config.Route.CongestionControl;
import org.gemel.api.config.Route.Hop;
import org.gemel.api.config.Route.Insertion;
import org.gemel.api.config.Route.Metric;
import org.gemel.api.config.Route.Metric.Kind;
import org.gemel.api.config.Route.Preference;
import org.gemel.api.config.Route.Type;
import org.gemel.api.config.Subnet;
import org.gemel.config.internal.bind.RoutingWords.Unusable;
import org.gemel.config.internal.check.Item;
import org.gemel.config.internal.check.Item.Argument;
import org.gemel.config.internal.schema.Prefix;
import org.jspecify.annotations.Nullable;

/** Binds one entry of a block of routes, which is written as for {@code ip route}. */
final class RouteBinder {

    private static final int ECN = 1;

    /** An eighth of a millisecond, the kernel's unit of a round trip. */
    private static final int RTT_UNITS = 8;

    /** A quarter of a millisecond, the kernel's unit of its variance. */
    private static final int RTTVAR_UNITS = 4;

    private final RoutingWords words;

    RouteBinder(RoutingWords words) {
        this.words = words;
    }

    /** The route; empty if it cannot be used, which was reported: without one of its words it would be another route. */
    Optional<Route> bind(Item entry) {
        if (!entry.block().refused().isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Entry(entry).bind());
        } catch (Unusable reported) {
            return Optional.empty();
        }
    }

    /** A route that is being read. */
    private final class Entry {
        private final Item entry;
        private final HopList hops = new HopList(words);
        private final List<Metric> metrics = new ArrayList<>();
        private Type type = Type.UNICAST;
        private @Nullable Argument destination;
        private @Nullable Item scope;

        Entry(Item entry) {
            this.entry = entry;
        }

        Route bind() throws Unusable {
            if (entry.has(0)) {
                destination = entry.arguments().get(0);
            }
            List<Item> rest = new ArrayList<>();
            for (Item item : entry.block().items()) {
                if (!isDestination(item) && !hops.take(item) && !isMetric(item)) {
                    rest.add(item);
                }
            }
            Argument to = destination;
            if (to == null) {
                throw words.error(
                        entry,
                        "route-without-destination",
                        "the route has no destination",
                        "write 'default' or an address with a prefix length");
            }
            Family family = family(to, rest);
            List<Hop> ways = hops.hops(entry, family);
            Route.Builder route = Route.to(
                            to.value() instanceof Prefix prefix ? words.network(entry, prefix) : Subnet.all(family))
                    .type(type)
                    .hops(ways)
                    .tracked(onOneLink(ways))
                    .metrics(metrics);
            for (Item item : rest) {
                option(item, family, route);
            }
            if (type == Type.UNICAST
                    && !onOneLink(ways)
                    && rest.stream().noneMatch(item -> item.name().equals("no_track"))) {
                words.note(
                        entry,
                        "route-not-tracked",
                        "the route does not lead through one interface that it names, and its loss changes nothing",
                        "write 'dev' with the interface, or no_track");
            }
            return route.scope(scope(family)).build();
        }

        /** As keepalived, only a route through one interface that is named can fail a virtual router. */
        private static boolean onOneLink(List<Hop> ways) {
            return ways.size() == 1 && ways.get(0).interfaceName() != null;
        }

        private boolean isDestination(Item item) {
            Optional<Type> named = type(item.name());
            List<Argument> arguments = item.arguments();
            if (item.name().equals("to") && arguments.size() > 1) {
                named = type(item.text());
            } else if (named.isEmpty()
                    && !item.name().equals("to")
                    && !item.keyword().equals(entry.keyword())) {
                return false;
            }
            named.ifPresent(found -> type = found);
            if (!arguments.isEmpty()) {
                destination = arguments.get(arguments.size() - 1);
            }
            return true;
        }

        private static Optional<Type> type(String word) {
            for (Type each : Type.values()) {
                if (each.name().toLowerCase(Locale.ROOT).equals(word)) {
                    return Optional.of(each);
                }
            }
            return Optional.empty();
        }

        private boolean isMetric(Item item) throws Unusable {
            Kind kind = kind(item.name());
            if (kind == null) {
                return false;
            }
            boolean locked = item.arguments().size() > 1;
            Argument last = item.arguments().get(item.arguments().size() - 1);
            long value =
                    switch (kind) {
                        case FEATURES -> ECN;
                        case RTT -> words.time(item, last.word().text(), RTT_UNITS);
                        case RTTVAR -> words.time(item, last.word().text(), RTTVAR_UNITS);
                        case RTO_MIN -> words.time(item, last.word().text(), 1);
                        default -> (Long) last.value();
                    };
            metrics.removeIf(metric -> metric.kind() == kind);
            metrics.add(new Metric(kind, value, locked));
            return true;
        }

        private static @Nullable Kind kind(String word) {
            for (Kind each : Kind.values()) {
                if (each.name().toLowerCase(Locale.ROOT).equals(word)) {
                    return each;
                }
            }
            return null;
        }

        private Family family(Argument to, List<Item> rest) {
            if (to.value() instanceof Prefix prefix) {
                return Family.of(prefix.address());
            }
            Family ofGateway = hops.family();
            if (ofGateway != null) {
                return ofGateway;
            }
            for (Item item : rest) {
                if (item.name().equals("src")) {
                    return Family.of(item.value(0, InetAddress.class));
                }
                if (item.name().equals("from")) {
                    return Family.of(item.value(0, Prefix.class).address());
                }
            }
            return Family.IPV4;
        }

        private void option(Item item, Family family, Route.Builder route) throws Unusable {
            switch (item.name()) {
                case "src" -> route.source(source(item, family));
                case "from" -> route.from(from(item, family));
                case "table" -> route.table(table(item));
                case "metric", "priority", "preference" -> route.metric(item.value(0, Long.class));
                case "scope" -> scope = item;
                case "tos", "dsfield" -> {
                    if (words.fits(item, family, Family.IPV4)) {
                        route.tos(words.tos(item));
                    }
                }
                case "protocol" -> route.protocol((int) words.named(item, RoutingNames.Kind.PROTOCOL));
                case "congctl" ->
                    route.congestionControl(new CongestionControl(
                            item.arguments()
                                    .get(item.arguments().size() - 1)
                                    .word()
                                    .text(),
                            item.arguments().size() > 1));
                case "pref" -> {
                    if (words.fits(item, family, Family.IPV6)) {
                        route.preference(Preference.valueOf(item.text().toUpperCase(Locale.ROOT)));
                    }
                }
                case "expires" -> {
                    if (words.fits(item, family, Family.IPV6)) {
                        route.expires(item.value(0, Long.class));
                    }
                }
                case "ttl-propagate" -> route.propagateTtl(item.text().equals("enabled"));
                case "add", "append", "prepend" ->
                    route.insertion(Insertion.valueOf(item.name().toUpperCase(Locale.ROOT)));
                case "no_track" -> route.tracked(false);
                case "encap", "vrf" ->
                    throw words.error(
                            item,
                            item.name() + "-not-yet",
                            "a route with " + item.name() + " cannot be installed yet",
                            item.name().equals("vrf")
                                    ? "write 'table' with the number of the VRF's table"
                                    : "install it with ip route, outside of this program");
                case "track_group" -> {
                    // Of a static route, and nothing that the kernel knows of.
                    return;
                }
                default -> throw new IllegalStateException("the table has an option that nobody binds: " + item.name());
            }
        }

        private InetAddress source(Item item, Family family) throws Unusable {
            InetAddress address = item.value(0, InetAddress.class);
            if (Family.of(address) != family) {
                throw words.error(
                        item,
                        "mixed-families",
                        item.text() + " is not of the family of the route",
                        "write a source address of the family of the destination");
            }
            return address;
        }

        private @Nullable Subnet from(Item item, Family family) throws Unusable {
            Prefix prefix = item.value(0, Prefix.class);
            if (Family.of(prefix.address()) != family) {
                throw words.error(
                        item, "mixed-families", item.text() + " is not of the family of the route", "remove it");
            }
            return words.fits(item, family, Family.IPV6) ? words.network(item, prefix) : null;
        }

        private long table(Item item) throws Unusable {
            long table = words.named(item, RoutingNames.Kind.TABLE);
            return table == 0 ? Route.MAIN_TABLE : table;
        }

        /** As keepalived has it, also for a route without a gateway; but not what the kernel would refuse. */
        private int scope(Family family) throws Unusable {
            if (scope != null) {
                return (int) words.named(scope, RoutingNames.Kind.SCOPE);
            }
            if (family == Family.IPV6) {
                return 0;
            }
            return switch (type) {
                case LOCAL, NAT -> 254;
                case BROADCAST -> 253;
                default -> 0;
            };
        }
    }
}
