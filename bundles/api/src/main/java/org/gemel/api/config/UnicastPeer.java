package org.gemel.api.config;

import java.net.InetAddress;

/**
 * A router that advertisements are sent to one by one.
 *
 * @param address where it is
 * @param leastTtl the lowest TTL or hop limit that an advertisement from there may arrive with, 0 to 255
 * @param mostTtl the highest
 */
public record UnicastPeer(InetAddress address, int leastTtl, int mostTtl) {

    /** A peer from which any TTL is accepted. */
    public UnicastPeer(InetAddress address) {
        this(address, 0, 255);
    }

    /** The address, and the limits if there are any. */
    @Override
    public String toString() {
        String text = AddressText.of(address);
        return leastTtl == 0 && mostTtl == 255 ? text : text + " with TTL " + leastTtl + " to " + mostTtl;
    }
}
