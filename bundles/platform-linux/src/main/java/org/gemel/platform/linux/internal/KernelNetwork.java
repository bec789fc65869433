package org.gemel.platform.linux.internal;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.gemel.api.config.Family;
import org.gemel.api.config.Route;
import org.gemel.api.config.Rule;
import org.gemel.api.config.Subnet;
import org.gemel.api.config.VirtualAddress;
import org.gemel.api.config.VirtualLink;
import org.gemel.api.platform.Link;
import org.gemel.api.platform.Network;
import org.gemel.api.platform.NetworkListener;
import org.gemel.api.platform.PacketReceiver;
import org.gemel.api.platform.PacketRules;
import org.gemel.api.platform.PlatformException;
import org.gemel.api.platform.Port;
import org.gemel.platform.linux.internal.firewall.NftTable;
import org.gemel.platform.linux.internal.link.Promotion;
import org.gemel.platform.linux.internal.link.Sysctls;
import org.gemel.platform.linux.internal.link.VirtualLinks;
import org.gemel.platform.linux.internal.loop.KernelLoop;
import org.gemel.platform.linux.internal.netlink.LinkCommands;
import org.gemel.platform.linux.internal.netlink.LinkTable;
import org.gemel.platform.linux.internal.netlink.PrefixRoutes;
import org.gemel.platform.linux.internal.netlink.Renewals;
import org.gemel.platform.linux.internal.netlink.Reservations;
import org.gemel.platform.linux.internal.netlink.RouteCommands;
import org.gemel.platform.linux.internal.netlink.RouteMonitor;
import org.gemel.platform.linux.internal.netlink.RoutingTable;
import org.gemel.platform.linux.internal.packet.PacketPorts;
import org.jspecify.annotations.Nullable;

/** The network of the namespace that the loop thread is in. */
final class KernelNetwork implements Network, AutoCloseable {

    private final KernelLoop loop;
    private final LinkTable table;
    private final RouteCommands commands;
    private final Renewals renewals;
    private final Set<InetAddress> released = new HashSet<>();
    private final RouteMonitor monitor;
    private final RoutingTable routing;
    private final Reservations reservations;
    private final Promotion promotion;
    private final PacketPorts ports;
    private final VirtualLinks virtualLinks;
    private final NftTable packetRules = new NftTable();
    private final PrefixRoutes prefixRoutes = new PrefixRoutes();

    /** @param notes where it is noted what a killed process leaves, or null for nowhere */
    KernelNetwork(KernelLoop loop, Executor closer, Consumer<Throwable> failures, @Nullable Path notes)
            throws PlatformException {
        this.loop = loop;
        table = new LinkTable(failures);
        ports = new PacketPorts(loop, closer);
        commands = new RouteCommands();
        try {
            renewals = new Renewals(loop::execute, failures);
        } catch (PlatformException e) {
            commands.close();
            throw e;
        }
        try {
            monitor = new RouteMonitor(loop, table, commands);
            routing = new RoutingTable(loop, table, commands);
            reservations = new Reservations(notes, table, commands);
            promotion = new Promotion(new Sysctls());
            virtualLinks = new VirtualLinks(new LinkCommands(commands), table, new Sysctls(), failures);
        } catch (PlatformException e) {
            renewals.close();
            commands.close();
            throw e;
        }
    }

    @Override
    public @Nullable Link link(String name) {
        inLoop();
        return table.link(name);
    }

    @Override
    public List<Link> links() {
        inLoop();
        return table.links();
    }

    @Override
    public Subscription subscribe(NetworkListener listener) {
        inLoop();
        return table.subscribe(listener);
    }

    @Override
    public Port open(Link link, Family family, PacketReceiver receiver) throws PlatformException {
        inLoop();
        return ports.open(link, family, receiver);
    }

    @Override
    public void lease(Link link, VirtualAddress address, int seconds) throws PlatformException {
        inLoop();
        if (seconds < 1 && seconds != FOREVER) {
            throw new IllegalArgumentException("a lease of " + seconds + " s");
        }
        Link now = table.link(link.name());
        boolean ipv4 = address.family() == Family.IPV4;
        boolean prefixRoute = ipv4 || prefixRoutes.comesWith(address, now == null ? link : now);
        if (now == null
                || now.index() != link.index()
                || !isLeased(now, address)
                || released.remove(address.address())
                || seconds == FOREVER
                || !renewals.extend(link.index(), address, seconds, prefixRoute)) {
            commands.lease(link.index(), address, seconds, prefixRoute);
            renewals.settled(link.index(), address.address());
            prefixRoutes.leased(link.index(), address.address());
        }
    }

    private static boolean isLeased(Link link, VirtualAddress address) {
        Link.Address there = link.find(address.address());
        return there != null && there.leased() && there.prefixLength() == address.prefixLength();
    }

    @Override
    public void release(Link link, VirtualAddress address) throws PlatformException {
        inLoop();
        prefixRoutes.released(link.index(), address.address());
        // An extension after it would bring it back. That it is gone is not in the table yet.
        renewals.flush();
        renewals.settled(link.index(), address.address());
        boolean leads = leads(link, address);
        released.add(address.address());
        if (!leads) {
            commands.release(link.index(), address);
            return;
        }
        promotion.set(link.name(), true);
        try {
            commands.release(link.index(), address);
        } finally {
            promotion.set(link.name(), false);
        }
    }

    /** Whether an address is the first of its IPv4 network on a link, so that the kernel would let the others go with it. */
    private boolean leads(Link link, VirtualAddress address) {
        Link now = table.link(link.name());
        if (now == null || address.family() == Family.IPV6) {
            return false;
        }
        Subnet network = new Subnet(address.address(), address.prefixLength());
        boolean first = false;
        for (Link.Address each : now.addresses()) {
            if (each.address().equals(address.address())) {
                first = true;
            } else if (each.prefixLength() == address.prefixLength()
                    && network.contains(each.address())
                    && !released.contains(each.address())) {
                return first;
            }
        }
        return false;
    }

    @Override
    public void promoteSecondaries(Link link, boolean promote) throws PlatformException {
        inLoop();
        promotion.set(link.name(), promote);
    }

    @Override
    public boolean install(Route route) throws PlatformException {
        inLoop();
        return routing.install(route);
    }

    @Override
    public void remove(Route route) throws PlatformException {
        inLoop();
        routing.remove(route);
    }

    @Override
    public boolean install(Rule rule) throws PlatformException {
        inLoop();
        return routing.install(rule);
    }

    @Override
    public void remove(Rule rule) throws PlatformException {
        inLoop();
        routing.remove(rule);
    }

    @Override
    public void reserve(Collection<VirtualAddress> addresses, Collection<Route> routes, Collection<Rule> rules)
            throws PlatformException {
        inLoop();
        reservations.reserve(addresses, routes, rules);
    }

    @Override
    public Link addVirtualLink(VirtualLink link, Consumer<String> doubts) throws PlatformException {
        inLoop();
        return virtualLinks.add(link, doubts);
    }

    @Override
    public void removeVirtualLink(Link link) throws PlatformException {
        inLoop();
        virtualLinks.remove(link);
    }

    @Override
    public void bequeath() {
        inLoop();
        renewals.flush();
        virtualLinks.leave();
    }

    @Override
    public void inherit(Link link, VirtualAddress address) {
        inLoop();
        prefixRoutes.leased(link.index(), address.address());
    }

    @Override
    public @Nullable Link inherit(VirtualLink link) throws PlatformException {
        inLoop();
        return virtualLinks.inherit(link);
    }

    @Override
    public void inherit(Route route) {
        inLoop();
        routing.inherit(route);
    }

    @Override
    public void inherit(Rule rule) {
        inLoop();
        routing.inherit(rule);
    }

    @Override
    public void enable(Link link, boolean up) throws PlatformException {
        inLoop();
        virtualLinks.enable(link, up);
    }

    @Override
    public void removeLeftovers() throws PlatformException {
        inLoop();
        virtualLinks.removeLeftovers();
    }

    @Override
    public void filter(PacketRules rules, Consumer<Optional<String>> done) {
        inLoop();
        packetRules.replace(rules, refusal -> loop.execute(() -> done.accept(refusal)));
    }

    @Override
    public void close() {
        packetRules.close();
        routing.close();
        ports.close();
        monitor.close();
        renewals.close();
        commands.close();
    }

    /** After closing, on another thread than the loop's: waits until the packet rules are as they were last wanted. */
    void await() {
        packetRules.await();
    }

    private void inLoop() {
        if (!loop.inLoop()) {
            throw new IllegalStateException("the network is for the loop thread only");
        }
    }
}
