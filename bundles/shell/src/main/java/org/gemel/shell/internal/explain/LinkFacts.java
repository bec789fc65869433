package org.gemel.shell.internal.explain;

import java.util.List;
import org.gemel.api.config.VirtualLink;
import org.gemel.api.config.VirtualLink.Kind;

/** The links that exist for a virtual router alone. */
final class LinkFacts {

    private LinkFacts() {}

    static void add(List<VirtualLink> links, Facts facts) {
        for (VirtualLink link : links) {
            Options options = new Options()
                    .word(link.name())
                    .word(mac(link.mac()))
                    .option("dev", link.base())
                    .flag(link.ipv6(), "ipv6")
                    .option("group", link.group())
                    .option("vrf", link.vrf());
            if (link.kind() == Kind.MACVLAN) {
                facts.add("use_vmac", options.toString());
            } else {
                facts.add("use_ipvlan", options.word(mode(link.kind())).toString());
            }
        }
        if (!links.isEmpty()) {
            facts.add("vmac_xmit_base", links.stream().noneMatch(VirtualLink::advertises));
        }
    }

    private static String mode(Kind kind) {
        return switch (kind) {
            case MACVLAN -> "macvlan";
            case IPVLAN_BRIDGE -> "bridge";
            case IPVLAN_PRIVATE -> "private";
            case IPVLAN_VEPA -> "vepa";
        };
    }

    private static String mac(long mac) {
        return mac == 0 ? Facts.AUTOMATIC : String.format("%012x", mac).replaceAll("..(?=.)", "$0:");
    }
}
