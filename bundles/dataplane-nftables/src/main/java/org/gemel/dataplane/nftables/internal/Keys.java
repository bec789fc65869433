package org.gemel.dataplane.nftables.internal;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.gemel.api.config.VirtualServer.Address;
import org.gemel.api.config.VirtualServer.Protocol;
import org.gemel.dataplane.nftables.internal.table.Expressions;

/** Keys of the table's sets: parts in the order of the network, each filled up to words of 32 bits. */
final class Keys {

    static final int TCP = 6;
    static final int UDP = 17;
    static final int SCTP = 132;

    private static final int WORD = 4;

    private Keys() {}

    static int number(Protocol protocol) {
        return switch (protocol) {
            case TCP -> TCP;
            case UDP -> UDP;
            case SCTP -> SCTP;
        };
    }

    /** A service in the map that finds it. */
    static byte[] of(Address address) {
        if (address instanceof Address.Endpoint endpoint) {
            byte[] octets = endpoint.address().getAddress();
            boolean all = endpoint.port() == 0;
            ByteBuffer key = ByteBuffer.allocate(octets.length + (all ? 1 : 2) * WORD)
                    .put(octets)
                    .put((byte) number(endpoint.protocol()));
            return all
                    ? key.array()
                    : key.putShort(octets.length + WORD, (short) endpoint.port())
                            .array();
        }
        return Expressions.host(((Address.Mark) address).mark());
    }

    /** A service's destination in the sets that count; for all ports, without them. */
    static byte[] of(Address.Endpoint service, InetSocketAddress destination) {
        byte[] from = service.address().getAddress();
        InetAddress to = destination.getAddress();
        int length = from.length;
        if (service.port() == 0) {
            return ByteBuffer.allocate(2 * length + WORD)
                    .put(from)
                    .put((byte) number(service.protocol()))
                    .put(length + WORD, to.getAddress())
                    .array();
        }
        int port = destination.getPort() == 0 ? service.port() : destination.getPort();
        return ByteBuffer.allocate(2 * (length + WORD))
                .put(from)
                .putShort((short) service.port())
                .put(length + WORD, to.getAddress())
                .putShort(2 * length + WORD, (short) port)
                .array();
    }

    /** A port as it is in packets. */
    static byte[] port(int port) {
        return new byte[] {(byte) (port >> 8), (byte) port};
    }

    /** The leading bits of an address. */
    static byte[] mask(int length, int prefix) {
        byte[] mask = new byte[length];
        for (int bit = 0; bit < prefix && bit < length * Byte.SIZE; bit++) {
            mask[bit / Byte.SIZE] |= (byte) (0x80 >> bit % Byte.SIZE);
        }
        return mask;
    }
}
