package org.gemel.config.internal.bind;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.gemel.api.config.AddressText;
import org.gemel.api.config.Family;
import org.gemel.api.config.UnicastPeer;
import org.gemel.config.internal.check.Block;
import org.gemel.config.internal.check.Diagnostics;
import org.gemel.config.internal.check.Item;
import org.jspecify.annotations.Nullable;

/** Binds where advertisements come from and go to. */
final class DestinationBinder {

    /**
     * Also for IPv6, where keepalived leaves the kernel's 64 (behaviour 45): a receiver that checks wants 255 (RFC 9568
     * 5.1.2.3).
     */
    private static final int DEFAULT_TTL = 255;

    private static final InetAddress GROUP4 = literal("224.0.0.18");
    private static final InetAddress GROUP6 = literal("ff02::12");

    private final Diagnostics diagnostics;

    DestinationBinder(Diagnostics diagnostics) {
        this.diagnostics = diagnostics;
    }

    private static InetAddress literal(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    List<UnicastPeer> peers(Settings settings, Family family) {
        Block own = settings.own();
        List<UnicastPeer> peers = new ArrayList<>();
        for (Item entry : own.entries("unicast_peer")) {
            InetAddress peer = entry.value(0, InetAddress.class);
            if (fits(entry, peer, family)
                    && peers.stream().noneMatch(known -> known.address().equals(peer))) {
                peers.add(peer(entry, peer));
            }
        }
        Optional<Item> keyword = Stream.of(
                        "unicast_peer", "unicast_src_ip", "unicast_fault_no_peer", "check_unicast_src")
                .flatMap(name -> own.last(name).stream())
                .findFirst();
        if (peers.isEmpty() && keyword.isPresent()) {
            diagnostics.warning(
                    keyword.get().at(),
                    "unicast-without-peers",
                    keyword.get().name() + " without any peer; "
                            + (own.contains("unicast_fault_no_peer")
                                    ? "the virtual router stays in FAULT (unicast_fault_no_peer)"
                                    : "advertisements go to the multicast group"),
                    "list the peers in unicast_peer, or remove it");
        } else if (!peers.isEmpty() && settings.strict()) {
            diagnostics.error(
                    own.all("unicast_peer").get(0).at(),
                    "unicast-in-strict-mode",
                    "strict mode does not allow unicast peers",
                    "remove vrrp_strict (or strict_mode), or the peers");
        }
        return peers;
    }

    private UnicastPeer peer(Item entry, InetAddress address) {
        int least = ttl(entry, "min_ttl", 0);
        int most = ttl(entry, "max_ttl", 255);
        if (least > most) {
            diagnostics.error(
                    entry.at(),
                    "no-ttl-left",
                    "min_ttl " + least + " is above max_ttl " + most
                            + ", so that nothing of this peer would be accepted",
                    "exchange the two");
            return new UnicastPeer(address);
        }
        return new UnicastPeer(address, least, most);
    }

    private static int ttl(Item entry, String name, int otherwise) {
        return entry.block().last(name).map(Item::number).orElse(otherwise);
    }

    int unicastTtl(Block own, List<UnicastPeer> peers) {
        Optional<Item> ttl = own.last("unicast_ttl");
        if (ttl.isPresent() && peers.isEmpty()) {
            diagnostics.warning(
                    ttl.get().at(),
                    "unicast-without-peers",
                    "unicast_ttl without any peer is ignored",
                    "list the peers in unicast_peer, or remove it");
            return DEFAULT_TTL;
        }
        return ttl.map(Item::number).orElse(DEFAULT_TTL);
    }

    @Nullable
    InetAddress source(Block own, Family family) {
        return Stream.of("mcast_src_ip", "unicast_src_ip")
                .flatMap(name -> own.last(name).stream())
                .filter(item -> fits(item, item.value(0, InetAddress.class), family))
                .map(item -> item.value(0, InetAddress.class))
                .reduce((first, second) -> second)
                .orElse(null);
    }

    InetAddress group(Settings settings, Family family, List<UnicastPeer> peers) {
        boolean ipv4 = family == Family.IPV4;
        Optional<InetAddress> own = settings.own()
                .last("mcast_dst_ip")
                .filter(item -> fits(item, item.value(0, InetAddress.class), family))
                .map(item -> item.value(0, InetAddress.class));
        if (own.isPresent() && !peers.isEmpty()) {
            diagnostics.warning(
                    settings.own().last("mcast_dst_ip").orElseThrow().at(),
                    "group-with-unicast",
                    "with unicast peers nothing is sent to a multicast group; mcast_dst_ip is ignored",
                    "remove it or the peers");
        }
        return own.or(() -> settings.global()
                        .last(ipv4 ? "vrrp_mcast_group4" : "vrrp_mcast_group6")
                        .map(item -> item.value(0, InetAddress.class)))
                .orElse(ipv4 ? GROUP4 : GROUP6);
    }

    private boolean fits(Item item, InetAddress address, Family family) {
        boolean fits = Family.of(address) == family;
        if (!fits) {
            diagnostics.error(
                    item.at(),
                    "mixed-families",
                    AddressText.of(address) + " is not of the family of this virtual router",
                    "write an " + (address instanceof Inet4Address ? "IPv6" : "IPv4") + " address");
        }
        return fits;
    }
}
