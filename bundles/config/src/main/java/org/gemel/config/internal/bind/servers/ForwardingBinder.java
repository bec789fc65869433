package org.gemel.config.internal.bind.servers;

import org.gemel.api.config.VirtualServer.Forwarding;
import org.gemel.api.config.VirtualServer.Forwarding.Checksum;
import org.gemel.api.config.VirtualServer.Forwarding.Method;
import org.gemel.api.config.VirtualServer.Forwarding.Tunnel;
import org.gemel.config.internal.check.Block;
import org.gemel.config.internal.check.Diagnostics;
import org.gemel.config.internal.check.Item;

/** Binds how connections reach a real server. */
final class ForwardingBinder {

    private final Diagnostics diagnostics;

    ForwardingBinder(Diagnostics diagnostics) {
        this.diagnostics = diagnostics;
    }

    /** @param item {@code lb_kind} or one of its kind */
    Forwarding bind(Item item) {
        Method method =
                switch (item.text()) {
                    case "DR" -> Method.DIRECT;
                    case "TUN" -> Method.TUNNEL;
                    default -> Method.NAT;
                };
        Block options = item.block();
        if (method != Method.TUNNEL && !options.items().isEmpty()) {
            diagnostics.warning(
                    options.items().get(0).at(),
                    "option-of-tunnels",
                    item.name() + " " + item.text() + " packs nothing; what follows it is ignored",
                    "remove it, or write TUN");
            return new Forwarding(method, Tunnel.IPIP, 0, Checksum.NONE);
        }
        Tunnel tunnel = options.last("type")
                .map(type -> switch (type.text()) {
                    case "gue" -> Tunnel.GUE;
                    case "gre" -> Tunnel.GRE;
                    default -> Tunnel.IPIP;
                })
                .orElse(Tunnel.IPIP);
        int port = options.last("port").map(Item::number).orElse(0);
        if (tunnel == Tunnel.GUE && port == 0) {
            diagnostics.error(
                    item.at(),
                    "tunnel-without-port",
                    "a GUE tunnel needs a port",
                    "write 'type gue port' and a number");
        }
        if (tunnel != Tunnel.GUE && port != 0) {
            notOfTunnel(options.last("port").orElseThrow(), "only a GUE tunnel has a port");
        }
        Checksum checksum = checksum(options);
        if (tunnel == Tunnel.IPIP && checksum != Checksum.NONE) {
            notOfTunnel(item, "an IPIP tunnel has no checksum");
        }
        return new Forwarding(method, tunnel, tunnel == Tunnel.GUE ? port : 0, checksum);
    }

    private void notOfTunnel(Item item, String message) {
        diagnostics.error(item.at(), "option-of-another-tunnel", message, "remove it, or write another type");
    }

    private static Checksum checksum(Block options) {
        return Inheritance.lastOf(options, "nocsum", "csum", "remcsum")
                .map(item -> switch (item.name()) {
                    case "csum" -> Checksum.FULL;
                    case "remcsum" -> Checksum.REMOTE;
                    default -> Checksum.NONE;
                })
                .orElse(Checksum.NONE);
    }
}
