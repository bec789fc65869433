package org.gemel.config.internal.bind;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.gemel.api.config.Family;
import org.gemel.api.config.VirtualAddress;
import org.gemel.api.config.VirtualAddress.Flag;
import org.gemel.config.internal.check.Diagnostics;
import org.gemel.config.internal.check.Item;
import org.gemel.config.internal.schema.Prefix;
import org.jspecify.annotations.Nullable;

/** Binds one entry of an address block. */
final class AddressBinder {

    private final Diagnostics diagnostics;

    AddressBinder(Diagnostics diagnostics) {
        this.diagnostics = diagnostics;
    }

    /** @param usualInterface where it goes unless the entry says otherwise */
    VirtualAddress bind(Item entry, String usualInterface) {
        Prefix prefix = entry.value(0, Prefix.class);
        Family family = Family.of(prefix.address());
        String device = entry.block().last("dev").map(Item::text).orElse(usualInterface);
        int scope = option(entry, "scope", family, Family.IPV4)
                .map(item -> item.value(0, Integer.class))
                .orElse(0);
        Optional<Item> broadcast =
                option(entry, "brd", family, Family.IPV4).or(() -> option(entry, "broadcast", family, Family.IPV4));
        Optional<Prefix> peer = peer(entry, family);
        int length = peer.map(Prefix::length).orElse(prefix.length());
        return new VirtualAddress(
                prefix.address(),
                length,
                device,
                scope,
                broadcast.map(item -> broadcast(item, prefix)).orElse(null),
                option(entry, "label", family, Family.IPV4).map(Item::text).orElse(null),
                peer.map(Prefix::address).orElse(null),
                flags(entry, family),
                entry.block()
                        .last("preferred_lft")
                        .map(AddressBinder::preferred)
                        .orElse(VirtualAddress.usuallyPreferred(prefix.address(), length)),
                !entry.block().contains("no_track"));
    }

    private Optional<Prefix> peer(Item entry, Family family) {
        Optional<Item> item = entry.block().last("peer");
        if (item.isPresent() && Family.of(item.get().value(0, Prefix.class).address()) != family) {
            diagnostics.error(
                    item.get().at(),
                    "mixed-families",
                    "the peer " + item.get().text() + " is not of the family of "
                            + entry.word().text() + "; it is ignored",
                    "write the address of the far end in the same family");
            return Optional.empty();
        }
        return item.map(found -> found.value(0, Prefix.class));
    }

    private static long preferred(Item item) {
        return item.value(0, Object.class) instanceof Long seconds ? seconds : VirtualAddress.ALWAYS_PREFERRED;
    }

    private Set<Flag> flags(Item entry, Family family) {
        Set<Flag> flags = EnumSet.noneOf(Flag.class);
        option(entry, "home", family, Family.IPV6).ifPresent(item -> flags.add(Flag.HOME));
        option(entry, "mngtmpaddr", family, Family.IPV6).ifPresent(item -> flags.add(Flag.MANAGE_TEMPORARY));
        option(entry, "-nodad", family, Family.IPV6).ifPresent(item -> flags.add(Flag.DETECT_DUPLICATES));
        if (entry.block().contains("noprefixroute")) {
            flags.add(Flag.NO_PREFIX_ROUTE);
        }
        if (entry.block().contains("autojoin")) {
            flags.add(Flag.AUTOJOIN);
        }
        return flags;
    }

    private Optional<Item> option(Item entry, String name, Family family, Family wanted) {
        Optional<Item> item = entry.block().last(name);
        if (item.isPresent() && family != wanted) {
            boolean ipv4 = family == Family.IPV4;
            diagnostics.warning(
                    item.get().at(),
                    ipv4 ? "option-needs-ipv6" : "option-needs-ipv4",
                    "an " + (ipv4 ? "IPv4" : "IPv6") + " address has no " + name + "; it is ignored",
                    "remove it");
            return Optional.empty();
        }
        return item;
    }

    private @Nullable InetAddress broadcast(Item item, Prefix prefix) {
        Object value = item.value(0, Object.class);
        if (value instanceof Inet4Address address) {
            return address;
        }
        if (prefix.length() > 30) {
            diagnostics.warning(
                    item.at(),
                    "no-broadcast",
                    "a network of /" + prefix.length() + " has no broadcast address; none is set",
                    "write a prefix length of 30 or less behind the address");
            return null;
        }
        byte[] bytes = prefix.address().getAddress();
        for (int bit = prefix.length(); bit < 32; bit++) {
            int mask = 0x80 >> (bit & 7);
            bytes[bit >> 3] = (byte) (value.equals("+") ? bytes[bit >> 3] | mask : bytes[bit >> 3] & ~mask);
        }
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an IPv4 address of " + bytes.length + " bytes", e);
        }
    }
}
