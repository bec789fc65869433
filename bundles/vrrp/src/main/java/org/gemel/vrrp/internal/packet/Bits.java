package org.gemel.vrrp.internal.packet;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import org.gemel.api.config.Family;

/** Addresses as 128-bit values in two longs, an IPv4 address in the lower 32 bits. */
public final class Bits {

    private Bits() {}

    /** The upper half; 0 for IPv4. */
    public static long high(InetAddress address) {
        byte[] bytes = address.getAddress();
        return bytes.length == 4 ? 0 : ByteBuffer.wrap(bytes).getLong(0);
    }

    /** The lower half; the whole address for IPv4. */
    public static long low(InetAddress address) {
        byte[] bytes = address.getAddress();
        return bytes.length == 4
                ? ByteBuffer.wrap(bytes).getInt(0) & 0xffff_ffffL
                : ByteBuffer.wrap(bytes).getLong(8);
    }

    /** Compares two addresses of one family as unsigned integers in network order (RFC 9568 6.4.3). */
    public static int compare(long high, long low, long otherHigh, long otherLow) {
        int upper = Long.compareUnsigned(high, otherHigh);
        return upper != 0 ? upper : Long.compareUnsigned(low, otherLow);
    }

    /** The address of two halves. */
    public static InetAddress address(Family family, long high, long low) {
        byte[] bytes = family == Family.IPV4
                ? ByteBuffer.allocate(4).putInt((int) low).array()
                : ByteBuffer.allocate(16).putLong(high).putLong(low).array();
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("4 and 16 bytes always make an address", e);
        }
    }
}
