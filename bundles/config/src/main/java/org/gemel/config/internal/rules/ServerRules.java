package org.gemel.config.internal.rules;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.gemel.config.internal.check.Block;
import org.gemel.config.internal.check.Diagnostics;
import org.gemel.config.internal.check.Item;

/** Rules of {@code virtual_server} (behaviours 96 to 99). */
final class ServerRules {

    private static final long DEFAULT_MAX_REPLY = 255;

    private final Item server;
    private final Diagnostics diagnostics;

    private ServerRules(Item server, Diagnostics diagnostics) {
        this.server = server;
        this.diagnostics = diagnostics;
    }

    static void check(Block text, Diagnostics diagnostics) {
        for (Item server : text.all("virtual_server")) {
            ServerRules rules = new ServerRules(server, diagnostics);
            rules.realServers();
            rules.defaults();
            rules.quorum();
            rules.replies();
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

    private void replies() {
        for (Item real : server.block().all("real_server")) {
            for (Item check : real.block().all("UDP_CHECK")) {
                long most = number(check.block(), "max_reply_length", DEFAULT_MAX_REPLY);
                Optional<Item> least = check.block().last("min_reply_length");
                if (least.isPresent() && number(check.block(), "min_reply_length", 0) > most) {
                    diagnostics.warning(
                            least.get().at(),
                            "check-always-fails",
                            "min_reply_length is more than max_reply_length, " + most + ": the check always fails",
                            "lower one or raise the other");
                }
            }
        }
    }

    private static long number(Block block, String name, long otherwise) {
        return block.last(name).map(item -> item.value(0, Long.class)).orElse(otherwise);
    }
}
