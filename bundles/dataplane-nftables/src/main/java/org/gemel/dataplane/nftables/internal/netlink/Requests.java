package org.gemel.dataplane.nftables.internal.netlink;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Writes messages one after another into a buffer that grows. Numbers in attributes are in the network's byte order. */
public final class Requests {

    /** struct nlmsghdr { u32 len; u16 type; u16 flags; u32 seq; u32 pid; } <linux/netlink.h> */
    static final int HEADER = 16;

    /** struct nlattr { u16 len; u16 type; } */
    static final int ATTRIBUTE = 4;

    /** struct nfgenmsg { u8 family; u8 version; be16 res_id; } <linux/netfilter/nfnetlink.h> */
    static final int GENERIC_HEADER = 4;

    private static final int FLAGS_PLACE = 6;
    private static final short NESTED = (short) 0x8000;
    private static final int FIRST_ROOM = 4096;
    private static final int ALIGNMENT = 4;

    public static final int REQUEST = 0x1;
    public static final int ACK = 0x4;
    public static final int DUMP = 0x300;
    public static final int CREATE = 0x400;
    public static final int APPEND = 0x800;

    private ByteBuffer out = ByteBuffer.allocate(FIRST_ROOM).order(ByteOrder.nativeOrder());
    private int message = -1;
    private int sequence;

    /** Begins a message of netfilter's; ends the one before. */
    public Requests message(int type, int flags, int family, int resource) {
        end();
        message = out.position();
        room(HEADER + GENERIC_HEADER);
        out.putInt(0)
                .putShort((short) type)
                .putShort((short) (REQUEST | flags))
                .putInt(++sequence)
                .putInt(0);
        out.put((byte) family).put((byte) 0).put((byte) (resource >> 8)).put((byte) resource);
        return this;
    }

    /** Asks for an answer to the message begun last. */
    public void acknowledged() {
        int place = message + FLAGS_PLACE;
        out.putShort(place, (short) (out.getShort(place) | ACK));
    }

    /** Which message is being written, counted from 1. */
    public int sequence() {
        return sequence;
    }

    /** How many octets there are. */
    public int length() {
        return out.position();
    }

    /** A number of 32 bits. */
    public Requests number(int type, int value) {
        return octets(type, (byte) (value >> 24), (byte) (value >> 16), (byte) (value >> 8), (byte) value);
    }

    /** A number of 64 bits. */
    public Requests wide(int type, long value) {
        return octets(
                type,
                ByteBuffer.allocate(Long.BYTES)
                        .order(ByteOrder.BIG_ENDIAN)
                        .putLong(value)
                        .array());
    }

    /** Text with a closing zero. */
    public Requests text(int type, String value) {
        byte[] text = value.getBytes(UTF_8);
        header(type, text.length + 1);
        out.put(text).put((byte) 0);
        return pad();
    }

    /** Octets as they are. */
    public Requests octets(int type, byte... value) {
        header(type, value.length);
        out.put(value);
        return pad();
    }

    /** Attributes written before, as they are. */
    public Requests nested(int type, Requests content) {
        int length = content.out.position();
        header(type | NESTED, length);
        out.put(content.out.array(), 0, length);
        return this;
    }

    /** Begins an attribute that holds others; returns its place for {@link #close}. */
    public int open(int type) {
        int start = out.position();
        header(type | NESTED, 0);
        return start;
    }

    /** Ends what was opened. */
    public Requests close(int start) {
        out.putShort(start, (short) (out.position() - start));
        return this;
    }

    /** What has been written so far, as an array. */
    public byte[] toArray() {
        byte[] copy = new byte[out.position()];
        out.get(0, copy);
        return copy;
    }

    /** Ends the last message and gives all of them, to be read once. */
    public ByteBuffer finish() {
        end();
        return out.flip();
    }

    private void end() {
        if (message >= 0) {
            out.putInt(message, out.position() - message);
        }
    }

    private void header(int type, int length) {
        room(ATTRIBUTE + length + ALIGNMENT);
        out.putShort((short) (ATTRIBUTE + length)).putShort((short) type);
    }

    private Requests pad() {
        while (out.position() % ALIGNMENT != 0) {
            out.put((byte) 0);
        }
        return this;
    }

    private void room(int more) {
        if (out.remaining() < more) {
            ByteBuffer larger = ByteBuffer.allocate(2 * out.capacity() + more).order(out.order());
            out = larger.put(out.flip());
        }
    }
}
