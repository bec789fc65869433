package org.gemel.platform.simulated.internal;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.gemel.api.config.Family;
import org.gemel.api.platform.PacketReceiver;
import org.gemel.api.platform.PlatformException;
import org.gemel.api.platform.Port;

/** A link opened for one family. */
final class VirtualPort implements Port, VirtualNetwork.Hearer {

    /** All that is on these LANs is VRRP, in whatever wrapping, but for datagrams. */
    private static final int UDP = 17;

    private final VirtualNetwork network;
    private final SimulatedNic nic;
    private final Family family;
    private final PacketReceiver receiver;
    private final List<byte[]> groups = new ArrayList<>();
    private boolean closed;

    VirtualPort(VirtualNetwork network, SimulatedNic nic, Family family, PacketReceiver receiver) {
        this.network = network;
        this.nic = nic;
        this.family = family;
        this.receiver = receiver;
    }

    @Override
    public void join(InetAddress group) throws PlatformException {
        if (!group.isMulticastAddress() || Family.of(group) != family) {
            throw new PlatformException(
                    "join " + group.getHostAddress() + " on " + nic.name() + ": not an " + family + " multicast group");
        }
        byte[] bytes = group.getAddress();
        if (groups.stream().noneMatch(joined -> Arrays.equals(joined, bytes))) {
            groups.add(bytes);
        }
    }

    @Override
    public boolean sendPacket(ByteBuffer packet) {
        return !closed && network.send(nic, packet, false);
    }

    @Override
    public boolean sendFrame(ByteBuffer frame) {
        return !closed && network.send(nic, frame, true);
    }

    @Override
    public void close() {
        closed = true;
        network.remove(this);
    }

    @Override
    public void hear(SimulatedNic at, Packet packet, ByteBuffer bytes) {
        receiver.received(bytes);
    }

    @Override
    public boolean accepts(SimulatedNic at, Packet packet) {
        if (at != nic || packet.family() != family || packet.protocol() == UDP) {
            return false;
        }
        if (!packet.multicast()) {
            return at.isFor(packet);
        }
        if (nic instanceof SimulatedVirtualNic) {
            return true;
        }
        for (int i = 0; i < groups.size(); i++) {
            if (packet.isTo(groups.get(i))) {
                return true;
            }
        }
        return false;
    }
}
