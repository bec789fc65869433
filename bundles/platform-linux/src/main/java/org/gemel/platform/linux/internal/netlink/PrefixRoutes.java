package org.gemel.platform.linux.internal.netlink;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.gemel.api.config.VirtualAddress;
import org.gemel.api.platform.Link;

/**
 * Whose the route to a prefix is. An IPv6 address brings that route with it, and one with a lifetime gives its own
 * lifetime to a route that is there already, such as one that a router advertised; the host would lose it with the lease.
 * So a lease leaves the route to an address of the same prefix that has a lifetime from somebody else. The route of a
 * permanent address has no lifetime, and is safe. Loop thread only.
 */
public final class PrefixRoutes {

    private final Map<Integer, Set<InetAddress>> leased = new HashMap<>();

    /** An address has been leased on the link with an index. */
    public void leased(int link, InetAddress address) {
        leased.computeIfAbsent(link, index -> new HashSet<>()).add(address);
    }

    /** An address has been released. */
    public void released(int link, InetAddress address) {
        Set<InetAddress> addresses = leased.get(link);
        if (addresses != null && addresses.remove(address) && addresses.isEmpty()) {
            leased.remove(link);
        }
    }

    /** Whether the route to an address's prefix has to come with its lease, for nobody else keeps it up. */
    public boolean comesWith(VirtualAddress address, Link link) {
        Set<InetAddress> ours = leased.getOrDefault(link.index(), Set.of());
        for (Link.Address other : link.addresses()) {
            if (other.leased()
                    && other.prefixLength() == address.prefixLength()
                    && !other.address().equals(address.address())
                    && !ours.contains(other.address())
                    && isSamePrefix(
                            other.address().getAddress(), address.address().getAddress(), other.prefixLength())) {
                return false;
            }
        }
        return true;
    }

    private static boolean isSamePrefix(byte[] one, byte[] other, int length) {
        if (one.length != other.length) {
            return false;
        }
        for (int bit = 0; bit < length; bit += Byte.SIZE) {
            int mask = length - bit >= Byte.SIZE ? 0xff : 0xff << Byte.SIZE - (length - bit);
            if (((one[bit / Byte.SIZE] ^ other[bit / Byte.SIZE]) & mask & 0xff) != 0) {
                return false;
            }
        }
        return true;
    }
}
