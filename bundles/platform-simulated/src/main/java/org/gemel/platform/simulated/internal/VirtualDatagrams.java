package org.gemel.platform.simulated.internal;

import java.net.InetAddress;
import java.util.HashSet;
import java.util.Set;
import org.gemel.api.config.AddressText;
import org.gemel.api.config.Family;
import org.gemel.api.platform.DatagramReceiver;
import org.gemel.api.platform.Datagrams;
import org.gemel.api.platform.Link;
import org.gemel.api.platform.Network;
import org.gemel.api.platform.PlatformException;
import org.jspecify.annotations.Nullable;

/** The UDP of a node's kernel. It has no routes but those to the networks of its own interfaces. */
final class VirtualDatagrams implements Datagrams {

    private final SimulatedNode node;
    private final VirtualNetwork network;
    /** A port of one family, as a text. */
    private final Set<String> taken = new HashSet<>();

    VirtualDatagrams(SimulatedNode node, VirtualNetwork network) {
        this.node = node;
        this.network = network;
    }

    @Override
    public Network.Subscription listen(Family family, int port, DatagramReceiver receiver) throws PlatformException {
        take(family, port);
        VirtualListener listener = new VirtualListener(family, port, receiver);
        network.add(listener);
        return () -> {
            network.remove(listener);
            taken.remove(key(family, port));
        };
    }

    @Override
    public Sender open(Flow flow) throws PlatformException {
        Family family = Family.of(flow.destination());
        InetAddress source = flow.source();
        if (source != null && node.simulatedNics().stream().noneMatch(nic -> nic.holds(source))) {
            throw new PlatformException("send from " + AddressText.of(source) + ": no address of " + node.name());
        }
        take(family, flow.sourcePort());
        return new VirtualSender(this, flow);
    }

    private void take(Family family, int port) throws PlatformException {
        if (!taken.add(key(family, port))) {
            throw new PlatformException("UDP port " + port + " for " + family + ": taken on " + node.name());
        }
    }

    void give(Family family, int port) {
        taken.remove(key(family, port));
    }

    private static String key(Family family, int port) {
        return family + " " + port;
    }

    VirtualNetwork network() {
        return network;
    }

    /** Where a datagram leaves, or null if there is no way. */
    @Nullable
    SimulatedNic route(Flow flow) {
        Link link = flow.link();
        for (SimulatedNic nic : node.simulatedNics()) {
            boolean way = link == null
                    ? source(nic, flow, flow.destination()) != null
                    : nic.link().index() == link.index();
            if (way) {
                return nic;
            }
        }
        return null;
    }

    /** The address from which a NIC reaches a destination in its own networks, or null. */
    @Nullable
    static InetAddress source(SimulatedNic nic, Flow flow, InetAddress destination) {
        for (Link.Address own : nic.link().addresses()) {
            boolean mine = flow.source() == null || own.address().equals(flow.source());
            if (mine && sameNetwork(own, destination)) {
                return own.address();
            }
        }
        return null;
    }

    private static boolean sameNetwork(Link.Address own, InetAddress other) {
        byte[] left = own.address().getAddress();
        byte[] right = other.getAddress();
        boolean same = left.length == right.length;
        for (int bit = 0; same && bit < own.prefixLength(); bit++) {
            int mask = 0x80 >> bit % 8;
            same = (left[bit / 8] & mask) == (right[bit / 8] & mask);
        }
        return same;
    }
}
