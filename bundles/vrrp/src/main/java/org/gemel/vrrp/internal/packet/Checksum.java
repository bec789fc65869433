package org.gemel.vrrp.internal.packet;

import java.nio.ByteBuffer;

/** The Internet checksum (RFC 1071) as sums that can be added up before they are folded. */
final class Checksum {

    private Checksum() {}

    /** The unfolded sum of the 16-bit words of a range of a big-endian buffer; an odd last byte is padded with zero. */
    static long sum(ByteBuffer buffer, int offset, int length) {
        long sum = 0;
        int end = offset + (length & ~1);
        for (int i = offset; i < end; i += 2) {
            sum += buffer.getShort(i) & 0xffff;
        }
        if ((length & 1) != 0) {
            sum += (buffer.get(end) & 0xff) << 8;
        }
        return sum;
    }

    /** The unfolded sum of a pseudo-header's length and protocol; both families put them in different places of equal weight. */
    static long pseudo(int length, int protocol) {
        return length + protocol;
    }

    /** The folded sum: 0xffff says that a message with its checksum in place is intact. */
    static int fold(long sum) {
        long folded = sum;
        while (folded >>> 16 != 0) {
            folded = (folded & 0xffff) + (folded >>> 16);
        }
        return (int) folded;
    }
}
