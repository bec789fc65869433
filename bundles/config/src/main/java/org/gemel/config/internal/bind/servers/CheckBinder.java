package org.gemel.config.internal.bind.servers;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.gemel.api.config.AddressText;
import org.gemel.api.config.CheckerDefinition;
import org.gemel.api.config.CheckerDefinition.Connection;
import org.gemel.api.config.CheckerDefinition.Setting;
import org.gemel.api.config.CheckerDefinition.Timing;
import org.gemel.api.config.ClientTls;
import org.gemel.api.config.Command;
import org.gemel.config.internal.bind.CommandBinder;
import org.gemel.config.internal.check.Block;
import org.gemel.config.internal.check.Diagnostics;
import org.gemel.config.internal.check.Item;
import org.gemel.config.internal.check.Item.Argument;

/** Binds what tells whether a real server works. */
final class CheckBinder {

    private static final Duration DEFAULT_INTERVAL = Duration.ofSeconds(60);
    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(5);

    /** The words of every check and of every check over the network; what they say is in the definition itself. */
    private static final Set<String> COMMON = Set.of(
            "retry",
            "nb_get_retry",
            "delay_before_retry",
            "warmup",
            "delay_loop",
            "alpha",
            "log_all_failures",
            "connect_ip",
            "connect_port",
            "bindto",
            "bind_port",
            "bind_if",
            "connect_timeout",
            "fwmark");

    /**
     * What is checked.
     *
     * @param address of a real server
     * @param weight of a real server
     */
    record Checked(InetSocketAddress address, int weight) {}

    private final Block global;
    private final CommandBinder commands;
    private final ClientTls tls;
    private final TrackerReferences trackers;
    private final Diagnostics diagnostics;

    /**
     * @param global all {@code global_defs} blocks as one
     * @param tls of every check that speaks TLS
     */
    CheckBinder(
            Block global, CommandBinder commands, ClientTls tls, TrackerReferences trackers, Diagnostics diagnostics) {
        this.global = global;
        this.commands = commands;
        this.tls = tls;
        this.trackers = trackers;
        this.diagnostics = diagnostics;
    }

    /**
     * The checks of one block: one, but as many as there are {@code host} blocks in it, and none if what it cannot do without
     * is missing, which was reported.
     *
     * @param item the check's block
     * @param outer what its real server says
     * @param checked its real server
     */
    List<CheckerDefinition> bind(Item item, Inheritance outer, Checked checked) {
        List<Item> hosts = item.block().all("host");
        if (!item.name().equals("SMTP_CHECK") || hosts.isEmpty()) {
            return bind(item, item.block(), outer.within(item.block()), checked).stream()
                    .toList();
        }
        List<CheckerDefinition> checks = new ArrayList<>();
        for (Item host : hosts) {
            bind(item, item.block(), outer.within(item.block()).within(host.block()), checked)
                    .ifPresent(checks::add);
        }
        return checks;
    }

    private Optional<CheckerDefinition> bind(Item item, Block own, Inheritance said, Checked checked) {
        CheckKind kind = CheckKind.of(item.name());
        Timing timing = timing(said, kind);
        Optional<Command> command = Optional.empty();
        Optional<Item> line = own.last("misc_path");
        if (item.name().equals("MISC_CHECK")) {
            command = line.flatMap(path -> commands.bind(path, own.last("user")));
            if (command.isEmpty()) {
                return Optional.empty();
            }
        }
        if (own.contains("url") && !asks(item)) {
            return Optional.empty();
        }
        List<Setting> settings = new ArrayList<>(settings(own, command));
        Optional<TrackerReferences.Reference> reference = trackers.of(item);
        if (reference.isEmpty() && TrackerReferences.needed(item)) {
            return Optional.empty();
        }
        reference.ifPresent(each -> settings.addAll(each.settings()));
        return Optional.of(new CheckerDefinition(
                item.name(),
                timing,
                said.flag("alpha"),
                said.find("log_all_failures")
                        .or(() -> global.last("checker_log_all_failures"))
                        .map(Item::flag)
                        .orElse(false),
                connection(item, kind, said, timing, checked),
                settings,
                reference.map(TrackerReferences.Reference::definition).orElse(null),
                kind.named() ? said.find("virtualhost").map(Item::text).orElse(null) : null,
                kind.secured() ? tls : null,
                checked.weight(),
                item.at()));
    }

    /** Whether any of its urls says what to ask for; as keepalived, it goes without those that do not. */
    private boolean asks(Item check) {
        List<Item> urls = check.block().all("url");
        List<Item> idle = urls.stream().filter(url -> !hasPath(url)).toList();
        boolean asks = idle.size() < urls.size();
        idle.forEach(url -> diagnostics.warning(
                url.at(),
                "missing-keyword",
                "url has no path and is ignored"
                        + (asks
                                ? ""
                                : "; " + check.name() + " asks for nothing and is left out, as if it never failed"),
                "write 'path': path with query"));
        return asks;
    }

    private static boolean hasPath(Item url) {
        return url.block().contains("path");
    }

    private static Timing timing(Inheritance said, CheckKind kind) {
        Duration interval = said.seconds("delay_loop").orElse(DEFAULT_INTERVAL);
        Optional<Integer> older = Inheritance.of(said.blocks().get(0)).number("nb_get_retry");
        Duration usualDelay = kind.retryDelay();
        return new Timing(
                interval,
                older.or(() -> said.number("retry")).orElse(kind.retries()),
                said.seconds("delay_before_retry").orElse(usualDelay == null ? interval : usualDelay),
                kind.hears() ? Duration.ZERO : said.seconds("warmup").orElse(interval));
    }

    private Connection connection(Item item, CheckKind kind, Inheritance said, Timing timing, Checked checked) {
        InetAddress to = said.find("connect_ip")
                .map(each -> each.value(0, InetAddress.class))
                .orElse(checked.address().getAddress());
        int port = said.find("connect_port")
                .map(Item::number)
                .orElse(
                        checked.address().getPort() == 0
                                ? kind.port()
                                : checked.address().getPort());
        if (kind.connects() && port == 0) {
            diagnostics.warning(
                    item.at(),
                    "check-always-fails",
                    item.name() + " does not know what port to connect to, for its real server has none",
                    "write connect_port");
        }
        if (to.isLinkLocalAddress()
                && to instanceof Inet6Address
                && (kind.connects() || item.name().equals("PING_CHECK"))
                && said.find("bind_if").isEmpty()) {
            diagnostics.warning(
                    said.find("connect_ip").map(Item::at).orElse(item.at()),
                    "link-local-without-interface",
                    item.name() + ": the link-local address " + AddressText.of(to)
                            + " is on every link, and the check always fails",
                    "write bind_if with the name of the interface");
        }
        InetAddress from = said.find("bindto")
                .map(each -> each.value(0, InetAddress.class))
                .orElse(null);
        if (from != null && from.getAddress().length != to.getAddress().length) {
            diagnostics.warning(
                    said.find("bindto").orElseThrow().at(),
                    "mixed-families",
                    "bindto is not of the family of the address to connect to, and is ignored",
                    "write an address of the same family");
            from = null;
        }
        return new Connection(
                new InetSocketAddress(to, port),
                from,
                said.find("bind_port").map(Item::number).orElse(0),
                said.find("bind_if").map(Item::text).orElse(null),
                said.find("fwmark")
                        .map(each -> each.value(0, Long.class).intValue())
                        .orElse(0),
                timeout(item, said, timing));
    }

    /** A command may take as long as it is from one round to the next. */
    private static Duration timeout(Item item, Inheritance said, Timing timing) {
        if (item.name().equals("MISC_CHECK")) {
            return item.block()
                    .last("misc_timeout")
                    .map(Item::seconds)
                    .filter(limit -> !limit.isZero())
                    .orElse(timing.interval());
        }
        return said.seconds("connect_timeout").orElse(DEFAULT_TIMEOUT);
    }

    /** The user of a command is in the command. */
    private static List<Setting> settings(Block own, Optional<Command> command) {
        return own.items().stream()
                .filter(each -> !COMMON.contains(each.name()))
                .filter(each -> !each.name().equals("url") || hasPath(each))
                .filter(each -> !each.name().equals("host") && !each.name().equals("virtualhost"))
                .filter(each -> command.isEmpty() || !each.name().equals("user"))
                .map(each -> setting(each, each.name().equals("misc_path") ? command : Optional.empty()))
                .toList();
    }

    private static Setting setting(Item item, Optional<Command> command) {
        return new Setting(
                item.name(),
                item.arguments().stream()
                        .map(Argument::word)
                        .map(word -> word.text())
                        .toList(),
                item.block().items().stream()
                        .map(each -> setting(each, Optional.empty()))
                        .toList(),
                command.orElse(null),
                item.at(),
                item.keyword().signature().secret());
    }
}
