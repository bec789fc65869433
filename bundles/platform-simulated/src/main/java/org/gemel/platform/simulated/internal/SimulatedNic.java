package org.gemel.platform.simulated.internal;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.gemel.api.platform.Link;
import org.gemel.api.platform.MacAddress;
import org.gemel.api.platform.Network;
import org.gemel.api.platform.NetworkListener;
import org.gemel.platform.simulated.Nic;
import org.gemel.platform.simulated.Node;
import org.gemel.platform.simulated.Observer.Removal;
import org.jspecify.annotations.Nullable;

/** A network interface: its addresses, and the kernel's clock that ends their leases. */
class SimulatedNic extends SimulatedStation implements Nic {

    private static final int MTU = 1500;
    private static final long SECOND = 1_000_000_000;
    /** Linux ends a lifetime when it next looks: measured up to 0.3 s late. */
    private static final long EXPIRY_LATENESS = 300_000_000;

    private final SimulatedNode node;
    private final SimulatedWorld world;
    private final String linkName;
    private final int index;
    private final List<Entry> entries = new ArrayList<>();
    private @Nullable Link link;

    SimulatedNic(SimulatedNode node, String linkName, int index, MacAddress mac, SimulatedLan lan) {
        super(node.name() + "/" + linkName, mac, lan);
        this.node = node;
        this.world = lan.world();
        this.linkName = linkName;
        this.index = index;
    }

    /** One on top of another. */
    SimulatedNic(SimulatedNic base, String linkName, int index, MacAddress mac) {
        super(base.node.name() + "/" + linkName, mac, base.lan(), base.port());
        this.node = base.node;
        this.world = base.world;
        this.linkName = linkName;
        this.index = index;
    }

    @Override
    public Node node() {
        return node;
    }

    @Override
    public Link link() {
        Link snapshot = link;
        if (snapshot == null) {
            List<Link.Address> addresses = new ArrayList<>();
            for (Entry entry : entries) {
                addresses.add(new Link.Address(entry.address, entry.prefixLength, entry.leased));
            }
            snapshot = new Link(linkName, index, mac(), plugged(), MTU, addresses);
            link = snapshot;
        }
        return snapshot;
    }

    @Override
    public boolean holds(InetAddress address) {
        return find(address) != null;
    }

    @Override
    public void addAddress(InetAddress address, int prefixLength) {
        Entry entry = ensure(address, prefixLength);
        world.queue().cancel(entry);
        if (entry.leased) {
            entry.leased = false;
            link = null;
        }
    }

    @Override
    public void removeAddress(InetAddress address) {
        remove(address, Removal.BY_HAND);
    }

    void lease(InetAddress address, int prefixLength, int seconds) {
        if (seconds == Network.FOREVER) {
            addAddress(address, prefixLength);
            return;
        }
        Entry entry = ensure(address, prefixLength);
        if (!entry.leased) {
            entry.leased = true;
            link = null;
        }
        world.queue().schedule(entry, world.now() + seconds * SECOND + world.upTo(EXPIRY_LATENESS));
    }

    void release(InetAddress address) {
        remove(address, Removal.RELEASED);
    }

    private Entry ensure(InetAddress address, int prefixLength) {
        Entry entry = find(address);
        if (entry == null) {
            entry = new Entry(address, prefixLength);
            entries.add(entry);
            link = null;
            world.chronicle().addressAdded(this, address);
            tell(listener -> listener.addressAdded(link(), address));
        }
        return entry;
    }

    private void remove(InetAddress address, Removal why) {
        Entry entry = find(address);
        if (entry != null) {
            world.queue().cancel(entry);
            entries.remove(entry);
            link = null;
            world.chronicle().addressRemoved(this, address, why);
            node.routing().addressRemoved(this, address);
            tell(listener -> listener.addressRemoved(link(), address));
        }
    }

    private @Nullable Entry find(InetAddress address) {
        for (int i = 0; i < entries.size(); i++) {
            if (entries.get(i).address.equals(address)) {
                return entries.get(i);
            }
        }
        return null;
    }

    @Override
    void carrierChanged() {
        link = null;
        tell(listener -> listener.linkChanged(link()));
        for (SimulatedNic nic : node.simulatedNics()) {
            if (nic instanceof SimulatedVirtualNic virtual && virtual.isOn(this)) {
                virtual.carrierChanged();
            }
        }
    }

    void removed() {
        for (Entry entry : List.copyOf(entries)) {
            remove(entry.address, Removal.INTERFACE_REMOVED);
        }
        gone();
        link = null;
        tell(listener -> listener.linkRemoved(link()));
    }

    private void tell(Consumer<NetworkListener> news) {
        SimulatedProcess process = node.process();
        if (process != null) {
            process.network().tell(news);
        }
    }

    @Override
    boolean wants(Packet packet) {
        return !packet.frame() && (packet.multicast() || isFor(packet));
    }

    boolean isFor(Packet packet) {
        for (int i = 0; i < entries.size(); i++) {
            if (packet.isTo(entries.get(i).bytes)) {
                return true;
            }
        }
        return false;
    }

    @Override
    void arrive(Packet packet) {
        SimulatedProcess process = node.process();
        if (process != null) {
            process.network().arrive(takerOf(packet), packet);
        }
    }

    /** A macvlan takes what comes from its own hardware address: to the kernel it has come back. */
    private SimulatedNic takerOf(Packet packet) {
        MacAddress source = packet.source();
        if (source != null) {
            for (SimulatedNic nic : node.simulatedNics()) {
                if (nic instanceof SimulatedVirtualNic virtual
                        && virtual.isOn(this)
                        && virtual.plugged()
                        && virtual.mac().equals(source)) {
                    return virtual;
                }
            }
        }
        return this;
    }

    /** An address; happens when its lease ends. */
    private final class Entry extends Happening {

        private final InetAddress address;
        private final byte[] bytes;
        private final int prefixLength;
        private boolean leased;

        Entry(InetAddress address, int prefixLength) {
            this.address = address;
            this.bytes = address.getAddress();
            this.prefixLength = prefixLength;
        }

        @Override
        void happen() {
            remove(address, Removal.EXPIRED);
        }
    }
}
