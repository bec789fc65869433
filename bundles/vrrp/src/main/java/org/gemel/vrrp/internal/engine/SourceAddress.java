package org.gemel.vrrp.internal.engine;

import java.net.InetAddress;
import java.util.List;
import java.util.function.Predicate;
import org.gemel.api.config.Family;
import org.gemel.api.config.VirtualAddress;
import org.gemel.api.config.VrrpInstance;
import org.gemel.api.platform.Link;
import org.jspecify.annotations.Nullable;

/** The choice of the address to advertise from. */
final class SourceAddress {

    private SourceAddress() {}

    /**
     * As configured, else the first IPv4 or link-local address that is no virtual one. A configured one that is not on this
     * host serves all the same, unless it is tracked or the link has no other (behaviour 75).
     *
     * @return null if there is none that suits
     */
    static @Nullable InetAddress on(Link link, VrrpInstance instance, Surroundings surroundings) {
        InetAddress wanted = instance.source();
        if (wanted != null && isHere(wanted, surroundings)) {
            return wanted;
        }
        InetAddress first = wanted != null && instance.tracking().sourceAddress()
                ? null
                : firstOn(link, instance, surroundings.lent());
        return wanted == null || first == null ? first : wanted;
    }

    private static boolean isHere(InetAddress address, Surroundings surroundings) {
        for (Link each : surroundings.network().links()) {
            if (each.find(address) != null) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable InetAddress firstOn(Link link, VrrpInstance instance, Predicate<InetAddress> lent) {
        for (Link.Address each : link.addresses()) {
            InetAddress address = each.address();
            boolean ofAnother = each.virtual() && !isOwn(address, instance);
            if (suits(address, instance) && !ofAnother && !lent.test(address) && !isVirtual(address, instance)) {
                return address;
            }
        }
        return null;
    }

    /** IPv6 advertises from the link-local address (RFC 9568 5.1.2), or to peers from an address of their kind. */
    private static boolean suits(InetAddress address, VrrpInstance instance) {
        if (Family.of(address) != instance.family()) {
            return false;
        }
        if (instance.family() == Family.IPV4) {
            return true;
        }
        boolean linkLocal =
                !instance.unicast() || instance.unicastPeers().get(0).address().isLinkLocalAddress();
        return address.isLinkLocalAddress() == linkLocal;
    }

    /** The owner's virtual address is its real one, and may be the only one there is. */
    private static boolean isVirtual(InetAddress address, VrrpInstance instance) {
        return !instance.owner() && isOwn(address, instance);
    }

    private static boolean isOwn(InetAddress address, VrrpInstance instance) {
        return contains(instance.addresses(), address) || contains(instance.excludedAddresses(), address);
    }

    private static boolean contains(List<VirtualAddress> list, InetAddress address) {
        for (VirtualAddress each : list) {
            if (each.address().equals(address)) {
                return true;
            }
        }
        return false;
    }
}
