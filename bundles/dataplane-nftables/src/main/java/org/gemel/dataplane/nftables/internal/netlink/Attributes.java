package org.gemel.dataplane.nftables.internal.netlink;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.ObjIntConsumer;
import org.jspecify.annotations.Nullable;

/** Attributes that the kernel has written, from the buffer's position to its limit. What does not fit together is not read. */
public record Attributes(ByteBuffer bytes) {

    private static final int TYPE = 0x3fff;

    /** Tells of each attribute: its value and its type. */
    public void forEach(ObjIntConsumer<Attributes> to) {
        int at = bytes.position();
        int limit = bytes.limit();
        while (at + Requests.ATTRIBUTE <= limit) {
            int length = Short.toUnsignedInt(bytes.getShort(at));
            if (length < Requests.ATTRIBUTE || length > limit - at) {
                return;
            }
            to.accept(value(at, length), bytes.getShort(at + 2) & TYPE);
            at += length + 3 & ~3;
        }
    }

    /** The first of a type; null if there is none. */
    public @Nullable Attributes find(int type) {
        int at = bytes.position();
        int limit = bytes.limit();
        while (at + Requests.ATTRIBUTE <= limit) {
            int length = Short.toUnsignedInt(bytes.getShort(at));
            if (length < Requests.ATTRIBUTE || length > limit - at) {
                return null;
            }
            if ((bytes.getShort(at + 2) & TYPE) == type) {
                return value(at, length);
            }
            at += length + 3 & ~3;
        }
        return null;
    }

    /** The first of a type within the first of another; null if there is none. */
    public @Nullable Attributes find(int outer, int inner) {
        Attributes found = find(outer);
        return found == null ? null : found.find(inner);
    }

    /** A number of 8 to 64 bits that is in an attribute of a type; -1 if there is none. */
    public long number(int type) {
        Attributes found = find(type);
        return found == null ? -1 : found.number();
    }

    /** The text in an attribute of a type; empty if there is none. */
    public String text(int type) {
        Attributes found = find(type);
        return found == null ? "" : found.text();
    }

    /** This value as a number of 8 to 64 bits; -1 if it is none. */
    public long number() {
        int length = bytes.remaining();
        if (length == 0 || length > Long.BYTES) {
            return -1;
        }
        long value = 0;
        for (int i = bytes.position(); i < bytes.limit(); i++) {
            value = value << 8 | Byte.toUnsignedInt(bytes.get(i));
        }
        return value;
    }

    /** This value as text. */
    public String text() {
        byte[] text = octets();
        int length = 0;
        while (length < text.length && text[length] != 0) {
            length++;
        }
        return new String(text, 0, length, UTF_8);
    }

    /** This value. */
    public byte[] octets() {
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(bytes.position(), copy);
        return copy;
    }

    private Attributes value(int at, int length) {
        return new Attributes(bytes.slice(at + Requests.ATTRIBUTE, length - Requests.ATTRIBUTE)
                .order(ByteOrder.nativeOrder()));
    }
}
