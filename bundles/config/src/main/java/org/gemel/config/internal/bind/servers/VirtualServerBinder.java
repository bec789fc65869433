package org.gemel.config.internal.bind.servers;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.gemel.api.config.Family;
import org.gemel.api.config.VirtualServer;
import org.gemel.api.config.VirtualServer.Address.Mark;
import org.gemel.api.config.VirtualServer.Forwarding;
import org.gemel.api.config.VirtualServer.RealServer;
import org.gemel.api.config.VirtualServer.SorryServer;
import org.gemel.config.internal.check.Block;
import org.gemel.config.internal.check.Diagnostics;
import org.gemel.config.internal.check.Item;
import org.jspecify.annotations.Nullable;

/** Binds one virtual server. */
final class VirtualServerBinder {

    private final ClientsBinder clients;
    private final RealServerBinder realServers;
    private final ForwardingBinder forwarding;
    private final SchedulingBinder scheduling;
    private final PersistenceBinder persistence;
    private final Diagnostics diagnostics;

    VirtualServerBinder(Block text, CheckBinder checks, Diagnostics diagnostics) {
        this.clients = new ClientsBinder(text, diagnostics);
        this.forwarding = new ForwardingBinder(diagnostics);
        this.realServers = new RealServerBinder(forwarding, checks);
        this.scheduling = new SchedulingBinder(diagnostics);
        this.persistence = new PersistenceBinder(diagnostics);
        this.diagnostics = diagnostics;
    }

    /** The virtual server; empty if it has nothing to serve or nobody who serves, which was reported. */
    Optional<BoundServer> bind(Item item) {
        List<Item> pool = item.block().all("real_server");
        return pool.isEmpty()
                ? Optional.empty()
                : clients.bind(item, usualFamily(item.block(), pool)).flatMap(found -> bind(item, found, pool));
    }

    /** Of packets with a mark: as the real servers (behaviour 99). */
    private static Family usualFamily(Block own, List<Item> pool) {
        return own.last("ip_family")
                .map(word -> ClientsBinder.family(word.text()))
                .orElseGet(() -> Family.of(pool.get(0).value(0, InetAddress.class)));
    }

    private Optional<BoundServer> bind(Item item, Clients found, List<Item> pool) {
        Block own = item.block();
        Ports ports = new Ports(found.addresses(), diagnostics);
        Forwarding way = Inheritance.lastOf(own, "lb_kind", "lvs_method")
                .map(forwarding::bind)
                .orElse(Forwarding.NAT);
        Inheritance said = Inheritance.of(own);
        List<RealServer> members = new ArrayList<>();
        List<Item> items = new ArrayList<>();
        Set<InetSocketAddress> known = new HashSet<>();
        for (Item each : pool) {
            RealServer member = realServers.bind(each, said, ports, way);
            if (reachable(each, member.address().getAddress(), member.forwarding(), found)
                    && known.add(member.address())) {
                members.add(member);
                items.add(each);
            }
        }
        if (members.isEmpty()) {
            return Optional.empty();
        }
        int quorum = quorum(said, members);
        VirtualServer server = new VirtualServer(
                found.name(),
                found.addresses(),
                scheduling.bind(own),
                way,
                persistence.bind(item, found.addresses()),
                members,
                sorryServer(own, ports, way, found),
                quorum,
                Math.min(said.number("hysteresis").orElse(0), Math.max(0, quorum - 1)),
                suspends(own, found),
                own.contains("omega"),
                own.flag("alpha"),
                own.last("snmp_name").map(Item::text).orElse(null));
        return Optional.of(new BoundServer(item, server, items));
    }

    /** Only a tunnel takes packets of one family through a network of another. */
    private boolean reachable(Item item, InetAddress address, Forwarding way, Clients found) {
        boolean reachable = way.method() == Forwarding.Method.TUNNEL
                || found.addresses().stream().allMatch(each -> each.family() == Family.of(address));
        if (!reachable) {
            String message = item.name() + " " + item.text() + " is not of the family of its clients, and is left out";
            String advice = "write a server of their family, or TUN";
            if (item.name().equals("sorry_server")) {
                diagnostics.warning(item.at(), "mixed-families", message, advice);
            } else {
                diagnostics.error(item.at(), "mixed-families", message, advice);
            }
        }
        return reachable;
    }

    /** Whether an address is here can be seen; whether a mark is, not. */
    private boolean suspends(Block own, Clients found) {
        Optional<Item> item = own.last("ha_suspend");
        boolean marked = found.addresses().stream().anyMatch(Mark.class::isInstance);
        if (item.isPresent() && marked) {
            diagnostics.warning(
                    item.get().at(),
                    "suspend-without-address",
                    "ha_suspend looks whether an address is on this host, and a mark is none; it is ignored",
                    "remove it, or write addresses in place of fwmark");
        }
        return item.isPresent() && !marked;
    }

    /** Not more than all together weigh (behaviour 96). */
    private static int quorum(Inheritance said, List<RealServer> members) {
        long weight = members.stream().mapToLong(RealServer::weight).sum();
        return (int) Math.min(weight, said.number("quorum").orElse(1));
    }

    private @Nullable SorryServer sorryServer(Block own, Ports ports, Forwarding usual, Clients found) {
        Optional<Item> item = own.last("sorry_server");
        if (item.isEmpty()) {
            withoutSorryServer(own);
            return null;
        }
        Forwarding way =
                own.last("sorry_server_lvs_method").map(forwarding::bind).orElse(usual);
        InetSocketAddress address =
                new InetSocketAddress(item.get().value(0, InetAddress.class), ports.of(item.get(), way.method()));
        if (!reachable(item.get(), address.getAddress(), way, found)) {
            return null;
        }
        return new SorryServer(
                ClientsBinder.name(address.getAddress(), address.getPort()),
                address,
                way,
                own.contains("sorry_server_inhibit"));
    }

    private void withoutSorryServer(Block own) {
        Inheritance.lastOf(own, "sorry_server_inhibit", "sorry_server_lvs_method")
                .ifPresent(word -> diagnostics.warning(
                        word.at(),
                        "needs-sorry-server",
                        word.name() + " says something of a sorry server, and there is none",
                        "write sorry_server, or remove it"));
    }
}
