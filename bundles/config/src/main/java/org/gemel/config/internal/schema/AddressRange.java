package org.gemel.config.internal.schema;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.gemel.api.config.Family;

/**
 * Addresses one after the other.
 *
 * @param first the lowest
 * @param last the highest, of the same family; all leading bits but the last 32 are those of the first
 * @param inside whether a network was written by the address of something in it
 */
public record AddressRange(InetAddress first, InetAddress last, boolean inside) {

    private static final int GROUP = 1 << 16;

    /** All addresses of a network; of one too large for that, as many as 32 bits tell apart. */
    static AddressRange of(Prefix network) {
        int hostBits = Math.min(32, Family.of(network.address()).addressLength() * Byte.SIZE - network.length());
        long mask = (1L << hostBits) - 1;
        long low = low(network.address());
        return new AddressRange(
                with(network.address(), low & ~mask), with(network.address(), low & ~mask | mask), (low & mask) != 0);
    }

    /**
     * From an address to one that differs only in its last part: the last octet of IPv4 in decimal, the last 16 bits of IPv6
     * in hexadecimal.
     */
    static AddressRange upTo(InetAddress first, String lastPart) {
        boolean four = Family.of(first) == Family.IPV4;
        long end = Long.parseLong(lastPart, four ? 10 : 16);
        long size = four ? 1 << Byte.SIZE : GROUP;
        return new AddressRange(first, with(first, low(first) / size * size + end), false);
    }

    /** How many; less than one if it runs backwards. */
    public long size() {
        return low(last) - low(first) + 1;
    }

    /** All of them. */
    public List<InetAddress> addresses() {
        List<InetAddress> all = new ArrayList<>();
        for (long low = low(first); low <= low(last); low++) {
            all.add(with(first, low));
        }
        return all;
    }

    /** The last 32 bits. */
    private static long low(InetAddress address) {
        byte[] bytes = address.getAddress();
        long low = 0;
        for (int i = bytes.length - Integer.BYTES; i < bytes.length; i++) {
            low = low << Byte.SIZE | bytes[i] & 0xff;
        }
        return low;
    }

    private static InetAddress with(InetAddress address, long low) {
        byte[] bytes = address.getAddress();
        long rest = low;
        for (int i = bytes.length - 1; i >= bytes.length - Integer.BYTES; i--) {
            bytes[i] = (byte) rest;
            rest >>>= Byte.SIZE;
        }
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }
}
