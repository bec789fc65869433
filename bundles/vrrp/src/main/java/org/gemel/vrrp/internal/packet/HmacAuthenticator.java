package org.gemel.vrrp.internal.packet;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.InstantSource;
import org.gemel.api.config.Authentication;
import org.gemel.api.config.Authentication.Hmac.Mode;
import org.jspecify.annotations.Nullable;

/**
 * The trailer of keepalived's {@code auth_hmac} (behaviour 50): type, key, time, counter and a hash with HMAC-SHA-256 cut to
 * 16 bytes, behind the message of either version. The time in seconds, its fraction and the counter are one number that
 * rises with every advertisement of a sender.
 */
final class HmacAuthenticator implements Authenticator {

    static final int LENGTH = 28;

    private static final int TYPE = 1;
    private static final int KEY = 1;
    private static final int RESERVED = 2;
    private static final int NUMBER = 4;
    private static final int HASH = 12;
    private static final int HASH_LENGTH = 16;
    private static final int MOST_KEYS = 256;
    private static final int CHECKSUM = 6;

    private final Authenticator besides;
    private final Mode mode;
    private final int activeKey;
    private final @Nullable KeyedHash[] byKey = new KeyedHash[MOST_KEYS];
    private final long window;
    private final boolean clockChecked;
    private final Sequences sequences;
    private final InstantSource clock;
    private long number;

    /**
     * @param besides the authentication of version 2 that goes with it
     */
    HmacAuthenticator(Authentication.Hmac hmac, Authenticator besides, Sequences sequences, InstantSource clock) {
        this.besides = besides;
        this.mode = hmac.mode();
        this.activeKey = hmac.activeKey();
        for (Authentication.Key key : hmac.keys()) {
            byKey[key.id()] = new KeyedHash("HmacSHA256", key.secret(), HASH_LENGTH);
        }
        this.window = numberOf(hmac.timeWindow().getSeconds(), hmac.timeWindow().getNano());
        this.clockChecked = hmac.clockChecked();
        this.sequences = sequences;
        this.clock = clock;
    }

    /** A time as the upper 48 bits of a number, the fraction in 2^-16 seconds; the counter is 0. */
    private static long numberOf(long seconds, int nanos) {
        return seconds << 32 | ((long) nanos << 16) / 1_000_000_000 << 16;
    }

    @Override
    public int type() {
        return besides.type();
    }

    @Override
    public byte[] data() {
        return besides.data();
    }

    @Override
    public int headerLength() {
        return besides.headerLength();
    }

    @Override
    public int trailerLength() {
        return LENGTH;
    }

    @Override
    public boolean sendsTrailer() {
        return mode.signs();
    }

    @Override
    public void prepare() {
        besides.prepare();
        number = sequences.next(now());
    }

    private long now() {
        Instant instant = clock.instant();
        return numberOf(instant.getEpochSecond(), instant.getNano());
    }

    @Override
    public void complete(ByteBuffer packet, int messageAt, int messageLength) {
        KeyedHash hash = byKey[activeKey];
        if (mode.signs() && hash != null) {
            int at = messageAt + messageLength;
            packet.put(at, (byte) TYPE).put(at + KEY, (byte) activeKey).putShort(at + RESERVED, (short) 0);
            packet.putLong(at + NUMBER, number);
            hash(hash, packet, 0, messageAt, messageLength).put(packet, at + HASH);
        }
        besides.complete(packet, messageAt, messageLength);
    }

    @Override
    public @Nullable Discard examine(Advertisement packet, int dataAt) {
        Discard refused = besides.examine(packet, dataAt);
        if (refused != null) {
            return refused;
        }
        if (packet.trailer() == 0) {
            return mode == Mode.ENFORCE ? Discard.AUTH_TYPE_MISMATCH : null;
        }
        return examineTrailer(packet, packet.length() - LENGTH);
    }

    private @Nullable Discard examineTrailer(Advertisement packet, int trailer) {
        if (packet.byteAt(trailer) != TYPE) {
            return Discard.INVALID_AUTH_TYPE;
        }
        KeyedHash hash = byKey[packet.byteAt(trailer + KEY) & 0xff];
        ByteBuffer bytes = packet.buffer();
        int at = packet.offset();
        if (hash == null || !hash(hash, bytes, bytes.position(), at, trailer).isAt(bytes, at + trailer + HASH)) {
            return Discard.AUTH_FAILURE;
        }
        long theirs = bytes.getLong(at + trailer + NUMBER);
        if (clockChecked && !inTime(theirs)) {
            return Discard.AUTH_TIME;
        }
        if (!sequences.rises(packet.sourceHigh(), packet.sourceLow(), theirs)) {
            return Discard.AUTH_REPLAY;
        }
        sequences.heard(packet.sourceHigh(), packet.sourceLow(), theirs);
        return null;
    }

    private boolean inTime(long theirs) {
        long ours = now();
        boolean later = Long.compareUnsigned(theirs, ours) > 0;
        return Long.compareUnsigned(later ? theirs - ours : ours - theirs, window) <= 0;
    }

    /** Family, version, VRID and source; the message without its checksum; the trailer without its hash. */
    private static KeyedHash hash(KeyedHash hash, ByteBuffer packet, int ipAt, int messageAt, int messageLength) {
        int family = (packet.get(ipAt) & 0xf0) >> 4;
        int version = (packet.get(messageAt) & 0xf0) >> 4;
        hash.add(family).add(version).add(packet.get(messageAt + 1)).addZeros(1);
        if (family == 4) {
            hash.add(packet, ipAt + 12, 4).addZeros(12);
        } else {
            hash.add(packet, ipAt + 8, 16);
        }
        hash.add(packet, messageAt, CHECKSUM).addZeros(2);
        hash.add(packet, messageAt + CHECKSUM + 2, messageLength - CHECKSUM - 2);
        return hash.add(packet, messageAt + messageLength, HASH).addZeros(HASH_LENGTH);
    }
}
