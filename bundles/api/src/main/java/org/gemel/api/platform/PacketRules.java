package org.gemel.api.platform;

import java.net.InetAddress;
import java.util.Set;
import org.gemel.api.config.Firewall;

/**
 * Packets that are to be dropped.
 *
 * @param firewall where the rules are kept
 * @param refused packets to these addresses do not reach this host's programs; ARP and neighbour discovery go on
 * @param silent links on which the host reports no group memberships: somebody else may have their hardware address by then
 */
public record PacketRules(Firewall firewall, Set<InetAddress> refused, Set<String> silent) {

    public PacketRules {
        refused = Set.copyOf(refused);
        silent = Set.copyOf(silent);
    }

    /** Whether nothing is to be dropped. */
    public boolean isEmpty() {
        return refused.isEmpty() && silent.isEmpty();
    }
}
