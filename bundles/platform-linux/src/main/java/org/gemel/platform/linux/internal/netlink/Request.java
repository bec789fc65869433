package org.gemel.platform.linux.internal.netlink;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Writes one request into a buffer in the machine's byte order, from position 0, and leaves the buffer ready to be sent.
 * An instance holds nothing but the buffer.
 */
final class Request {

    private static final int ALIGNMENT = 4;

    private final ByteBuffer out;

    private Request(ByteBuffer out) {
        this.out = out;
    }

    static Request begin(ByteBuffer out, int type, int flags, int sequence) {
        out.clear()
                .putInt(0)
                .putShort((short) type)
                .putShort((short) flags)
                .putInt(sequence)
                .putInt(0);
        return new Request(out);
    }

    void end() {
        out.putInt(0, out.position()).flip();
    }

    /** Octets of the body. */
    Request octets(int... values) {
        for (int value : values) {
            out.put((byte) value);
        }
        return this;
    }

    /** A number of the body. */
    Request word(long value) {
        out.putInt((int) value);
        return this;
    }

    Request attribute(int type, byte[] value) {
        header(type, value.length);
        out.put(value);
        return pad();
    }

    Request number(int type, long value) {
        header(type, Integer.BYTES);
        out.putInt((int) value);
        return this;
    }

    Request octet(int type, int value) {
        header(type, 1);
        out.put((byte) value);
        return pad();
    }

    /** Text with a closing zero. */
    Request text(int type, String value) {
        return attribute(type, (value + '\0').getBytes(UTF_8));
    }

    /** Two numbers. */
    Request range(int type, long first, long last) {
        header(type, 2 * Integer.BYTES);
        out.putInt((int) first).putInt((int) last);
        return this;
    }

    /** Two numbers of two octets. */
    Request ports(int type, long first, long last) {
        header(type, 2 * Short.BYTES);
        out.putShort((short) first).putShort((short) last);
        return this;
    }

    /** A number of eight octets in the order of the network. */
    Request bigEndian(int type, long value) {
        return attribute(
                type,
                ByteBuffer.allocate(Long.BYTES)
                        .order(ByteOrder.BIG_ENDIAN)
                        .putLong(value)
                        .array());
    }

    /** Begins something that has its length, two octets, in front; returns its place for {@link #close}. */
    int open(int type) {
        int start = out.position();
        header(type, 0);
        return start;
    }

    /** Ends what was opened. */
    Request close(int start) {
        out.putShort(start, (short) (out.position() - start));
        return this;
    }

    /** Where the next octet goes. */
    int position() {
        return out.position();
    }

    private void header(int type, int length) {
        out.putShort((short) (Rtnetlink.ATTRIBUTE + length)).putShort((short) type);
    }

    private Request pad() {
        while (out.position() % ALIGNMENT != 0) {
            out.put((byte) 0);
        }
        return this;
    }
}
