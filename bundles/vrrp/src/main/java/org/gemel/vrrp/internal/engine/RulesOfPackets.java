package org.gemel.vrrp.internal.engine;

import java.net.InetAddress;
import java.util.HashSet;
import java.util.Set;
import org.gemel.api.config.Configuration;
import org.gemel.api.config.VirtualAddress;
import org.gemel.api.config.VirtualLink;
import org.gemel.api.config.VrrpInstance;
import org.gemel.api.platform.PacketRules;

/**
 * What packets a configuration wants dropped. It does not depend on who is master: an address that is not here gets no
 * packets anyway, and so nobody has to wait for rules when it changes hands.
 */
final class RulesOfPackets {

    private RulesOfPackets() {}

    static PacketRules of(Configuration configuration) {
        Set<InetAddress> refused = new HashSet<>();
        Set<String> silent = new HashSet<>();
        for (VrrpInstance instance : configuration.instances()) {
            if (!instance.accepts()) {
                instance.addresses().stream().map(VirtualAddress::address).forEach(refused::add);
                instance.excludedAddresses().stream()
                        .map(VirtualAddress::address)
                        .forEach(refused::add);
            }
            instance.virtualLinks().stream()
                    .filter(VirtualLink::ipv6)
                    .map(VirtualLink::name)
                    .forEach(silent::add);
        }
        return new PacketRules(configuration.firewall(), refused, silent);
    }
}
