package org.gemel.demo.lab;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.gemel.demo.lab.Sighting.Advert;
import org.gemel.demo.lab.Sighting.Announcement;

/** Reads what the lab's instruments care about out of Ethernet frames. Judges nothing: a broken packet is still seen. */
public final class Packets {

    private static final int VRRP = 112;
    private static final int AUTHENTICATION_HEADER = 51;
    private static final int AUTHENTICATION_HEADER_LENGTH = 24;
    private static final int ICMPV6 = 58;
    private static final int NEIGHBOUR_ADVERTISEMENT = 136;
    private static final HexFormat COLONS = HexFormat.ofDelimiter(":");

    private Packets() {}

    /**
     * Reads a frame.
     *
     * @param at when it was seen
     * @param frame the frame from position 0 on; its position is moved
     * @return what it is; empty if it is neither an advertisement nor an announcement, or too short
     */
    public static Optional<Sighting> read(Instant at, ByteBuffer frame) {
        try {
            frame.position(6);
            String mac = COLONS.formatHex(bytes(frame, 6));
            return switch (frame.getShort() & 0xffff) {
                case 0x0800 -> ipv4(at, frame.slice());
                case 0x86dd -> ipv6(at, frame.slice(), mac);
                case 0x0806 -> arp(at, frame.slice());
                default -> Optional.empty();
            };
        } catch (BufferUnderflowException | IllegalArgumentException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    private static Optional<Sighting> ipv4(Instant at, ByteBuffer packet) {
        int headerLength = (packet.get(0) & 0x0f) * 4;
        int next = packet.get(9) & 0xff;
        if (next == AUTHENTICATION_HEADER) {
            next = packet.get(headerLength) & 0xff;
            headerLength += AUTHENTICATION_HEADER_LENGTH;
        }
        if (next != VRRP) {
            return Optional.empty();
        }
        String source = address(packet.position(12), 4);
        return Optional.of(advert(at, source, packet.position(headerLength), 4));
    }

    private static Optional<Sighting> ipv6(Instant at, ByteBuffer packet, String mac) {
        int next = packet.get(6) & 0xff;
        String source = address(packet.position(8), 16);
        packet.position(40);
        if (next == VRRP) {
            return Optional.of(advert(at, source, packet, 16));
        }
        if (next == ICMPV6 && (packet.get(40) & 0xff) == NEIGHBOUR_ADVERTISEMENT) {
            boolean solicited = (packet.get(44) & 0x40) != 0;
            String target = address(packet.position(48), 16);
            return solicited ? Optional.empty() : Optional.of(new Announcement(at, target, mac));
        }
        return Optional.empty();
    }

    private static Advert advert(Instant at, String source, ByteBuffer vrrp, int addressLength) {
        int version = (vrrp.get() & 0xf0) >> 4;
        int vrid = vrrp.get() & 0xff;
        int priority = vrrp.get() & 0xff;
        int count = vrrp.get() & 0xff;
        vrrp.getInt();
        List<String> addresses = new ArrayList<>();
        for (int i = 0; i < count && vrrp.remaining() >= addressLength; i++) {
            addresses.add(address(vrrp, addressLength));
        }
        return new Advert(at, source, version, vrid, priority, addresses);
    }

    private static Optional<Sighting> arp(Instant at, ByteBuffer packet) {
        String mac = COLONS.formatHex(bytes(packet.position(8), 6));
        String sender = address(packet, 4);
        String target = address(packet.position(24), 4);
        return sender.equals(target) ? Optional.of(new Announcement(at, sender, mac)) : Optional.empty();
    }

    private static String address(ByteBuffer buffer, int length) {
        return HeldAddress.text(bytes(buffer, length));
    }

    private static byte[] bytes(ByteBuffer buffer, int length) {
        byte[] bytes = new byte[length];
        buffer.get(bytes);
        return bytes;
    }
}
