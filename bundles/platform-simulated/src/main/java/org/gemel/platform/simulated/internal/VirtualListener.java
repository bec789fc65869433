package org.gemel.platform.simulated.internal;

import java.nio.ByteBuffer;
import org.gemel.api.config.Family;
import org.gemel.api.platform.Datagram;
import org.gemel.api.platform.DatagramReceiver;

/** Hears a UDP port of one family. It is itself the datagram that it hands over. */
final class VirtualListener implements VirtualNetwork.Hearer, Datagram {

    private static final int UDP = 17;
    private static final int UDP_HEADER = 8;

    private final Family family;
    private final int port;
    private final DatagramReceiver receiver;
    private final int header;
    private ByteBuffer payload = ByteBuffer.allocate(0);
    private ByteBuffer source = ByteBuffer.allocate(0);
    private int ttl;
    private int linkIndex;

    VirtualListener(Family family, int port, DatagramReceiver receiver) {
        this.family = family;
        this.port = port;
        this.receiver = receiver;
        this.header = family == Family.IPV4 ? 20 : 40;
    }

    @Override
    public boolean accepts(SimulatedNic at, Packet packet) {
        return packet.family() == family
                && packet.protocol() == UDP
                && packet.destinationPort() == port
                && packet.holdsDatagram()
                && at.isFor(packet);
    }

    @Override
    public void hear(SimulatedNic at, Packet packet, ByteBuffer bytes) {
        boolean ipv4 = family == Family.IPV4;
        ttl = bytes.get(ipv4 ? 8 : 7) & 0xff;
        linkIndex = at.link().index();
        source = bytes.slice(ipv4 ? 12 : 8, family.addressLength());
        payload = bytes.slice(header + UDP_HEADER, bytes.getShort(header + 4) - UDP_HEADER);
        receiver.received(this);
    }

    @Override
    public ByteBuffer payload() {
        return payload;
    }

    @Override
    public ByteBuffer source() {
        return source;
    }

    @Override
    public int ttl() {
        return ttl;
    }

    @Override
    public int linkIndex() {
        return linkIndex;
    }
}
