package org.gemel.bfd.internal.packet;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A control packet (RFC 5880 4.1). One object is filled and read again and again.
 *
 * <pre>
 *   version(3) diagnostic(5) | state(2) P F C A D M | multiplier | length
 *   my discriminator | your discriminator
 *   desired min TX | required min RX | required min echo RX, in microseconds, unsigned
 * </pre>
 */
public final class ControlPacket {

    /** The length of a packet without authentication. */
    public static final int LENGTH = 24;

    private static final int LENGTH_WITH_AUTHENTICATION = 26;
    private static final int VERSION = 1;

    private static final int POLL = 0x20;
    private static final int FINAL = 0x10;
    private static final int AUTHENTICATION = 0x04;
    private static final int DEMAND = 0x02;
    private static final int MULTIPOINT = 0x01;

    private static final long UNSIGNED = 0xffff_ffffL;

    private int diagnostic;
    private State state = State.DOWN;
    private boolean poll;
    private boolean fin;
    private boolean demand;
    private int multiplier = 1;
    private int mine;
    private int yours;
    private long desiredTransmit;
    private long requiredReceive;

    /**
     * Reads a packet, whatever its bytes are.
     *
     * @param payload the payload of the datagram between position and limit, both of which are left as they are
     * @return why it is not taken, or null if it is; if not, the fields are undefined
     */
    public @Nullable Discard read(ByteBuffer payload) {
        int at = payload.position();
        int available = payload.remaining();
        if (available < LENGTH) {
            return Discard.LENGTH;
        }
        int first = payload.get(at) & 0xff;
        int flags = payload.get(at + 1) & 0xff;
        int length = payload.get(at + 3) & 0xff;
        boolean authenticated = (flags & AUTHENTICATION) != 0;
        diagnostic = first & 0x1f;
        state = State.of(flags >>> 6);
        poll = (flags & POLL) != 0;
        fin = (flags & FINAL) != 0;
        demand = (flags & DEMAND) != 0;
        multiplier = payload.get(at + 2) & 0xff;
        mine = payload.getInt(at + 4);
        yours = payload.getInt(at + 8);
        desiredTransmit = payload.getInt(at + 12) & UNSIGNED;
        requiredReceive = payload.getInt(at + 16) & UNSIGNED;
        if (first >>> 5 != VERSION) {
            return Discard.VERSION;
        } else if (length < (authenticated ? LENGTH_WITH_AUTHENTICATION : LENGTH) || length > available) {
            return Discard.LENGTH;
        } else if (multiplier == 0) {
            return Discard.MULTIPLIER;
        } else if ((flags & MULTIPOINT) != 0) {
            return Discard.MULTIPOINT;
        } else if (mine == 0) {
            return Discard.MY_DISCRIMINATOR;
        } else if (yours == 0 && state != State.DOWN && state != State.ADMIN_DOWN) {
            return Discard.STATE;
        }
        return authenticated ? Discard.AUTHENTICATION : null;
    }

    /** Sets all fields for sending; intervals in microseconds, 0 to 2^32 - 1. */
    public void set(
            State state,
            int diagnostic,
            boolean poll,
            boolean fin,
            int multiplier,
            int mine,
            int yours,
            long desiredTransmit,
            long requiredReceive) {
        this.state = state;
        this.diagnostic = diagnostic;
        this.poll = poll;
        this.fin = fin;
        this.demand = false;
        this.multiplier = multiplier;
        this.mine = mine;
        this.yours = yours;
        this.desiredTransmit = desiredTransmit;
        this.requiredReceive = requiredReceive;
    }

    /** Writes the packet from the beginning of a big-endian buffer, and flips it. */
    public void write(ByteBuffer buffer) {
        int flags = state.ordinal() << 6 | (poll ? POLL : 0) | (fin ? FINAL : 0) | (demand ? DEMAND : 0);
        buffer.clear()
                .put((byte) (VERSION << 5 | diagnostic))
                .put((byte) flags)
                .put((byte) multiplier)
                .put((byte) LENGTH)
                .putInt(mine)
                .putInt(yours)
                .putInt((int) desiredTransmit)
                .putInt((int) requiredReceive)
                .putInt(0)
                .flip();
    }

    /** Why the sender's state changed last, 0 to 31. */
    public int diagnostic() {
        return diagnostic;
    }

    /** The sender's state. */
    public State state() {
        return state;
    }

    /** Whether an answer is wanted at once. */
    public boolean poll() {
        return poll;
    }

    /** Whether this is such an answer. */
    public boolean fin() {
        return fin;
    }

    /** Whether the sender wants to hear nothing while both sides are up. */
    public boolean demand() {
        return demand;
    }

    /** How many packets must be missing in a row, 1 to 255. */
    public int multiplier() {
        return multiplier;
    }

    /** The sender's discriminator, not 0. */
    public int mine() {
        return mine;
    }

    /** The receiver's discriminator, 0 if the sender does not know it. */
    public int yours() {
        return yours;
    }

    /** The shortest interval at which the sender would send, in microseconds. */
    public long desiredTransmit() {
        return desiredTransmit;
    }

    /** The shortest interval at which the sender can hear, in microseconds; 0 for not at all. */
    public long requiredReceive() {
        return requiredReceive;
    }
}
