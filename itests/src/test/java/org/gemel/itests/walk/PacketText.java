package org.gemel.itests.walk;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.gemel.api.config.AddressText;

/** What routers send, as a line of text. */
final class PacketText {

    private static final int AH = 51;

    private PacketText() {}

    static String packet(ByteBuffer buffer) {
        byte[] bytes = bytes(buffer);
        if ((bytes[0] & 0xf0) == 0x60) {
            return address(bytes, 8, 16) + " > " + address(bytes, 24, 16) + " hops " + (bytes[7] & 0xff) + " "
                    + vrrp(bytes, 40, 16);
        }
        int header = (bytes[0] & 0x0f) * 4;
        String text = address(bytes, 12, 4) + " > " + address(bytes, 16, 4) + " ttl " + (bytes[8] & 0xff) + " ";
        return bytes[9] == AH ? text + "AH " + vrrp(bytes, header + 24, 4) : text + vrrp(bytes, header, 4);
    }

    private static String vrrp(byte[] bytes, int at, int addressLength) {
        int version = (bytes[at] & 0xf0) >> 4;
        int count = bytes[at + 3] & 0xff;
        StringBuilder text = new StringBuilder(
                "v" + version + " vrid " + (bytes[at + 1] & 0xff) + " priority " + (bytes[at + 2] & 0xff));
        if (version == 2) {
            text.append(" auth ").append(bytes[at + 4]).append(" interval ").append(bytes[at + 5]);
        } else {
            text.append(" interval ").append((bytes[at + 4] & 0x0f) << 8 | bytes[at + 5] & 0xff);
        }
        text.append(" sum ").append(HexFormat.of().formatHex(bytes, at + 6, at + 8));
        int next = at + 8;
        for (int i = 0; i < count && next + addressLength <= bytes.length; i++, next += addressLength) {
            text.append(' ').append(address(bytes, next, addressLength));
        }
        return next < bytes.length
                ? text + " then " + (bytes.length - next) + " bytes "
                        + HexFormat.of().formatHex(bytes, next, bytes.length)
                : text.toString();
    }

    static String frame(ByteBuffer buffer) {
        byte[] bytes = bytes(buffer);
        String from = HexFormat.ofDelimiter(":").formatHex(bytes, 6, 12);
        if (bytes[12] == 8 && bytes[13] == 6) {
            return "ARP " + address(bytes, 28, 4) + " from " + from;
        }
        if (bytes[12] == 8 || (bytes[20] & 0xff) == 112) {
            return packet(ByteBuffer.wrap(bytes, 14, bytes.length - 14)) + " from " + from;
        }
        return "NA " + address(bytes, 62, 16) + " from " + from;
    }

    private static byte[] bytes(ByteBuffer buffer) {
        ByteBuffer own = buffer.duplicate();
        byte[] bytes = new byte[own.remaining()];
        own.get(bytes);
        return bytes;
    }

    private static String address(byte[] bytes, int at, int length) {
        try {
            return AddressText.of(InetAddress.getByAddress(java.util.Arrays.copyOfRange(bytes, at, at + length)));
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }
}
