package org.gemel.config.internal.bind;

import java.util.Optional;
import org.gemel.api.config.VirtualLink;
import org.gemel.api.config.VrrpInstance;
import org.gemel.config.internal.check.Block;
import org.gemel.config.internal.check.Diagnostics;
import org.gemel.config.internal.check.Item;
import org.jspecify.annotations.Nullable;

/** Binds {@code use_vmac} and {@code use_ipvlan}: the virtual link of a virtual router's own interface. */
final class VirtualLinkBinder {

    private final Diagnostics diagnostics;
    private final VirtualLinkNames names;

    VirtualLinkBinder(VirtualLinkNames names, Diagnostics diagnostics) {
        this.names = names;
        this.diagnostics = diagnostics;
    }

    /** The link, of which nobody knows yet whether IPv6 addresses will live there; null if none is wanted. */
    @Nullable
    VirtualLink bind(Settings settings, VrrpInstance bound) {
        Block own = settings.own();
        Optional<Item> word = own.last("use_vmac").or(() -> own.last("use_ipvlan"));
        if (word.isEmpty()) {
            withoutEffect(own, "vmac_xmit_base", "advertisements leave from the interface anyway");
            withoutEffect(own, "vrf", "packets go by the interface, in whatever VRF it is");
            return null;
        }
        Item item = word.get();
        if (bound.owner()) {
            diagnostics.warning(
                    item.at(),
                    "owner-with-virtual-mac",
                    "with priority 255 the addresses are on " + bound.interfaceName()
                            + " already, which answers for them with its own MAC address",
                    "give this router other real addresses and a priority of 254, or remove " + item.name());
        }
        boolean macvlan = item.name().equals("use_vmac");
        return new VirtualLink(
                name(item, bound),
                bound.interfaceName(),
                macvlan ? VirtualLink.Kind.MACVLAN : ipvlan(item),
                macvlan ? mac(item, bound) : 0,
                macvlan && !fromBase(settings, bound, item),
                false,
                group(item),
                own.last("vrf").map(Item::text).orElse(null));
    }

    private void withoutEffect(Block own, String name, String why) {
        own.last(name)
                .ifPresent(item -> diagnostics.warning(
                        item.at(), "needs-use-vmac", name + " has no effect without use_vmac: " + why, "remove it"));
    }

    private String name(Item item, VrrpInstance bound) {
        Optional<String> wanted = item.block()
                .last("name")
                .map(Item::text)
                .or(() -> item.arguments().stream()
                        .map(argument -> argument.word().text())
                        .filter(text -> !isAddress(text))
                        .findFirst());
        boolean own = wanted.filter(bound.interfaceName()::equals).isPresent();
        if (wanted.isPresent() && !own && names.take(wanted.get())) {
            return wanted.get();
        }
        wanted.ifPresent(name -> diagnostics.error(
                item.at(),
                "duplicate-interface",
                "the name " + name + " is "
                        + (own ? "that of the interface itself" : "already used by another virtual router")
                        + "; another is made up",
                "give each " + item.name() + " a name of its own, or none"));
        return names.own(bound.family(), bound.vrid());
    }

    private static boolean isAddress(String text) {
        return text.indexOf(':') >= 0 || text.matches("[0-9.]+(/[0-9]+)?");
    }

    private VirtualLink.Kind ipvlan(Item item) {
        for (Item.Argument argument : item.arguments()) {
            if (isAddress(argument.word().text())) {
                diagnostics.note(
                        argument.word().at(),
                        "ipvlan-address-not-needed",
                        "advertisements leave from the interface's own address; "
                                + argument.word().text() + " is not used",
                        "remove it");
            }
        }
        if (item.block().contains("private")) {
            return VirtualLink.Kind.IPVLAN_PRIVATE;
        }
        return item.block().contains("vepa") ? VirtualLink.Kind.IPVLAN_VEPA : VirtualLink.Kind.IPVLAN_BRIDGE;
    }

    /** As written; with five octets the VRID is the sixth; without any, the standard's. */
    private long mac(Item item, VrrpInstance bound) {
        long standard = VirtualLink.standardMac(bound.family(), bound.vrid());
        Optional<String> written = item.arguments().stream()
                .map(argument -> argument.word().text())
                .filter(VirtualLinkBinder::isAddress)
                .findFirst();
        if (written.isEmpty()) {
            return standard;
        }
        String text = written.get();
        if (!text.matches("([0-9a-fA-F]{1,2}:){4,5}[0-9a-fA-F]{1,2}")) {
            return refuse(item, text + " is not a MAC address", standard);
        }
        long mac = 0;
        String[] octets = text.split(":");
        for (String octet : octets) {
            mac = mac << Byte.SIZE | Integer.parseInt(octet, 16);
        }
        if (octets.length == 5) {
            mac = mac << Byte.SIZE | bound.vrid();
        }
        boolean group = (mac >>> 40 & 1) != 0;
        return group || mac == 0 ? refuse(item, text + " is no MAC address of a single interface", standard) : mac;
    }

    private long refuse(Item item, String what, long standard) {
        diagnostics.warning(
                item.at(),
                "bad-mac-address",
                what + "; the standard's is used",
                "write six octets such as 00:00:5e:00:01:33, or five to have the VRID for the sixth");
        return standard;
    }

    private boolean fromBase(Settings settings, VrrpInstance bound, Item item) {
        Optional<Item> base = settings.own().last("vmac_xmit_base");
        if (bound.unicast()) {
            if (base.isEmpty()) {
                diagnostics.warning(
                        item.at(),
                        "unicast-from-base",
                        "advertisements to peers leave from " + bound.interfaceName() + " itself, also with use_vmac",
                        "add vmac_xmit_base to say so");
            }
            return true;
        }
        if (base.isPresent() && settings.strict()) {
            diagnostics.warning(
                    base.get().at(),
                    "xmit-base-in-strict-mode",
                    "strict mode wants advertisements from the virtual MAC; vmac_xmit_base is ignored",
                    "remove vrrp_strict (or strict_mode), or vmac_xmit_base");
            return false;
        }
        return base.isPresent();
    }

    private @Nullable Long group(Item item) {
        Optional<Item> option = item.block().last("group");
        if (option.isEmpty() || option.get().text().equals("default")) {
            return null;
        }
        String text = option.get().text();
        if (text.matches("[0-9]{1,10}") && Long.parseLong(text) < 1L << 32) {
            return Long.parseLong(text);
        }
        diagnostics.warning(
                option.get().at(),
                "group-by-number",
                "the group " + text + " is not known here; the default group is used",
                "write its number, as /etc/iproute2/group has it");
        return null;
    }
}
