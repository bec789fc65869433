package org.gemel.platform.simulated.internal;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.gemel.api.config.Family;
import org.gemel.api.platform.MacAddress;
import org.jspecify.annotations.Nullable;

/** What is under way on a LAN: an IP packet or an Ethernet frame, never changed once sent. */
final class Packet {

    /** The least that an Ethernet frame carries; a shorter packet is padded. */
    private static final int LEAST_PAYLOAD = 46;

    private static final int ETHERNET_HEADER = 14;
    private static final int UDP_HEADER = 8;
    private static final int ARP_SENDER_MAC = ETHERNET_HEADER + 8;
    private static final int ARP_SENDER_IP = ETHERNET_HEADER + 14;
    private static final int NA_TYPE = ETHERNET_HEADER + 40;
    private static final int NA_TARGET = NA_TYPE + 8;
    private static final int NA_OPTION = NA_TARGET + 16;

    private final byte[] bytes;
    private final boolean frame;

    private final @Nullable MacAddress source;

    private Packet(byte[] bytes, boolean frame, @Nullable MacAddress source) {
        this.bytes = bytes;
        this.frame = frame;
        this.source = source;
    }

    /** Takes an Ethernet frame; an advertisement in it goes on as a packet. */
    static Packet frame(ByteBuffer source) {
        if (source.remaining() < ETHERNET_HEADER) {
            throw new IllegalArgumentException("no Ethernet header: " + source.remaining() + " bytes");
        }
        byte[] bytes = new byte[source.remaining()];
        source.get(source.position(), bytes);
        MacAddress from = MacAddress.get(ByteBuffer.wrap(bytes).position(6));
        Packet frame = new Packet(bytes, true, from);
        return frame.carriesVrrp() ? frame.unwrapped(from) : frame;
    }

    /** Whether this frame is an advertisement, from whatever hardware address. */
    private boolean carriesVrrp() {
        int type = short16(12);
        int protocol = type == 0x0800 ? ETHERNET_HEADER + 9 : type == 0x86dd ? ETHERNET_HEADER + 6 : bytes.length;
        return protocol < bytes.length && (bytes[protocol] == 112 || bytes[protocol] == 51);
    }

    private Packet unwrapped(MacAddress from) {
        int length = Math.max(bytes.length - ETHERNET_HEADER, LEAST_PAYLOAD);
        return new Packet(Arrays.copyOfRange(bytes, ETHERNET_HEADER, ETHERNET_HEADER + length), false, from);
    }

    /** The hardware address that it says it is from; null for that of whoever sent it. */
    @Nullable
    MacAddress source() {
        return source;
    }

    /** Takes an IP packet and does what a kernel does: IPv4 identification and header checksum, padding. */
    static Packet ip(ByteBuffer source, int identification) {
        int length = source.remaining();
        byte[] bytes = new byte[Math.max(length, LEAST_PAYLOAD)];
        source.get(source.position(), bytes, 0, length);
        Packet packet = new Packet(bytes, false, null);
        if (length < (packet.family() == Family.IPV4 ? 20 : 40)) {
            throw new IllegalArgumentException("no IP header: " + length + " bytes");
        }
        if (packet.family() == Family.IPV4) {
            packet.completeHeader(identification);
        }
        return packet;
    }

    private void completeHeader(int identification) {
        if (bytes[4] == 0 && bytes[5] == 0) {
            bytes[4] = (byte) (identification >>> 8);
            bytes[5] = (byte) identification;
        }
        bytes[10] = 0;
        bytes[11] = 0;
        int sum = 0;
        for (int i = 0; i < (bytes[0] & 0xf) * 4; i += 2) {
            sum += short16(i);
        }
        while (sum >>> 16 != 0) {
            sum = (sum & 0xffff) + (sum >>> 16);
        }
        bytes[10] = (byte) (~sum >>> 8);
        bytes[11] = (byte) ~sum;
    }

    boolean frame() {
        return frame;
    }

    Family family() {
        return bytes[0] >>> 4 == 4 ? Family.IPV4 : Family.IPV6;
    }

    /** The protocol of this IP packet; IPv6 extension headers are not known here. */
    int protocol() {
        return bytes[family() == Family.IPV4 ? 9 : 6] & 0xff;
    }

    /** The destination port, if this is a UDP packet without IP options. */
    int destinationPort() {
        return short16((family() == Family.IPV4 ? 20 : 40) + 2);
    }

    /** Whether all is here that this packet, if it is a UDP packet without IP options, says that it has. */
    boolean holdsDatagram() {
        int header = family() == Family.IPV4 ? 20 : 40;
        int length = short16(header + 4);
        return length >= UDP_HEADER && header + length <= bytes.length;
    }

    boolean multicast() {
        return family() == Family.IPV4 ? (bytes[16] & 0xf0) == 0xe0 : bytes[24] == (byte) 0xff;
    }

    /** Whether an address, in bytes, is the destination of this IP packet. */
    boolean isTo(byte[] address) {
        int offset = family() == Family.IPV4 ? 16 : 24;
        return address.length == family().addressLength()
                && Arrays.equals(bytes, offset, offset + address.length, address, 0, address.length);
    }

    /** Whose place on the LAN a frame tells (gratuitous ARP or neighbour advertisement), or null. */
    @Nullable
    InetAddress announced() {
        if (isArp()) {
            return address(ARP_SENDER_IP, 4);
        }
        return isNeighbourAdvertisement() ? address(NA_TARGET, 16) : null;
    }

    /** Where the announced address is. */
    MacAddress announcedAt() {
        return MacAddress.get(ByteBuffer.wrap(bytes).position(isArp() ? ARP_SENDER_MAC : NA_OPTION + 2));
    }

    private boolean isArp() {
        return bytes.length >= ARP_SENDER_IP + 4 && short16(12) == 0x0806;
    }

    private boolean isNeighbourAdvertisement() {
        return bytes.length >= NA_OPTION + 8
                && short16(12) == 0x86dd
                && bytes[ETHERNET_HEADER + 6] == 58
                && (bytes[NA_TYPE] & 0xff) == 136
                && bytes[NA_OPTION] == 2;
    }

    private InetAddress address(int offset, int length) {
        try {
            return InetAddress.getByAddress(Arrays.copyOfRange(bytes, offset, offset + length));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address of " + length + " bytes", e);
        }
    }

    private int short16(int offset) {
        return (bytes[offset] & 0xff) << 8 | (bytes[offset + 1] & 0xff);
    }

    void copyTo(ByteBuffer target) {
        target.clear().put(bytes).flip();
    }

    /** The bytes, to be read. */
    ByteBuffer view() {
        return ByteBuffer.wrap(bytes).asReadOnlyBuffer();
    }

    int hash() {
        return Arrays.hashCode(bytes);
    }
}
