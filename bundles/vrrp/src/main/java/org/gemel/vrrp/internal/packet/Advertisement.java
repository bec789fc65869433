package org.gemel.vrrp.internal.packet;

import java.nio.ByteBuffer;
import org.gemel.api.config.ChecksumForm;
import org.gemel.api.config.Family;
import org.jspecify.annotations.Nullable;

/**
 * A view of a received IP packet that should be a VRRP advertisement. One view is used for all packets: nothing is
 * allocated, and what it shows is valid until the next {@link #wrap}. Addresses are 128-bit values in two longs, an IPv4
 * address in the lower 32 bits, to be compared unsigned.
 */
public final class Advertisement {

    /** The IP protocol number of VRRP. */
    public static final int PROTOCOL = 112;

    /** The length of a VRRP message without addresses and authentication data. */
    static final int HEADER_LENGTH = 8;

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private ByteBuffer packet = NOTHING;
    private Family family = Family.IPV4;
    private int offset;
    private int length;
    private int ttl;
    private long sourceHigh;
    private long sourceLow;
    private long destinationHigh;
    private long destinationLow;
    private boolean authenticationHeader;
    private int trailer;
    private int warnings;
    private ChecksumForm checksumForm = ChecksumForm.AUTO;

    /**
     * Looks at a packet's IP header.
     *
     * @param buffer the packet from its IP header on, link-layer padding possibly included
     * @return what is wrong with the header, or null
     */
    public @Nullable Discard wrap(ByteBuffer buffer) {
        packet = buffer;
        warnings = 0;
        authenticationHeader = false;
        trailer = 0;
        checksumForm = ChecksumForm.AUTO;
        length = 0;
        if (buffer.remaining() < 1) {
            return Discard.IP_HEADER_ERROR;
        }
        return switch ((buffer.get(buffer.position()) & 0xf0) >> 4) {
            case 4 -> wrapIpv4(buffer, buffer.position(), buffer.remaining());
            case 6 -> wrapIpv6(buffer, buffer.position(), buffer.remaining());
            default -> Discard.IP_HEADER_ERROR;
        };
    }

    private @Nullable Discard wrapIpv4(ByteBuffer buffer, int start, int available) {
        family = Family.IPV4;
        if (available < 20) {
            return Discard.IP_HEADER_ERROR;
        }
        int headerLength = (buffer.get(start) & 0x0f) * 4;
        int totalLength = buffer.getShort(start + 2) & 0xffff;
        if (headerLength < 20 || totalLength < headerLength || totalLength > available) {
            return Discard.IP_HEADER_ERROR;
        }
        if ((buffer.getShort(start + 6) & 0x3fff) != 0) {
            return Discard.IP_FRAGMENT;
        }
        int protocol = buffer.get(start + 9) & 0xff;
        if (protocol != PROTOCOL && protocol != AhAuthenticator.PROTOCOL) {
            return Discard.IP_HEADER_ERROR;
        }
        ttl = buffer.get(start + 8) & 0xff;
        sourceHigh = 0;
        sourceLow = buffer.getInt(start + 12) & 0xffff_ffffL;
        destinationHigh = 0;
        destinationLow = buffer.getInt(start + 16) & 0xffff_ffffL;
        offset = start + headerLength;
        length = totalLength - headerLength;
        return protocol == PROTOCOL ? null : skipAuthenticationHeader();
    }

    /** Behind it is the message; one that is not as RFC 2338 5.3.6.3 wants it cannot be believed. */
    private @Nullable Discard skipAuthenticationHeader() {
        if (length < AhAuthenticator.LENGTH
                || (packet.get(offset) & 0xff) != PROTOCOL
                || packet.get(offset + 1) != AhAuthenticator.LENGTH_FIELD) {
            return Discard.AUTH_FAILURE;
        }
        authenticationHeader = true;
        offset += AhAuthenticator.LENGTH;
        length -= AhAuthenticator.LENGTH;
        return null;
    }

    private @Nullable Discard wrapIpv6(ByteBuffer buffer, int start, int available) {
        family = Family.IPV6;
        if (available < 40) {
            return Discard.IP_HEADER_ERROR;
        }
        int payloadLength = buffer.getShort(start + 4) & 0xffff;
        if (payloadLength > available - 40 || (buffer.get(start + 6) & 0xff) != PROTOCOL) {
            return Discard.IP_HEADER_ERROR;
        }
        ttl = buffer.get(start + 7) & 0xff;
        sourceHigh = buffer.getLong(start + 8);
        sourceLow = buffer.getLong(start + 16);
        destinationHigh = buffer.getLong(start + 24);
        destinationLow = buffer.getLong(start + 32);
        offset = start + 40;
        length = payloadLength;
        return null;
    }

    public Family family() {
        return family;
    }

    /** TTL or hop limit. */
    public int ttl() {
        return ttl;
    }

    public long sourceHigh() {
        return sourceHigh;
    }

    public long sourceLow() {
        return sourceLow;
    }

    long destinationHigh() {
        return destinationHigh;
    }

    long destinationLow() {
        return destinationLow;
    }

    boolean isUnicast() {
        return !isMulticast();
    }

    /** Whether an authentication header stands before the message. */
    boolean hasAuthenticationHeader() {
        return authenticationHeader;
    }

    /** The bytes, the IP header first. */
    ByteBuffer buffer() {
        return packet;
    }

    /** Where in the bytes the message begins. */
    int offset() {
        return offset;
    }

    /** How many bytes of the message are a trailer, as far as anybody has found out. */
    int trailer() {
        return trailer;
    }

    void trailer(int bytes) {
        trailer = bytes;
    }

    boolean isMulticast() {
        return family == Family.IPV4 ? destinationLow >>> 28 == 0xe : destinationHigh >>> 56 == 0xff;
    }

    /** The length of the VRRP message in bytes, a trailer included. */
    public int length() {
        return length;
    }

    /** The VRID, or -1 if the message is too short to have one. */
    public int vrid() {
        return length < 2 ? -1 : packet.get(offset + 1) & 0xff;
    }

    public int version() {
        return (packet.get(offset) & 0xf0) >> 4;
    }

    int type() {
        return packet.get(offset) & 0x0f;
    }

    public int priority() {
        return packet.get(offset + 2) & 0xff;
    }

    /** The count of addresses that the message claims to carry. */
    public int count() {
        return packet.get(offset + 3) & 0xff;
    }

    /** Version 2: the kind of authentication. */
    int authType() {
        return packet.get(offset + 4) & 0xff;
    }

    /** The interval in nanoseconds: whole seconds on the wire of version 2, centiseconds on that of version 3. */
    public long intervalNanos() {
        return version() == 2
                ? (packet.get(offset + 5) & 0xff) * 1_000_000_000L
                : (packet.getShort(offset + 4) & 0x0fff) * 10_000_000L;
    }

    int checksumField() {
        return packet.getShort(offset + 6) & 0xffff;
    }

    /** What is doubtful about an accepted advertisement: {@link Discard#bit} values. */
    public int warnings() {
        return warnings;
    }

    /** Which form of checksum an accepted version 3 advertisement over IPv4 carried, or AUTO where there is no choice. */
    public ChecksumForm checksumForm() {
        return checksumForm;
    }

    void warn(Discard doubt) {
        warnings |= doubt.bit();
    }

    void checksumForm(ChecksumForm form) {
        checksumForm = form;
    }

    byte byteAt(int index) {
        return packet.get(offset + index);
    }

    /** Whether the message's checksum is right over the message alone. */
    boolean checksumCoversMessage() {
        return Checksum.fold(Checksum.sum(packet, offset, coveredLength())) == 0xffff;
    }

    /** Over IPv6 the kernel of the sender fills in the checksum, and knows of no trailer (behaviour 50). */
    private int coveredLength() {
        return family == Family.IPV4 ? length - trailer : length;
    }

    /** Whether it is right over a pseudo-header that names another destination, and the message. */
    boolean checksumCoversPseudoHeaderTo(long otherLow) {
        long sum = Checksum.sum(packet, packet.position() + 12, 4)
                + (otherLow >>> 16)
                + (otherLow & 0xffff)
                + Checksum.pseudo(coveredLength(), PROTOCOL)
                + Checksum.sum(packet, offset, coveredLength());
        return Checksum.fold(sum) == 0xffff;
    }

    /** Whether the message's checksum is right over the pseudo-header and the message. */
    boolean checksumCoversPseudoHeader() {
        int addresses = 2 * family.addressLength();
        int at = family == Family.IPV4 ? packet.position() + 12 : packet.position() + 8;
        long sum = Checksum.sum(packet, at, addresses)
                + Checksum.pseudo(coveredLength(), PROTOCOL)
                + Checksum.sum(packet, offset, coveredLength());
        return Checksum.fold(sum) == 0xffff;
    }
}
