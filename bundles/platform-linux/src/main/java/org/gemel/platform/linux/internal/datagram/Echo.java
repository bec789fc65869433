package org.gemel.platform.linux.internal.datagram;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** ICMP and ICMPv6 echo messages (RFC 792, RFC 4443 4.1): type, code, checksum, identifier, sequence number, data. */
final class Echo {

    static final int HEADER = 8;

    private static final byte REQUEST = 8;
    private static final byte REPLY = 0;
    private static final byte REQUEST6 = (byte) 128;
    private static final byte REPLY6 = (byte) 129;

    private static final int CHECKSUM_AT = 2;
    private static final int IDENTIFIER_AT = 4;
    private static final int SEQUENCE_AT = 6;

    private Echo() {}

    /** Puts a header before the data that is there already; the kernel computes the checksum of ICMPv6. */
    static void request(ByteBuffer message, boolean ipv4, short identifier, short sequence, int data) {
        ByteBuffer bytes = message.duplicate().order(ByteOrder.BIG_ENDIAN);
        bytes.put(0, ipv4 ? REQUEST : REQUEST6)
                .put(1, (byte) 0)
                .putShort(CHECKSUM_AT, (short) 0)
                .putShort(IDENTIFIER_AT, identifier)
                .putShort(SEQUENCE_AT, sequence);
        if (ipv4) {
            bytes.putShort(CHECKSUM_AT, checksum(bytes, HEADER + data));
        }
    }

    /**
     * Whether a packet is a reply to an identifier; its position is then that of the data.
     *
     * @param packet from position to limit; over IPv4 with its IP header
     */
    static boolean reply(ByteBuffer packet, boolean ipv4, short identifier) {
        int at = packet.position();
        if (ipv4) {
            if (packet.remaining() < 20) {
                return false;
            }
            at += (packet.get(at) & 0xf) * 4;
        }
        if (packet.limit() - at < HEADER
                || packet.get(at) != (ipv4 ? REPLY : REPLY6)
                || packet.getShort(at + IDENTIFIER_AT) != identifier) {
            return false;
        }
        packet.position(at + HEADER);
        return true;
    }

    /** The Internet checksum (RFC 1071). */
    private static short checksum(ByteBuffer bytes, int length) {
        int sum = 0;
        for (int i = 0; i + 1 < length; i += 2) {
            sum += bytes.getShort(i) & 0xffff;
        }
        if (length % 2 != 0) {
            sum += (bytes.get(length - 1) & 0xff) << 8;
        }
        while (sum >>> 16 != 0) {
            sum = (sum & 0xffff) + (sum >>> 16);
        }
        return (short) ~sum;
    }
}
