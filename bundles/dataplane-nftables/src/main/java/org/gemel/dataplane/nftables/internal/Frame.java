package org.gemel.dataplane.nftables.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.gemel.api.config.Family;
import org.gemel.api.config.VirtualServer.Address;
import org.gemel.api.config.VirtualServer.Protocol;
import org.gemel.dataplane.nftables.internal.table.Chain;
import org.gemel.dataplane.nftables.internal.table.Content;
import org.gemel.dataplane.nftables.internal.table.Expressions;
import org.gemel.dataplane.nftables.internal.table.NamedSet;
import org.gemel.dataplane.nftables.internal.table.NamedSet.Kind;
import org.gemel.dataplane.nftables.internal.table.Nft;
import org.gemel.dataplane.nftables.internal.table.Rule;

/**
 * What the table has whatever is served. New connections, from elsewhere and of this host, are looked up as IPVS does: by mark,
 * then by port, then by address alone. Packets of translated connections are counted on their way out, or in where that is where
 * they go.
 */
final class Frame {

    /** Before the host's own translations, whose rules may match everything. */
    private static final int BEFORE_DNAT = -105;
    /** After everything. */
    private static final int LAST = 300;

    private static final int TRANSLATED = 0x20;
    private static final int WORD = 4;

    private Frame() {}

    static Content content() {
        Content frame = new Content();
        for (Family family : Family.values()) {
            for (String kind : List.of("marks", "ports", "hosts")) {
                frame.add(finder(kind, family));
            }
            frame.add(services(family));
            frame.add(traffic(family, frame));
        }
        frame.add(
                new Chain("prerouting", new Chain.Hook("nat", Chain.Hook.PREROUTING, BEFORE_DNAT), jumps("services")));
        frame.add(new Chain("output", new Chain.Hook("nat", Chain.Hook.OUTPUT, BEFORE_DNAT), jumps("services")));
        frame.add(new Chain("postrouting", new Chain.Hook("filter", Chain.Hook.POSTROUTING, LAST), counted(to -> to)));
        // What this host sends to itself has been counted going out.
        frame.add(new Chain(
                "input",
                new Chain.Hook("filter", Chain.Hook.INPUT, LAST),
                counted(to ->
                        to.meta(Expressions.IIFTYPE, 0).unequal(0, Expressions.hostShort(Expressions.LOOPBACK)))));
        return frame;
    }

    /** The map that leads to a service. */
    static String finder(Address address) {
        String kind = address instanceof Address.Endpoint endpoint ? endpoint.port() == 0 ? "hosts" : "ports" : "marks";
        return name(kind, address.family());
    }

    /** The set that counts a service's packets. */
    static String counter(Address.Endpoint service, boolean in) {
        String protocol = service.port() == 0 ? "any" : lower(service.protocol());
        return name((in ? "in-" : "out-") + protocol, service.family());
    }

    private static String name(String kind, Family family) {
        return kind + "-" + Names.of(family);
    }

    private static String lower(Protocol protocol) {
        return protocol.name().toLowerCase(Locale.ROOT);
    }

    static int nfproto(Family family) {
        return family == Family.IPV4 ? Nft.IPV4 : Nft.IPV6;
    }

    /** How many registers an address takes. */
    static int registers(Family family) {
        return family.addressLength() / Integer.BYTES;
    }

    private static NamedSet finder(String kind, Family family) {
        int address = family == Family.IPV4 ? Nft.TYPE_IPV4 : Nft.TYPE_IPV6;
        int length = family.addressLength();
        String name = name(kind, family);
        return switch (kind) {
            case "marks" -> new NamedSet(name, Nft.TYPE_MARK, Integer.BYTES, Kind.MAP);
            case "hosts" -> new NamedSet(name, Nft.concatenated(address, Nft.TYPE_PROTOCOL), length + WORD, Kind.MAP);
            default ->
                new NamedSet(
                        name,
                        Nft.concatenated(address, Nft.TYPE_PROTOCOL, Nft.TYPE_SERVICE),
                        length + 2 * WORD,
                        Kind.MAP);
        };
    }

    private static Chain services(Family family) {
        int port = registers(family) + 1;
        return new Chain(
                name("services", family),
                List.of(
                        Rule.of(
                                "firewall marks",
                                to -> to.meta(Expressions.MARK, 0).decide(name("marks", family), 0)),
                        Rule.of(
                                "ports",
                                to -> destination(to, family)
                                        .payload(Expressions.TRANSPORT, 2, 2, port)
                                        .decide(name("ports", family), 0)),
                        Rule.of("all ports", to -> destination(to, family).decide(name("hosts", family), 0))));
    }

    /** The address that a packet goes to, and then its protocol. */
    private static Expressions destination(Expressions to, Family family) {
        boolean ipv4 = family == Family.IPV4;
        return to.meta(Expressions.NFPROTO, 0)
                .equal(0, (byte) nfproto(family))
                .payload(Expressions.NETWORK, ipv4 ? 16 : 24, family.addressLength(), 0)
                .meta(Expressions.L4PROTO, registers(family));
    }

    private static Chain traffic(Family family, Content frame) {
        int address = family == Family.IPV4 ? Nft.TYPE_IPV4 : Nft.TYPE_IPV6;
        List<Rule> rules = new ArrayList<>();
        for (boolean in : new boolean[] {true, false}) {
            byte direction = (byte) (in ? Expressions.ORIGINAL : Expressions.REPLY);
            for (Protocol protocol : Protocol.values()) {
                String set = name((in ? "in-" : "out-") + lower(protocol), family);
                frame.add(new NamedSet(
                        set,
                        Nft.concatenated(address, Nft.TYPE_SERVICE, address, Nft.TYPE_SERVICE),
                        2 * (family.addressLength() + WORD),
                        Kind.COUNTERS));
                rules.add(Rule.of(
                        lower(protocol),
                        to -> ends(
                                        to.meta(Expressions.L4PROTO, 0)
                                                .equal(0, (byte) Keys.number(protocol))
                                                .connection(Expressions.CT_DIRECTION, 0)
                                                .equal(0, direction),
                                        family)
                                .contained(set, 0)
                                .goBack()));
            }
            String set = name(in ? "in-any" : "out-any", family);
            frame.add(new NamedSet(
                    set,
                    Nft.concatenated(address, Nft.TYPE_PROTOCOL, address),
                    2 * family.addressLength() + WORD,
                    Kind.COUNTERS));
            boolean ipv4 = family == Family.IPV4;
            int size = registers(family);
            rules.add(Rule.of(
                    "all ports",
                    to -> to.connection(Expressions.CT_DIRECTION, 0)
                            .equal(0, direction)
                            .connection(ipv4 ? Expressions.CT_DST_IP : Expressions.CT_DST_IP6, Expressions.ORIGINAL, 0)
                            .meta(Expressions.L4PROTO, size)
                            .connection(
                                    ipv4 ? Expressions.CT_SRC_IP : Expressions.CT_SRC_IP6, Expressions.REPLY, size + 1)
                            .contained(set, 0)));
        }
        return new Chain(name("traffic", family), rules);
    }

    /** What the client connected to, and where it came to. */
    private static Expressions ends(Expressions to, Family family) {
        boolean ipv4 = family == Family.IPV4;
        int size = registers(family);
        return to.connection(ipv4 ? Expressions.CT_DST_IP : Expressions.CT_DST_IP6, Expressions.ORIGINAL, 0)
                .connection(Expressions.CT_PROTO_DST, Expressions.ORIGINAL, size)
                .connection(ipv4 ? Expressions.CT_SRC_IP : Expressions.CT_SRC_IP6, Expressions.REPLY, size + 1)
                .connection(Expressions.CT_PROTO_SRC, Expressions.REPLY, 2 * size + 1);
    }

    private static List<Rule> jumps(String kind) {
        return List.of(jump(kind, Family.IPV4, to -> to), jump(kind, Family.IPV6, to -> to));
    }

    private static List<Rule> counted(UnaryOperator<Expressions> which) {
        UnaryOperator<Expressions> translated = to -> which.apply(to)
                .connection(Expressions.CT_STATUS, 0)
                .mask(0, Expressions.host(TRANSLATED))
                .unequal(0, Expressions.host(0));
        return List.of(jump("traffic", Family.IPV4, translated), jump("traffic", Family.IPV6, translated));
    }

    private static Rule jump(String kind, Family family, UnaryOperator<Expressions> condition) {
        return Rule.of(
                Names.of(family),
                to -> condition
                        .apply(to.meta(Expressions.NFPROTO, 0).equal(0, (byte) nfproto(family)))
                        .jump(name(kind, family)));
    }
}
