package org.gemel.bfd.internal;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.gemel.api.config.AddressText;
import org.gemel.api.config.TrackerDefinition.BfdSession;
import org.gemel.api.platform.Link;
import org.gemel.api.platform.Network;
import org.jspecify.annotations.Nullable;

/**
 * The way to a neighbour.
 *
 * @param link the link that it is on; null to let the routes decide
 * @param obstacle why it cannot be said, or empty
 */
record Path(@Nullable Link link, String obstacle) {

    private static final Path BY_ROUTES = new Path(null, "");

    /** The link whose network the neighbour is in, if it is one hop away (RFC 5881 3). */
    static Path to(BfdSession definition, Network network) {
        if (definition.multihop()) {
            return BY_ROUTES;
        }
        InetAddress source = definition.source();
        InetAddress neighbour = definition.neighbour();
        int scope = neighbour instanceof Inet6Address ipv6 ? ipv6.getScopeId() : 0;
        List<Link> candidates = new ArrayList<>();
        for (Link link : network.links()) {
            boolean named = scope == 0 || scope == link.index();
            boolean mine = source == null || link.find(source) != null;
            if (named && mine && reaches(link, neighbour)) {
                candidates.add(link);
            }
        }
        if (!neighbour.isLinkLocalAddress()) {
            return candidates.isEmpty() ? BY_ROUTES : new Path(candidates.get(0), "");
        } else if (candidates.size() == 1) {
            return new Path(candidates.get(0), "");
        } else if (candidates.isEmpty()) {
            return new Path(null, "no link has an address in the network of " + AddressText.of(neighbour));
        }
        return new Path(
                null,
                AddressText.of(neighbour) + " may be on any of "
                        + String.join(", ", candidates.stream().map(Link::name).toList())
                        + "; say which with source_ip");
    }

    private static boolean reaches(Link link, InetAddress neighbour) {
        byte[] there = neighbour.getAddress();
        for (Link.Address own : link.addresses()) {
            if (sameNetwork(own.address().getAddress(), there, own.prefixLength())) {
                return true;
            }
        }
        return false;
    }

    private static boolean sameNetwork(byte[] here, byte[] there, int prefixLength) {
        boolean same = here.length == there.length;
        for (int bit = 0; same && bit < prefixLength; bit++) {
            int mask = 0x80 >> bit % 8;
            same = (here[bit / 8] & mask) == (there[bit / 8] & mask);
        }
        return same;
    }
}
