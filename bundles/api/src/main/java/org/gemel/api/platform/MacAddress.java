package org.gemel.api.platform;

import java.nio.ByteBuffer;

/**
 * An Ethernet address.
 *
 * @param value the six octets in the lower 48 bits, the first octet highest
 */
public record MacAddress(long value) {

    /** ff:ff:ff:ff:ff:ff. */
    public static final MacAddress BROADCAST = new MacAddress(0xffff_ffff_ffffL);

    /** @throws IllegalArgumentException if there are more than 48 bits */
    public MacAddress {
        if (value >>> 48 != 0) {
            throw new IllegalArgumentException("more than 48 bits: " + Long.toHexString(value));
        }
    }

    /** Reads six octets at the buffer's position. */
    public static MacAddress get(ByteBuffer buffer) {
        return new MacAddress(((buffer.getShort() & 0xffffL) << 32) | (buffer.getInt() & 0xffff_ffffL));
    }

    /** Writes the six octets at the position of a big-endian buffer. */
    public void put(ByteBuffer buffer) {
        buffer.putShort((short) (value >>> 32)).putInt((int) value);
    }

    /** {@code 00:00:5e:00:01:0a}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(17);
        for (int shift = 40; shift >= 0; shift -= 8) {
            String octet = Integer.toHexString((int) (value >>> shift) & 0xff);
            text.append(octet.length() == 1 ? "0" : "").append(octet).append(shift == 0 ? "" : ":");
        }
        return text.toString();
    }
}
