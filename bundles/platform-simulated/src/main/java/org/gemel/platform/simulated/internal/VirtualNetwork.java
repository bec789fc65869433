package org.gemel.platform.simulated.internal;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.gemel.api.config.Family;
import org.gemel.api.config.Route;
import org.gemel.api.config.Rule;
import org.gemel.api.config.VirtualAddress;
import org.gemel.api.config.VirtualLink;
import org.gemel.api.platform.Link;
import org.gemel.api.platform.MacAddress;
import org.gemel.api.platform.Network;
import org.gemel.api.platform.NetworkListener;
import org.gemel.api.platform.PacketReceiver;
import org.gemel.api.platform.PacketRules;
import org.gemel.api.platform.PlatformException;
import org.gemel.api.platform.Port;
import org.gemel.platform.simulated.Traffic;
import org.jspecify.annotations.Nullable;

/** What a process sees of its node's kernel. */
final class VirtualNetwork implements Network {

    /** What a receive buffer of Linux's default size holds of packets as small as these. */
    private static final int MOST_WAITING = 256;

    private static final int MOST_BYTES = 65_535;

    private static final Duration FILTERING = Duration.ofMillis(20);

    private final SimulatedWorld world;
    private final SimulatedNode node;
    private final SimulatedProcess process;
    private final List<NetworkListener> listeners = new ArrayList<>();
    private final List<Hearer> hearers = new ArrayList<>();
    private final Set<Integer> owned = new HashSet<>();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(2048);
    private int identification;
    private int waiting;
    private long sent;
    private long refused;
    private long received;
    private long overflowed;

    VirtualNetwork(SimulatedWorld world, SimulatedNode node, SimulatedProcess process) {
        this.world = world;
        this.node = node;
        this.process = process;
    }

    @Override
    public @Nullable Link link(String name) {
        SimulatedNic nic = find(name);
        return nic == null ? null : nic.link();
    }

    private @Nullable SimulatedNic find(String name) {
        for (SimulatedNic nic : node.simulatedNics()) {
            if (nic.link().name().equals(name)) {
                return nic;
            }
        }
        return null;
    }

    private @Nullable SimulatedNic find(Link link) {
        for (SimulatedNic nic : node.simulatedNics()) {
            if (nic.link().index() == link.index()) {
                return nic;
            }
        }
        return null;
    }

    private SimulatedNic nic(Link link, String what) throws PlatformException {
        SimulatedNic nic = find(link);
        if (nic == null) {
            throw new PlatformException(what + " on " + link.name() + ": " + node.name() + " has no such interface");
        }
        return nic;
    }

    @Override
    public List<Link> links() {
        return node.simulatedNics().stream().map(SimulatedNic::link).toList();
    }

    @Override
    public Subscription subscribe(NetworkListener listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** Brings news to whoever listens when it arrives, as a netlink socket does. */
    void tell(Consumer<NetworkListener> news) {
        if (listeners.isEmpty()) {
            return;
        }
        process.loop().execute(() -> List.copyOf(listeners).forEach(news));
    }

    @Override
    public Port open(Link link, Family family, PacketReceiver receiver) throws PlatformException {
        VirtualPort port = new VirtualPort(this, nic(link, "open a port for " + family), family, receiver);
        hearers.add(port);
        return port;
    }

    /** Something that packets are delivered to. */
    interface Hearer {

        /** Whether a packet that has arrived at a NIC of this node is for it. */
        boolean accepts(SimulatedNic at, Packet packet);

        /** Takes a packet; the buffer holds its bytes. */
        void hear(SimulatedNic at, Packet packet, ByteBuffer bytes);
    }

    void add(Hearer hearer) {
        hearers.add(hearer);
    }

    void remove(Hearer hearer) {
        hearers.remove(hearer);
    }

    void close() {
        listeners.clear();
        hearers.clear();
    }

    @Override
    public void lease(Link link, VirtualAddress address, int seconds) throws PlatformException {
        if (seconds < 1 && seconds != FOREVER) {
            throw new PlatformException(
                    "lease " + address + " on " + link.name() + " for " + seconds + " s: at least 1");
        }
        nic(link, "lease " + address).lease(address.address(), address.prefixLength(), seconds);
    }

    @Override
    public void release(Link link, VirtualAddress address) {
        SimulatedNic nic = find(link);
        if (nic != null) {
            nic.release(address.address());
        }
    }

    @Override
    public Link addVirtualLink(VirtualLink link, Consumer<String> doubts) throws PlatformException {
        SimulatedNic base = find(link.base());
        if (base == null) {
            throw new PlatformException("cannot make the virtual link " + link.name() + ": " + node.name()
                    + " has no interface " + link.base());
        }
        SimulatedNic there = find(link.name());
        if (there instanceof SimulatedVirtualNic former) {
            node.disconnect(former);
        } else if (there != null) {
            throw new PlatformException("there is another interface " + link.name() + " already");
        }
        Link made = node.stack(base, link.name(), new MacAddress(link.mac()), process)
                .link();
        owned.add(made.index());
        return made;
    }

    @Override
    public void removeVirtualLink(Link link) {
        if (find(link) instanceof SimulatedVirtualNic nic) {
            node.disconnect(nic);
        }
    }

    @Override
    public void bequeath() {
        owned.clear();
    }

    @Override
    public @Nullable Link inherit(VirtualLink link) {
        if (find(link.name()) instanceof SimulatedVirtualNic nic && nic.isOf(process)) {
            owned.add(nic.link().index());
            return nic.link();
        }
        return null;
    }

    @Override
    public void enable(Link link, boolean up) {
        if (find(link) instanceof SimulatedVirtualNic nic) {
            nic.enable(up);
        }
    }

    @Override
    public void removeLeftovers() {
        for (SimulatedNic nic : List.copyOf(node.simulatedNics())) {
            if (nic instanceof SimulatedVirtualNic virtual
                    && (!virtual.isOf(process) || !owned.contains(virtual.link().index()))) {
                node.disconnect(virtual);
            }
        }
    }

    @Override
    public void reserve(Collection<VirtualAddress> addresses, Collection<Route> routes, Collection<Rule> rules) {
        node.routing().reserve(process, routes, rules);
    }

    @Override
    public void filter(PacketRules rules, Consumer<Optional<String>> done) {
        // A program does it, which outlives a process that is killed.
        world.schedule(FILTERING, () -> {
            node.refuse(rules.refused());
            process.loop().execute(() -> done.accept(Optional.empty()));
        });
    }

    @Override
    public boolean install(Route route) throws PlatformException {
        return node.routing().install(route);
    }

    @Override
    public void remove(Route route) {
        node.routing().remove(route);
    }

    @Override
    public boolean install(Rule rule) throws PlatformException {
        return node.routing().install(rule);
    }

    @Override
    public void remove(Rule rule) {
        node.routing().remove(rule);
    }

    boolean send(SimulatedNic from, ByteBuffer bytes, boolean frame) {
        if (process.dead() || !from.plugged()) {
            refused++;
            return false;
        }
        if (bytes.remaining() > MOST_BYTES || !bytes.isDirect()) {
            throw new IllegalArgumentException(
                    "a packet is in a direct buffer and has at most " + MOST_BYTES + " bytes");
        }
        identification = identification % 0xffff + 1;
        Packet packet = frame ? Packet.frame(bytes) : Packet.ip(bytes, identification);
        if (!frame) {
            sent++;
        }
        world.chronicle().sent(from, packet);
        from.lan().send(from, packet);
        return true;
    }

    /** A packet arrives at a NIC of this node. */
    void arrive(SimulatedNic nic, Packet packet) {
        if (hearers.size() == 1) {
            offer(hearers.get(0), nic, packet);
            return;
        }
        for (Hearer hearer : List.copyOf(hearers)) {
            offer(hearer, nic, packet);
        }
    }

    private void offer(Hearer hearer, SimulatedNic nic, Packet packet) {
        if (!hearer.accepts(nic, packet)) {
            return;
        }
        if (!process.paused()) {
            world.acting(process);
            deliver(hearer, nic, packet);
        } else if (waiting == MOST_WAITING) {
            overflowed++;
        } else {
            waiting++;
            SimulatedProcess.Turn turn = process.new Turn() {
                @Override
                boolean isPacket() {
                    return true;
                }

                @Override
                void run() {
                    deliver(hearer, nic, packet);
                }
            };
            turn.next();
        }
    }

    void resumed() {
        waiting = 0;
    }

    private void deliver(Hearer hearer, SimulatedNic nic, Packet packet) {
        if (!hearers.contains(hearer)) {
            return;
        }
        received++;
        world.chronicle().received(nic, packet);
        packet.copyTo(buffer);
        hearer.hear(nic, packet, buffer);
    }

    Traffic traffic() {
        return new Traffic(sent, refused, received, overflowed);
    }
}
