package org.gemel.api.config;

import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A route that a virtual router installs while it is master, or that is there in every state. Numbers are those of the
 * kernel; what is 0, null or empty is left to the kernel.
 *
 * @param type what becomes of packets
 * @param destination where to; all addresses for the default route
 * @param from only packets from here (IPv6), or null
 * @param hops the ways, several for a multipath route; empty where the type needs none
 * @param source the source address for packets of this host, or null
 * @param table the routing table, 1 to 2^32-1 as an unsigned number
 * @param metric the lower is preferred, 0 to 2^32-1
 * @param scope 0 global, 200 site, 253 link, 254 host
 * @param tos the type of service it is for, or 0 for all
 * @param protocol the mark of who made it; nobody else's is touched
 * @param metrics what connections should know of it, at most one of each kind
 * @param congestionControl the algorithm for connections, or null
 * @param preference of an IPv6 router, or null
 * @param expires seconds after which the kernel removes it (IPv6), 0 for never
 * @param propagateTtl whether the TTL is carried into an MPLS tunnel, or null
 * @param insertion where it goes among other routes to the destination
 * @param tracked whether a virtual router that cannot install it fails
 */
public record Route(
        Type type,
        Subnet destination,
        @Nullable Subnet from,
        List<Hop> hops,
        @Nullable InetAddress source,
        long table,
        long metric,
        int scope,
        int tos,
        int protocol,
        List<Metric> metrics,
        @Nullable CongestionControl congestionControl,
        @Nullable Preference preference,
        long expires,
        @Nullable Boolean propagateTtl,
        Insertion insertion,
        boolean tracked) {

    /** The table of ordinary routes. */
    public static final long MAIN_TABLE = 254;

    /** The mark of routes and rules that keepalived and its like make: RTPROT_KEEPALIVED. */
    public static final int PROTOCOL = 18;

    /** Kinds of routes, with the kernel's number. */
    public enum Type {
        /** On to a gateway, or to the destination on a link. */
        UNICAST(1),
        /** To this host. */
        LOCAL(2),
        /** To all on a link. */
        BROADCAST(3),
        /** To a group; the kernel keeps such routes and sends nothing by them. */
        MULTICAST(5),
        /** Dropped without a word. */
        BLACKHOLE(6),
        /** Dropped; the sender is told that the host cannot be reached. */
        UNREACHABLE(7),
        /** Dropped; the sender is told that it is forbidden. */
        PROHIBIT(8),
        /** Looked up by the next rule, as if this table had no route. */
        THROW(9),
        /** Translated, as kernels before 2.6 did; later ones refuse it. */
        NAT(10);

        private final int number;

        Type(int number) {
            this.number = number;
        }

        /** The kernel's number: RTN_. */
        public int number() {
            return number;
        }
    }

    /** Where it goes among other routes to the same destination, of the same table and metric; they stay. */
    public enum Insertion {
        /** Before them. Of IPv6 routes with gateways the kernel makes one multipath route. */
        PREPEND,
        /** Behind them. */
        APPEND,
        /** Nowhere: if there is one, this one is refused. */
        ADD
    }

    /** Preference of a router (RFC 4191), with the kernel's number. */
    public enum Preference {
        /** Used if there is no other. */
        LOW(3),
        /** As any router that says nothing. */
        MEDIUM(0),
        /** Used before others. */
        HIGH(1);

        private final int number;

        Preference(int number) {
            this.number = number;
        }

        /** The kernel's number: ICMPV6_ROUTER_PREF_. */
        public int number() {
            return number;
        }
    }

    /**
     * A way to go.
     *
     * @param gateway the next router, of any family, or null if the destination is on the link
     * @param interfaceName where to send, or null to have the kernel find out
     * @param onlink whether the gateway is on the link whatever the addresses say
     * @param weight of this way in a multipath route, 1 to 256
     * @param realms the kernel's routing realms: 65536 times the source realm and the destination realm, or 0
     */
    public record Hop(
            @Nullable InetAddress gateway, @Nullable String interfaceName, boolean onlink, int weight, long realms) {}

    /**
     * A number that connections should know.
     *
     * @param kind which
     * @param value in the kernel's unit
     * @param locked whether connections must not find a better one themselves
     */
    public record Metric(Kind kind, long value, boolean locked) {

        /** Kinds of metrics, with the kernel's number. */
        public enum Kind {
            /** The largest packet, in bytes. */
            MTU(2),
            /** The largest window that TCP offers, in bytes. */
            WINDOW(3),
            /** The round trip that TCP begins with, in eighths of a millisecond. */
            RTT(4),
            /** How much that varies, in quarters of a millisecond. */
            RTTVAR(5),
            /** The slow-start threshold that TCP begins with, in segments. */
            SSTHRESH(6),
            /** The largest congestion window, in segments; only if locked. */
            CWND(7),
            /** The segment size that TCP advertises, in bytes. */
            ADVMSS(8),
            /** How far packets may be out of order before one counts as lost, in segments. */
            REORDERING(9),
            /** The hop limit of packets of this host, 0 to 255. */
            HOPLIMIT(10),
            /** The congestion window that TCP begins with, in segments. */
            INITCWND(11),
            /** Bits of what TCP may do; 1 is ECN. */
            FEATURES(12),
            /** The shortest time until TCP sends again, in milliseconds. */
            RTO_MIN(13),
            /** The receive window that TCP begins with, in segments. */
            INITRWND(14),
            /** Whether TCP acknowledges at once, 0 or 1. */
            QUICKACK(15),
            /** Whether TCP Fast Open does without a cookie, 0 or 1. */
            FASTOPEN_NO_COOKIE(17);

            private final int number;

            Kind(int number) {
                this.number = number;
            }

            /** The kernel's number: RTAX_. */
            public int number() {
                return number;
            }
        }
    }

    /**
     * How connections avoid congestion.
     *
     * @param name the algorithm
     * @param locked whether connections must not choose another
     */
    public record CongestionControl(String name, boolean locked) {}

    public Route {
        hops = List.copyOf(hops);
        metrics = List.copyOf(metrics);
    }

    /** The family. */
    public Family family() {
        return destination.family();
    }

    /** A route to a destination, otherwise as simple as can be. */
    public static Builder to(Subnet destination) {
        return new Builder(destination);
    }

    /** The parts that tell routes apart, in the words of {@code ip route}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        if (type != Type.UNICAST) {
            text.append(type.name().toLowerCase(Locale.ROOT)).append(' ');
        }
        text.append(destination.isAll() ? "default" : destination.toString());
        if (from != null) {
            text.append(" from ").append(from);
        }
        for (Hop hop : hops) {
            text.append(hops.size() > 1 ? " nexthop" : "");
            if (hop.gateway != null) {
                text.append(" via ").append(AddressText.of(hop.gateway));
            }
            if (hop.interfaceName != null) {
                text.append(" dev ").append(hop.interfaceName);
            }
            text.append(hops.size() > 1 ? " weight " + hop.weight : "");
        }
        if (source != null) {
            text.append(" src ").append(AddressText.of(source));
        }
        text.append(table == MAIN_TABLE ? "" : " table " + table);
        text.append(metric == 0 ? "" : " metric " + metric);
        return text.append(tos == 0 ? "" : " tos " + tos).toString();
    }

    /** Makes routes; what is not set is left to the kernel. Not safe for threads. */
    public static final class Builder {
        private final Subnet destination;
        private Type type = Type.UNICAST;
        private @Nullable Subnet from;
        private List<Hop> hops = List.of();
        private @Nullable InetAddress source;
        private long table = MAIN_TABLE;
        private long metric;
        private int scope;
        private int tos;
        private int protocol = PROTOCOL;
        private List<Metric> metrics = List.of();
        private @Nullable CongestionControl congestionControl;
        private @Nullable Preference preference;
        private long expires;
        private @Nullable Boolean propagateTtl;
        private Insertion insertion = Insertion.PREPEND;
        private boolean tracked = true;

        private Builder(Subnet destination) {
            this.destination = destination;
        }

        /** Sets {@link Route#type()}. */
        public Builder type(Type value) {
            type = value;
            return this;
        }

        /** Sets {@link Route#from()}. */
        public Builder from(@Nullable Subnet value) {
            from = value;
            return this;
        }

        /** Sets {@link Route#hops()}. */
        public Builder hops(List<Hop> value) {
            hops = value;
            return this;
        }

        /** Sets {@link Route#hops()} to one gateway on one interface. */
        public Builder via(@Nullable InetAddress gateway, @Nullable String interfaceName) {
            hops = List.of(new Hop(gateway, interfaceName, false, 1, 0));
            return this;
        }

        /** Sets {@link Route#source()}. */
        public Builder source(@Nullable InetAddress value) {
            source = value;
            return this;
        }

        /** Sets {@link Route#table()}. */
        public Builder table(long value) {
            table = value;
            return this;
        }

        /** Sets {@link Route#metric()}. */
        public Builder metric(long value) {
            metric = value;
            return this;
        }

        /** Sets {@link Route#scope()}. */
        public Builder scope(int value) {
            scope = value;
            return this;
        }

        /** Sets {@link Route#tos()}. */
        public Builder tos(int value) {
            tos = value;
            return this;
        }

        /** Sets {@link Route#protocol()}. */
        public Builder protocol(int value) {
            protocol = value;
            return this;
        }

        /** Sets {@link Route#metrics()}. */
        public Builder metrics(List<Metric> value) {
            metrics = value;
            return this;
        }

        /** Sets {@link Route#congestionControl()}. */
        public Builder congestionControl(@Nullable CongestionControl value) {
            congestionControl = value;
            return this;
        }

        /** Sets {@link Route#preference()}. */
        public Builder preference(@Nullable Preference value) {
            preference = value;
            return this;
        }

        /** Sets {@link Route#expires()}. */
        public Builder expires(long value) {
            expires = value;
            return this;
        }

        /** Sets {@link Route#propagateTtl()}. */
        public Builder propagateTtl(@Nullable Boolean value) {
            propagateTtl = value;
            return this;
        }

        /** Sets {@link Route#insertion()}. */
        public Builder insertion(Insertion value) {
            insertion = value;
            return this;
        }

        /** Sets {@link Route#tracked()}. */
        public Builder tracked(boolean value) {
            tracked = value;
            return this;
        }

        /** The route. */
        public Route build() {
            return new Route(
                    type,
                    destination,
                    from,
                    hops,
                    source,
                    table,
                    metric,
                    scope,
                    tos,
                    protocol,
                    metrics,
                    congestionControl,
                    preference,
                    expires,
                    propagateTtl,
                    insertion,
                    tracked);
        }
    }
}
