package org.gemel.platform.simulated.internal;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import org.gemel.api.config.Family;
import org.gemel.api.platform.Datagrams.Flow;
import org.gemel.api.platform.Datagrams.Sender;

/** Sends datagrams one way. */
final class VirtualSender implements Sender {

    private static final int MTU = 1500;
    private static final int IPV4_HEADER = 20;
    private static final int IPV6_HEADER = 40;
    private static final int UDP_HEADER = 8;
    private static final int UDP = 17;
    private static final int NETWORK_CONTROL = 0xc0;

    private final VirtualDatagrams datagrams;
    private final Flow flow;
    private final Family family;
    private final ByteBuffer packet = ByteBuffer.allocateDirect(MTU);
    private boolean closed;

    VirtualSender(VirtualDatagrams datagrams, Flow flow) {
        this.datagrams = datagrams;
        this.flow = flow;
        this.family = Family.of(flow.destination());
    }

    @Override
    public boolean send(ByteBuffer payload) {
        SimulatedNic nic = closed ? null : datagrams.route(flow);
        InetAddress source = nic == null ? null : VirtualDatagrams.source(nic, flow, flow.destination());
        int header = family == Family.IPV4 ? IPV4_HEADER : IPV6_HEADER;
        int length = UDP_HEADER + payload.remaining();
        if (nic == null || source == null || header + length > MTU) {
            return false;
        }
        packet.clear();
        if (family == Family.IPV4) {
            packet.put((byte) 0x45).put((byte) NETWORK_CONTROL).putShort((short) (header + length));
            packet.putInt(0).put((byte) flow.ttl()).put((byte) UDP).putShort((short) 0);
        } else {
            packet.putInt(6 << 28 | NETWORK_CONTROL << 20).putShort((short) length);
            packet.put((byte) UDP).put((byte) flow.ttl());
        }
        packet.put(source.getAddress()).put(flow.destination().getAddress());
        // Nothing here corrupts a datagram, so nothing looks at its checksum.
        packet.putShort((short) flow.sourcePort())
                .putShort((short) flow.destinationPort())
                .putShort((short) length)
                .putShort((short) 0);
        packet.put(packet.position(), payload, payload.position(), payload.remaining());
        packet.position(0).limit(header + length);
        return datagrams.network().send(nic, packet, false);
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            datagrams.give(family, flow.sourcePort());
        }
    }
}
