package org.gemel.config.internal.bind;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import org.gemel.api.config.Family;
import org.gemel.api.config.VirtualAddress;
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

    VirtualAddress bind(Item entry, String instanceInterface) {
        Prefix prefix = entry.value(0, Prefix.class);
        boolean ipv4 = Family.of(prefix.address()) == Family.IPV4;
        String device = entry.block().last("dev").map(Item::text).orElse(instanceInterface);
        int scope = option(entry, "scope", ipv4)
                .map(item -> item.value(0, Integer.class))
                .orElse(0);
        Optional<Item> broadcast = option(entry, "brd", ipv4).or(() -> option(entry, "broadcast", ipv4));
        String label = option(entry, "label", ipv4).map(Item::text).orElse(null);
        return new VirtualAddress(
                prefix.address(),
                prefix.length(),
                device,
                scope,
                broadcast.map(item -> broadcast(item, prefix)).orElse(null),
                label);
    }

    private Optional<Item> option(Item entry, String name, boolean ipv4) {
        Optional<Item> item = entry.block().last(name);
        if (item.isPresent() && !ipv4) {
            diagnostics.warning(
                    item.get().at(),
                    "option-needs-ipv4",
                    "an IPv6 address has no " + name + "; it is ignored",
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
