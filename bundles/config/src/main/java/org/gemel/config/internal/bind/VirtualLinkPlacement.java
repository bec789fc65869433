package org.gemel.config.internal.bind;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gemel.api.config.Family;
import org.gemel.api.config.VirtualAddress;
import org.gemel.api.config.VirtualLink;
import org.gemel.api.config.VrrpInstance;
import org.gemel.config.internal.check.Block;
import org.gemel.config.internal.check.Diagnostics;
import org.gemel.config.internal.check.Item;
import org.gemel.config.internal.schema.Prefix;
import org.jspecify.annotations.Nullable;

/** Says on which virtual links the addresses of virtual routers live. */
final class VirtualLinkPlacement {

    private final Block global;
    private final VirtualLinkNames names;
    private final VirtualLinkBinder binder;

    /** @param global all {@code global_defs} blocks as one */
    VirtualLinkPlacement(Block global, Diagnostics diagnostics) {
        this.global = global;
        this.names = new VirtualLinkNames(global, diagnostics);
        this.binder = new VirtualLinkBinder(names, diagnostics);
    }

    /** A virtual router with its virtual links, and its addresses on them. */
    VrrpInstance place(Item item, VrrpInstance bound) {
        Block own = item.block();
        VirtualLink main = binder.bind(new Settings(own, global), bound);
        Set<InetAddress> chosen = Stream.of("virtual_ipaddress", "virtual_ipaddress_excluded")
                .flatMap(block -> own.entries(block).stream())
                .filter(entry -> entry.block().contains("use_vmac"))
                .map(entry -> entry.value(0, Prefix.class).address())
                .collect(Collectors.toSet());
        Placing placing = new Placing(bound, main, chosen, own.contains("use_vmac_addr"));
        List<VirtualAddress> addresses =
                bound.addresses().stream().map(placing::place).toList();
        List<VirtualAddress> excluded =
                bound.excludedAddresses().stream().map(placing::place).toList();
        if (placing.links.isEmpty()) {
            return bound;
        }
        List<VirtualLink> links = placing.links.stream()
                .map(link -> withIpv6(link, addresses, excluded))
                .toList();
        return bound.toBuilder()
                .addresses(addresses)
                .excludedAddresses(excluded)
                .virtualLinks(links)
                .build();
    }

    private static VirtualLink withIpv6(
            VirtualLink link, List<VirtualAddress> addresses, List<VirtualAddress> excluded) {
        boolean ipv6 = Stream.concat(addresses.stream(), excluded.stream())
                .anyMatch(each ->
                        each.family() == Family.IPV6 && each.interfaceName().equals(link.name()));
        return new VirtualLink(
                link.name(), link.base(), link.kind(), link.mac(), link.advertises(), ipv6, link.group(), link.vrf());
    }

    /** The links of one virtual router. */
    private final class Placing {

        private final VrrpInstance bound;
        private final @Nullable VirtualLink main;
        private final Set<InetAddress> chosen;
        private final boolean everywhere;
        private final List<VirtualLink> links = new ArrayList<>();

        Placing(VrrpInstance bound, @Nullable VirtualLink main, Set<InetAddress> chosen, boolean everywhere) {
            this.bound = bound;
            this.main = main;
            this.chosen = chosen;
            this.everywhere = everywhere;
            if (main != null) {
                links.add(main);
            }
        }

        VirtualAddress place(VirtualAddress address) {
            boolean here = address.interfaceName().equals(bound.interfaceName());
            boolean likeIt = address.family() == bound.family();
            boolean wanted = chosen.contains(address.address()) || (everywhere && !(here && likeIt));
            if (main != null && here && (likeIt || !wanted)) {
                return address.on(main.name());
            }
            return wanted && !isLink(address.interfaceName())
                    ? address.on(link(address).name())
                    : address;
        }

        private boolean isLink(String name) {
            return links.stream().anyMatch(link -> link.name().equals(name));
        }

        private VirtualLink link(VirtualAddress address) {
            long mac = VirtualLink.standardMac(address.family(), bound.vrid());
            for (VirtualLink link : links) {
                if (link.base().equals(address.interfaceName()) && link.mac() == mac) {
                    return link;
                }
            }
            VirtualLink link = new VirtualLink(
                    names.elsewhere(address.family(), bound.vrid()),
                    address.interfaceName(),
                    VirtualLink.Kind.MACVLAN,
                    mac,
                    false,
                    false,
                    null,
                    null);
            links.add(link);
            return link;
        }
    }
}
