package org.gemel.config.internal.rules;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.gemel.api.config.Family;
import org.gemel.config.internal.check.Block;
import org.gemel.config.internal.check.Diagnostics;
import org.gemel.config.internal.check.Item;

/** Rules of {@code virtual_server} (behaviours 96 to 99). */
final class ServerRules {

    private final Block text;
    private final Item server;
    private final Diagnostics diagnostics;

    private ServerRules(Block text, Item server, Diagnostics diagnostics) {
        this.text = text;
        this.server = server;
        this.diagnostics = diagnostics;
    }

    static void check(Block text, Diagnostics diagnostics) {
        for (Item server : text.all("virtual_server")) {
            ServerRules rules = new ServerRules(text, server, diagnostics);
            rules.realServers();
            rules.defaults();
            rules.quorum();
            rules.thresholds();
            rules.family();
            CheckRules.check(server, diagnostics);
        }
    }

    private void realServers() {
        List<Item> servers = server.block().all("real_server");
        if (servers.isEmpty()) {
            diagnostics.error(
                    server.at(),
                    "no-real-servers",
                    name() + " has no real_server and cannot serve",
                    "add one or remove the virtual server");
        }
        Map<String, Item> known = new HashMap<>();
        for (Item real : servers) {
            String name = real.text() + (real.has(1) ? " " + real.value(1, Long.class) : "");
            Item first = known.putIfAbsent(name, real);
            if (first != null) {
                diagnostics.error(
                        real.at(),
                        "duplicate-server",
                        "real server " + name + " is already listed at " + first.at(),
                        "remove one of them");
            }
        }
    }

    private void defaults() {
        usual("a scheduler", "wlc", "lb_algo", "lvs_sched");
        usual("a forwarding method", "NAT", "lb_kind", "lvs_method");
        if (!server.text().equals("fwmark")) {
            usual("a protocol", "UDP", "protocol");
        }
    }

    private void usual(String what, String value, String keyword, String... others) {
        boolean said =
                server.block().contains(keyword) || List.of(others).stream().anyMatch(server.block()::contains);
        if (!said) {
            diagnostics.warning(
                    server.at(),
                    "default-used",
                    name() + " does not say " + what + "; " + value + " is used",
                    "write '" + keyword + " ...'");
        }
    }

    private String name() {
        return "virtual server "
                + server.arguments().stream()
                        .map(argument -> argument.word().text())
                        .collect(Collectors.joining(" "));
    }

    private void quorum() {
        Block own = server.block();
        if (own.all("real_server").isEmpty()) {
            return;
        }
        long usualWeight = number(own, "weight", 1);
        long weight = own.all("real_server").stream()
                .mapToLong(real -> number(real.block(), "weight", usualWeight))
                .sum();
        long quorum = number(own, "quorum", 1);
        if (quorum > weight) {
            diagnostics.warning(
                    own.last("quorum").orElse(server).at(),
                    "quorum-too-high",
                    "quorum " + quorum + " is more than the real servers weigh together; " + weight + " is used",
                    "write a quorum of at most " + weight + " or raise the weights");
        }
        Optional<Item> hysteresis = own.last("hysteresis");
        if (hysteresis.isPresent() && number(own, "hysteresis", 0) >= quorum) {
            diagnostics.warning(
                    hysteresis.get().at(),
                    "hysteresis-too-high",
                    "hysteresis must be less than the quorum, which is " + quorum,
                    "write a lower hysteresis or a higher quorum");
        }
    }

    private void thresholds() {
        for (Item real : server.block().all("real_server")) {
            long most = number(real.block(), "uthreshold", 0);
            Optional<Item> least = real.block().last("lthreshold");
            if (least.isPresent() && number(real.block(), "lthreshold", 0) > most) {
                diagnostics.warning(
                        least.get().at(),
                        "lthreshold-too-high",
                        most == 0
                                ? "lthreshold ends what uthreshold begins, and there is none"
                                : "lthreshold is more than uthreshold, " + most,
                        "write an uthreshold that is at least as high");
            }
        }
    }

    /** A mark says nothing of what it marks, an address says it all. */
    private void family() {
        Optional<Item> protocol = server.block().last("protocol");
        if (marksOnly() && protocol.isPresent()) {
            diagnostics.warning(
                    protocol.get().at(),
                    "protocol-of-mark",
                    name() + " gets all packets with that mark; protocol is ignored",
                    "remove it; say the protocol where packets are marked");
        }
        Optional<Item> family = server.block().last("ip_family");
        if (family.isPresent() && server.arguments().get(0).value() instanceof InetAddress address) {
            boolean six = Family.of(address) == Family.IPV6;
            if (six != family.get().text().equals("inet6")) {
                diagnostics.error(
                        family.get().at(),
                        "mixed-families",
                        "ip_family " + family.get().text() + " is not the family of " + server.text(),
                        "remove it; the address says it");
            }
        }
    }

    /** Also of a group that has nothing else. */
    private boolean marksOnly() {
        if (!server.text().equals("group")) {
            return server.text().equals("fwmark");
        }
        List<Item> entries = text.all("virtual_server_group").stream()
                .filter(group ->
                        group.text().equals(server.arguments().get(1).word().text()))
                .flatMap(group -> group.block().items().stream())
                .toList();
        return !entries.isEmpty()
                && entries.stream().allMatch(entry -> entry.text().equals("fwmark"));
    }

    static long number(Block block, String name, long otherwise) {
        return block.last(name).map(item -> item.value(0, Long.class)).orElse(otherwise);
    }
}
