package org.gemel.vrrp.internal.packet;

import java.nio.ByteBuffer;
import java.time.InstantSource;
import org.gemel.api.config.Authentication;
import org.jspecify.annotations.Nullable;

/**
 * The IP authentication header with HMAC-MD5-96 between an IPv4 header and a version 2 message (RFC 2338 5.3.6.3, RFC 2402,
 * behaviour 49): next header, length, the source address as SPI, a rising sequence number, and the hash.
 *
 * <p>The hash leaves out what routers change on the way. The TTL is among that, but keepalived, when it multicasts, keeps it
 * in: that is what is sent, and both are accepted.
 */
final class AhAuthenticator implements Authenticator {

    /** The authentication type in the message. */
    static final int AH = 2;

    /** The IP protocol number. */
    static final int PROTOCOL = 51;

    static final int LENGTH = 24;

    /** The header's length in 32-bit words less 2. */
    static final int LENGTH_FIELD = 4;

    private static final int SPI = 4;
    private static final int SEQUENCE = 8;
    private static final int ICV = 12;
    private static final int ICV_LENGTH = 12;
    private static final int IP_IDENTIFICATION = 4;
    private static final int IP_TTL = 8;
    private static final int IP_SOURCE = 12;
    private static final byte[] NO_DATA = new byte[8];

    private final KeyedHash hash;
    private final boolean unicast;
    private final Sequences sequences;
    private final InstantSource clock;
    private int sequence;

    AhAuthenticator(Authentication.Ah ah, boolean unicast, Sequences sequences, InstantSource clock) {
        this.hash = new KeyedHash("HmacMD5", ah.password(), ICV_LENGTH);
        this.unicast = unicast;
        this.sequences = sequences;
        this.clock = clock;
    }

    @Override
    public int type() {
        return AH;
    }

    @Override
    public byte[] data() {
        return NO_DATA;
    }

    @Override
    public int headerLength() {
        return LENGTH;
    }

    /**
     * A new master continues where the old one was, or keepalived drops what it sends. After a restart it knows no number;
     * the clock, which runs as fast as the fastest advertisements, gives one that is high enough.
     */
    @Override
    public void prepare() {
        long heard = sequences.highest() + 1;
        sequence = (int) sequences.next(Math.max(heard, clock.instant().getEpochSecond()));
    }

    @Override
    public void complete(ByteBuffer packet, int messageAt, int messageLength) {
        int at = messageAt - LENGTH;
        // The kernel would fill in an identification of 0, and the hash covers it.
        packet.putShort(IP_IDENTIFICATION, (short) ((sequence & 0xffff) == 0 ? 1 : sequence));
        packet.put(at, (byte) Advertisement.PROTOCOL).put(at + 1, (byte) LENGTH_FIELD);
        packet.putShort(at + 2, (short) 0);
        packet.putInt(at + SPI, packet.getInt(IP_SOURCE));
        packet.putInt(at + SEQUENCE, sequence);
        hash(packet, 0, at, messageLength, !unicast).put(packet, at + ICV);
    }

    @Override
    public @Nullable Discard examine(Advertisement packet, int dataAt) {
        if (packet.version() != 2 || packet.authType() != AH) {
            return packet.version() == 2 && packet.authType() > AH
                    ? Discard.INVALID_AUTH_TYPE
                    : Discard.AUTH_TYPE_MISMATCH;
        }
        if (!packet.hasAuthenticationHeader() || !genuine(packet)) {
            return Discard.AUTH_FAILURE;
        }
        long number = packet.buffer().getInt(at(packet) + SEQUENCE) & 0xffff_ffffL;
        if (!sequences.rises(0, packet.sourceLow(), number)) {
            return Discard.AUTH_REPLAY;
        }
        sequences.heard(0, packet.sourceLow(), number);
        return null;
    }

    private static int at(Advertisement packet) {
        return packet.offset() - LENGTH;
    }

    private boolean genuine(Advertisement packet) {
        ByteBuffer bytes = packet.buffer();
        int at = at(packet);
        return bytes.getInt(at + SPI) == (int) packet.sourceLow()
                && (hashIsRight(packet, !packet.isUnicast()) || hashIsRight(packet, packet.isUnicast()));
    }

    private boolean hashIsRight(Advertisement packet, boolean withTtl) {
        ByteBuffer bytes = packet.buffer();
        int at = at(packet);
        return hash(bytes, bytes.position(), at, packet.length(), withTtl).isAt(bytes, at + ICV);
    }

    private KeyedHash hash(ByteBuffer packet, int ipAt, int ahAt, int messageLength, boolean withTtl) {
        // Version and length, no type of service, total length, identification, no flags and offset.
        hash.add(packet, ipAt, 1).addZeros(1).add(packet, ipAt + 2, 4).addZeros(2);
        hash.add(withTtl ? packet.get(ipAt + IP_TTL) : 0).add(PROTOCOL).addZeros(2);
        hash.add(packet, ipAt + IP_SOURCE, 8).addZeros(ahAt - ipAt - 20);
        return hash.add(packet, ahAt, ICV).addZeros(ICV_LENGTH).add(packet, ahAt + LENGTH, messageLength);
    }
}
