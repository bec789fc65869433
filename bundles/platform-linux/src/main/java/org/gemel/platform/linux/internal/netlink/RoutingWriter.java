package org.gemel.platform.linux.internal.netlink;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.List;
import org.gemel.api.config.Family;
import org.gemel.api.config.Route;
import org.gemel.api.config.Route.Hop;
import org.gemel.api.config.Route.Insertion;
import org.gemel.api.config.Route.Metric;
import org.gemel.api.config.Rule;
import org.gemel.api.config.Subnet;
import org.gemel.platform.linux.internal.libc.Abi;
import org.jspecify.annotations.Nullable;

/**
 * Encodes requests about routes and rules. Each call writes one request from position 0 of a buffer in the machine's byte
 * order and leaves the buffer ready to be sent; {@link #LONGEST} bytes are enough for {@link #MOST_HOPS} hops.
 */
final class RoutingWriter {

    static final int MOST_HOPS = 64;

    static final int LONGEST = 4096;

    private static final long TABLES_IN_BODY = 255;

    private RoutingWriter() {}

    /**
     * Asks for a route.
     *
     * @param links the indexes of the hops' links, 0 where the kernel is to find it
     */
    static void install(ByteBuffer out, int sequence, Route route, int[] links) {
        int flags = Rtnetlink.NLM_F_REQUEST | Rtnetlink.NLM_F_ACK | Rtnetlink.NLM_F_CREATE;
        if (route.insertion() == Insertion.ADD) {
            flags |= Routing.NLM_F_EXCL;
        } else if (route.insertion() == Insertion.APPEND) {
            flags |= Routing.NLM_F_APPEND;
        }
        Request request = Request.begin(out, Routing.RTM_NEWROUTE, flags, sequence);
        body(request, route, route.scope());
        InetAddress source = route.source();
        if (source != null) {
            request.attribute(Routing.RTA_PREFSRC, source.getAddress());
        }
        metrics(request, route);
        if (route.preference() != null) {
            request.octet(Routing.RTA_PREF, route.preference().number());
        }
        if (route.expires() != 0) {
            request.number(Routing.RTA_EXPIRES, route.expires());
        }
        if (route.propagateTtl() != null) {
            request.octet(Routing.RTA_TTL_PROPAGATE, route.propagateTtl() ? 1 : 0);
        }
        hops(request, route, links);
        request.end();
    }

    /**
     * Asks for a route's end.
     *
     * @param links as for {@link #install}; null if one of them is gone, and with it the way that the route took
     */
    static void remove(ByteBuffer out, int sequence, Route route, int @Nullable [] links) {
        Request request =
                Request.begin(out, Routing.RTM_DELROUTE, Rtnetlink.NLM_F_REQUEST | Rtnetlink.NLM_F_ACK, sequence);
        body(request, route, Routing.SCOPE_NOWHERE);
        if (links != null) {
            hops(request, route, links);
        }
        request.end();
    }

    private static void body(Request request, Route route, int scope) {
        Subnet from = route.from();
        List<Hop> hops = route.hops();
        boolean onlink = hops.size() == 1 && hops.get(0).onlink();
        request.octets(
                        family(route.family()),
                        route.destination().prefixLength(),
                        from == null ? 0 : from.prefixLength(),
                        route.tos(),
                        route.table() > TABLES_IN_BODY ? Routing.TABLE_IN_ATTRIBUTE : (int) route.table(),
                        route.protocol(),
                        scope,
                        route.type().number())
                .word(onlink ? Routing.RTNH_F_ONLINK : 0);
        if (!route.destination().isAll()) {
            request.attribute(Routing.RTA_DST, route.destination().address().getAddress());
        }
        if (from != null && !from.isAll()) {
            request.attribute(Routing.RTA_SRC, from.address().getAddress());
        }
        if (route.table() > TABLES_IN_BODY) {
            request.number(Routing.RTA_TABLE, route.table());
        }
        if (route.metric() != 0) {
            request.number(Routing.RTA_PRIORITY, route.metric());
        }
    }

    private static void metrics(Request request, Route route) {
        var congestionControl = route.congestionControl();
        if (route.metrics().isEmpty() && congestionControl == null) {
            return;
        }
        long locked = congestionControl != null && congestionControl.locked() ? 1L << Routing.RTAX_CC_ALGO : 0;
        int start = request.open(Routing.RTA_METRICS);
        for (Metric metric : route.metrics()) {
            request.number(metric.kind().number(), metric.value());
            locked |= metric.locked() ? 1L << metric.kind().number() : 0;
        }
        if (congestionControl != null) {
            request.text(Routing.RTAX_CC_ALGO, congestionControl.name());
        }
        if (locked != 0) {
            request.number(Routing.RTAX_LOCK, locked);
        }
        request.close(start);
    }

    private static void hops(Request request, Route route, int[] links) {
        List<Hop> hops = route.hops();
        if (hops.size() == 1) {
            Hop hop = hops.get(0);
            if (links[0] != 0) {
                request.number(Routing.RTA_OIF, links[0]);
            }
            hop(request, hop, route.family());
            return;
        }
        if (hops.isEmpty()) {
            return;
        }
        int start = request.open(Routing.RTA_MULTIPATH);
        for (int i = 0; i < hops.size(); i++) {
            Hop hop = hops.get(i);
            int leg = request.position();
            request.octets(0, 0, hop.onlink() ? Routing.RTNH_F_ONLINK : 0, hop.weight() - 1)
                    .word(links[i]);
            hop(request, hop, route.family());
            request.close(leg);
        }
        request.close(start);
    }

    private static void hop(Request request, Hop hop, Family family) {
        InetAddress gateway = hop.gateway();
        if (gateway != null && Family.of(gateway) == family) {
            request.attribute(Routing.RTA_GATEWAY, gateway.getAddress());
        } else if (gateway != null) {
            byte[] address = gateway.getAddress();
            ByteBuffer via = ByteBuffer.allocate(Short.BYTES + address.length)
                    .order(java.nio.ByteOrder.nativeOrder())
                    .putShort((short) family(Family.of(gateway)))
                    .put(address);
            request.attribute(Routing.RTA_VIA, via.array());
        }
        if (hop.realms() != 0) {
            request.number(Routing.RTA_FLOW, hop.realms());
        }
    }

    /** Asks for a rule. */
    static void install(ByteBuffer out, int sequence, Rule rule) {
        int flags = Rtnetlink.NLM_F_REQUEST | Rtnetlink.NLM_F_ACK | Rtnetlink.NLM_F_CREATE | Routing.NLM_F_EXCL;
        rule(Request.begin(out, Routing.RTM_NEWRULE, flags, sequence), rule);
    }

    /** Asks for a rule's end. */
    static void remove(ByteBuffer out, int sequence, Rule rule) {
        rule(Request.begin(out, Routing.RTM_DELRULE, Rtnetlink.NLM_F_REQUEST | Rtnetlink.NLM_F_ACK, sequence), rule);
    }

    private static void rule(Request request, Rule rule) {
        Subnet to = rule.to();
        Subnet from = rule.from();
        long table = table(rule);
        request.octets(
                        family(rule.family()),
                        to == null ? 0 : to.prefixLength(),
                        from == null ? 0 : from.prefixLength(),
                        rule.tos(),
                        table > TABLES_IN_BODY ? Routing.TABLE_IN_ATTRIBUTE : (int) table,
                        0,
                        0,
                        action(rule.action()))
                .word(rule.inverted() ? Routing.FIB_RULE_INVERT : 0);
        if (to != null && !to.isAll()) {
            request.attribute(Routing.FRA_DST, to.address().getAddress());
        }
        if (from != null && !from.isAll()) {
            request.attribute(Routing.FRA_SRC, from.address().getAddress());
        }
        request.number(Routing.FRA_PRIORITY, rule.preference());
        if (table > TABLES_IN_BODY) {
            request.number(Routing.FRA_TABLE, table);
        }
        if (rule.action() instanceof Rule.Goto jump) {
            request.number(Routing.FRA_GOTO, jump.preference());
        }
        Rule.Mark mark = rule.mark();
        if (mark != null) {
            request.number(Routing.FRA_FWMARK, mark.value()).number(Routing.FRA_FWMASK, mark.mask());
        }
        if (rule.inInterface() != null) {
            request.text(Routing.FRA_IIFNAME, rule.inInterface());
        }
        if (rule.outInterface() != null) {
            request.text(Routing.FRA_OIFNAME, rule.outInterface());
        }
        if (rule.realms() != 0) {
            request.number(Routing.FRA_FLOW, rule.realms());
        }
        if (rule.tunnel() != 0) {
            request.bigEndian(Routing.FRA_TUN_ID, rule.tunnel());
        }
        if (rule.suppressPrefixLength() >= 0) {
            request.number(Routing.FRA_SUPPRESS_PREFIXLEN, rule.suppressPrefixLength());
        }
        if (rule.suppressGroup() >= 0) {
            request.number(Routing.FRA_SUPPRESS_IFGROUP, rule.suppressGroup());
        }
        if (rule.virtualRouting()) {
            request.octet(Routing.FRA_L3MDEV, 1);
        }
        if (rule.users() != null) {
            request.range(
                    Routing.FRA_UID_RANGE, rule.users().first(), rule.users().last());
        }
        request.octet(Routing.FRA_PROTOCOL, rule.protocol());
        if (rule.ipProtocol() != 0) {
            request.octet(Routing.FRA_IP_PROTO, rule.ipProtocol());
        }
        ports(request, Routing.FRA_SPORT_RANGE, rule.sourcePorts());
        ports(request, Routing.FRA_DPORT_RANGE, rule.destinationPorts());
        request.end();
    }

    private static void ports(Request request, int type, Rule.@Nullable Range range) {
        if (range != null) {
            request.ports(type, range.first(), range.last());
        }
    }

    private static long table(Rule rule) {
        return rule.action() instanceof Rule.Lookup lookup ? lookup.table() : 0;
    }

    static int action(Rule.Action action) {
        if (action instanceof Rule.Lookup) {
            return Routing.FR_ACT_TO_TBL;
        }
        if (action instanceof Rule.Goto) {
            return Routing.FR_ACT_GOTO;
        }
        return switch ((Rule.Verdict) action) {
            case NOP -> Routing.FR_ACT_NOP;
            case BLACKHOLE -> Routing.FR_ACT_BLACKHOLE;
            case UNREACHABLE -> Routing.FR_ACT_UNREACHABLE;
            case PROHIBIT -> Routing.FR_ACT_PROHIBIT;
        };
    }

    private static int family(Family family) {
        return family == Family.IPV4 ? Abi.AF_INET : Abi.AF_INET6;
    }
}
