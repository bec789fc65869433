package org.gemel.vrrp.internal.engine;

import java.net.InetAddress;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.gemel.api.config.Family;
import org.gemel.api.config.Subnet;
import org.gemel.api.platform.Link;
import org.gemel.api.platform.Network;
import org.gemel.api.platform.PlatformException;
import org.jspecify.annotations.Nullable;

/**
 * The host's own addresses beside leased ones. Of the IPv4 addresses of one network on a link, the kernel takes the first for
 * the primary one: it is the source of connections, and when it ends the others end with it, unless the interface is told to
 * promote them. A leased address must not become that.
 */
final class Neighbours {

    private static final int HOST = 32;

    private final Network network;
    private final Predicate<InetAddress> lent;

    /** @param lent whether an address is on this host only because a virtual router is master */
    Neighbours(Network network, Predicate<InetAddress> lent) {
        this.network = network;
        this.lent = lent;
    }

    /** Notes whether the host has an address of a leased one's network. */
    void remember(HeldAddress address) {
        Subnet wanted = subnet(address);
        Link link = network.link(address.link().name());
        if (wanted != null && link != null && first(link, wanted) >= 0) {
            address.network(wanted);
        }
    }

    /** Whether the host had an address of a leased one's network and has none now. */
    boolean awaited(HeldAddress address) {
        Subnet known = address.network();
        Link link = network.link(address.link().name());
        return known != null && link != null && first(link, known) < 0;
    }

    /** Puts a leased address behind one of the host's that came after it. */
    void makeWay(HeldAddress address, long now, int seconds, Consumer<String> refused) {
        Subnet wanted = subnet(address);
        Link link = network.link(address.link().name());
        int theirs = wanted == null || link == null ? -1 : first(link, wanted);
        if (wanted == null || link == null || theirs < 0) {
            return;
        }
        address.network(wanted);
        for (int i = 0; i < theirs; i++) {
            if (link.addresses().get(i).address().equals(address.address().address())) {
                swap(link, address, now, seconds, refused);
                return;
            }
        }
    }

    private void swap(Link link, HeldAddress address, long now, int seconds, Consumer<String> refused) {
        try {
            network.promoteSecondaries(link, true);
            try {
                network.release(link, address.address());
                network.lease(link, address.asOf(now), seconds);
            } finally {
                network.promoteSecondaries(link, false);
            }
        } catch (PlatformException e) {
            refused.accept(String.valueOf(e.getMessage()));
        }
    }

    private static @Nullable Subnet subnet(HeldAddress address) {
        int length = address.address().prefixLength();
        return address.address().family() == Family.IPV6 || length == HOST
                ? null
                : new Subnet(address.address().address(), length);
    }

    /** The place of the host's first address of a network on a link, or -1. */
    private int first(Link link, Subnet wanted) {
        for (int i = 0; i < link.addresses().size(); i++) {
            Link.Address each = link.addresses().get(i);
            if (each.prefixLength() == wanted.prefixLength()
                    && wanted.contains(each.address())
                    && !each.virtual()
                    && !lent.test(each.address())) {
                return i;
            }
        }
        return -1;
    }
}
