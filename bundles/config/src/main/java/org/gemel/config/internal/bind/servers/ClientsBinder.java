package org.gemel.config.internal.bind.servers;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.gemel.api.config.AddressText;
import org.gemel.api.config.Family;
import org.gemel.api.config.VirtualServer.Address;
import org.gemel.api.config.VirtualServer.Address.Endpoint;
import org.gemel.api.config.VirtualServer.Address.Mark;
import org.gemel.api.config.VirtualServer.Protocol;
import org.gemel.config.internal.check.Block;
import org.gemel.config.internal.check.Diagnostics;
import org.gemel.config.internal.check.Item;
import org.gemel.config.internal.schema.AddressRange;

/** Binds what clients of virtual servers connect to. */
final class ClientsBinder {

    /** Each is a service to the kernel. */
    private static final int MOST = 1 << 16;

    private final Map<String, Item> groups = new HashMap<>();
    private final Diagnostics diagnostics;

    ClientsBinder(Block text, Diagnostics diagnostics) {
        text.all("virtual_server_group").forEach(item -> groups.put(item.text(), item));
        this.diagnostics = diagnostics;
    }

    /**
     * @param item a virtual server
     * @param usualFamily of marks that say none
     * @return empty if there are none, which was reported
     */
    Optional<Clients> bind(Item item, Family usualFamily) {
        Protocol protocol = item.block()
                .last("protocol")
                .map(word -> Protocol.valueOf(word.text().toUpperCase(Locale.ROOT)))
                .orElse(Protocol.UDP);
        return switch (item.text()) {
            case "fwmark" -> mark(item, usualFamily);
            case "group" -> group(item, protocol, usualFamily);
            default -> Optional.of(endpoint(item, protocol));
        };
    }

    /** {@code 192.0.2.1:80}, {@code [2001:db8::1]:80}. */
    static String name(InetAddress address, int port) {
        String text = AddressText.of(address);
        return (Family.of(address) == Family.IPV6 ? "[" + text + "]" : text) + ":" + port;
    }

    private static Clients endpoint(Item item, Protocol protocol) {
        Endpoint endpoint = new Endpoint(item.value(0, InetAddress.class), port(item), protocol);
        return new Clients(Clients.shown(endpoint), List.of(endpoint));
    }

    private static String name(Protocol protocol) {
        return protocol.name().toLowerCase(Locale.ROOT);
    }

    private static int port(Item item) {
        return item.has(1) ? Math.toIntExact(item.value(1, Long.class)) : 0;
    }

    private static Optional<Clients> mark(Item item, Family usualFamily) {
        Mark mark = new Mark(item.value(1, Long.class).intValue(), family(item, usualFamily));
        return Optional.of(new Clients(Clients.shown(mark), List.of(mark)));
    }

    private static Family family(Item item, Family usual) {
        return item.has(2) ? family(item.arguments().get(2).word().text()) : usual;
    }

    static Family family(String word) {
        return word.equals("inet6") ? Family.IPV6 : Family.IPV4;
    }

    /** The protocol is in the name because a group may be served with several. */
    private Optional<Clients> group(Item item, Protocol protocol, Family usualFamily) {
        String name = item.arguments().get(1).word().text();
        Item group = groups.get(name);
        Set<Address> addresses = new LinkedHashSet<>();
        if (group != null) {
            group.block().items().forEach(entry -> addAll(entry, protocol, usualFamily, addresses));
        }
        if (addresses.isEmpty()) {
            diagnostics.error(
                    item.at(),
                    "no-addresses",
                    "virtual_server_group " + name + " has no address to serve",
                    "write one in the group");
            return Optional.empty();
        }
        boolean marksOnly = addresses.stream().allMatch(Mark.class::isInstance);
        return Optional.of(
                new Clients("group " + name + (marksOnly ? "" : "/" + name(protocol)), List.copyOf(addresses)));
    }

    private void addAll(Item entry, Protocol protocol, Family usualFamily, Set<Address> into) {
        if (entry.text().equals("fwmark")) {
            into.add(new Mark(entry.value(1, Long.class).intValue(), family(entry, usualFamily)));
            return;
        }
        AddressRange range = entry.value(0, AddressRange.class);
        if (range.inside()) {
            diagnostics.error(
                    entry.at(),
                    "bad-address",
                    entry.text() + " is an address in a network and no network",
                    "write zeros behind the prefix, or no length");
        } else if (range.size() < 1) {
            diagnostics.error(
                    entry.at(),
                    "bad-address",
                    entry.text() + " runs backwards",
                    "write the lower address before the dash");
        } else if (into.size() + range.size() > MOST) {
            diagnostics.error(
                    entry.at(),
                    "too-many-addresses",
                    entry.text() + " makes more than " + MOST + " addresses of one group",
                    "write less, or mark the packets in the firewall and write fwmark");
        } else {
            int port = port(entry);
            List<Address> added = new ArrayList<>();
            range.addresses().forEach(address -> added.add(new Endpoint(address, port, protocol)));
            into.addAll(added);
        }
    }
}
