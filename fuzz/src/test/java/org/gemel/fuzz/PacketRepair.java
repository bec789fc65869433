package org.gemel.fuzz;

import java.nio.ByteBuffer;

/** Puts right what a fuzzer would not guess, so that it gets to what lies behind. A packet that is too short stays as it is. */
final class PacketRepair {

    private static final int VRRP = 112;
    private static final int AH = 51;
    private static final byte[] GROUP4 = {(byte) 224, 0, 0, 18};
    private static final byte[] GROUP6 = {(byte) 0xff, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x12};

    private PacketRepair() {}

    /** Length, protocol, TTL and destination. AH is left where it is. */
    static void addressing(byte[] packet, boolean ipv6) {
        ByteBuffer bytes = ByteBuffer.wrap(packet);
        if (ipv6 && packet.length >= 48) {
            bytes.put(0, (byte) 0x60).putShort(4, (short) (packet.length - 40));
            bytes.put(6, (byte) VRRP).put(7, (byte) 255).put(24, GROUP6);
        } else if (!ipv6 && packet.length >= 28) {
            bytes.put(0, (byte) 0x45).putShort(2, (short) packet.length).putShort(6, (short) 0);
            bytes.put(8, (byte) 255)
                    .put(9, (byte) (packet[9] == AH ? AH : VRRP))
                    .put(16, GROUP4);
        }
    }

    /** The checksum of the VRRP message that follows the IP header. */
    static void checksum(byte[] packet) {
        if (packet.length < 28) {
            return;
        }
        boolean ipv6 = packet[0] >> 4 == 6;
        int start = ipv6 ? 40 : (packet[0] & 0x0f) * 4;
        if (start + 8 > packet.length) {
            return;
        }
        ByteBuffer bytes = ByteBuffer.wrap(packet).putShort(start + 6, (short) 0);
        long sum = sum(bytes, start, packet.length);
        if (packet[start] >> 4 == 3) {
            sum += sum(bytes, ipv6 ? 8 : 12, ipv6 ? 40 : 20) + (packet.length - start) + VRRP;
        }
        while (sum >>> 16 != 0) {
            sum = (sum & 0xffff) + (sum >>> 16);
        }
        bytes.putShort(start + 6, (short) ~sum);
    }

    private static long sum(ByteBuffer bytes, int from, int to) {
        long sum = 0;
        for (int i = from; i < to; i++) {
            sum += (bytes.get(i) & 0xff) << ((i - from) % 2 == 0 ? 8 : 0);
        }
        return sum;
    }
}
