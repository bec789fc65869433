package org.gemel.config.internal.bind;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.gemel.api.config.Family;
import org.gemel.api.config.VirtualAddress;
import org.gemel.config.internal.check.Block;
import org.gemel.config.internal.check.Diagnostics;
import org.gemel.config.internal.check.Item;
import org.gemel.config.internal.schema.Prefix;

/**
 * The addresses of an instance.
 *
 * @param advertised those that advertisements carry
 * @param excluded those that only move with them
 */
record AddressList(List<VirtualAddress> advertised, List<VirtualAddress> excluded) {

    /** As many as one count byte holds. */
    private static final int MOST = 255;

    /** As many IPv6 addresses as fit into 1500 bytes behind the IPv6 and VRRP headers. */
    private static final int MOST_IPV6 = (1500 - 40 - 8) / 16;

    static AddressList bind(Block own, Family family, String interfaceName, Diagnostics diagnostics) {
        AddressBinder binder = new AddressBinder(diagnostics);
        Set<InetAddress> seen = new HashSet<>();
        List<VirtualAddress> advertised = new ArrayList<>();
        List<VirtualAddress> excluded = new ArrayList<>();
        int most = family == Family.IPV4 ? MOST : MOST_IPV6;
        for (Item entry : own.entries("virtual_ipaddress")) {
            InetAddress address = entry.value(0, Prefix.class).address();
            if (Family.of(address) != family) {
                diagnostics.error(
                        entry.at(),
                        "mixed-families",
                        entry.word() + " is not of the family of this virtual router",
                        "put it into virtual_ipaddress_excluded or into an instance of its own");
            } else if (fresh(entry, address, seen, diagnostics)) {
                boolean first = advertised.isEmpty();
                if (first && address instanceof Inet6Address six && !six.isLinkLocalAddress()) {
                    diagnostics.note(
                            entry.at(),
                            "first-address-not-link-local",
                            "the first IPv6 address should be link-local (RFC 9568 5.2.9)",
                            "put one such as fe80::1/64 first");
                }
                if (advertised.size() == most) {
                    diagnostics.warning(
                            entry.at(),
                            "addresses-do-not-fit",
                            entry.word() + " does not fit into an advertisement, which holds " + most
                                    + "; it moves with the others but is not advertised",
                            "put it into virtual_ipaddress_excluded");
                }
                (advertised.size() < most ? advertised : excluded).add(binder.bind(entry, interfaceName));
            }
        }
        for (Item entry : own.entries("virtual_ipaddress_excluded")) {
            if (fresh(entry, entry.value(0, Prefix.class).address(), seen, diagnostics)) {
                excluded.add(binder.bind(entry, interfaceName));
            }
        }
        return new AddressList(advertised, excluded);
    }

    private static boolean fresh(Item entry, InetAddress address, Set<InetAddress> seen, Diagnostics diagnostics) {
        boolean fresh = seen.add(address);
        if (!fresh) {
            diagnostics.warning(
                    entry.at(),
                    "duplicate-address",
                    entry.word() + " is already in this instance and ignored here",
                    "remove one of them");
        }
        return fresh;
    }
}
