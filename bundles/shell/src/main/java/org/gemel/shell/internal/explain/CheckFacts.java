package org.gemel.shell.internal.explain;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gemel.api.config.AddressText;
import org.gemel.api.config.CheckerDefinition;
import org.gemel.api.config.CheckerDefinition.Connection;
import org.gemel.api.config.CheckerDefinition.Setting;
import org.gemel.api.config.CheckerDefinition.Timing;
import org.gemel.api.config.ClientTls;
import org.gemel.api.config.Command;
import org.gemel.api.config.TrackerDefinition;
import org.jspecify.annotations.Nullable;

/** What holds for a check of a real server. */
final class CheckFacts {

    private static final String NONE = "none";
    private static final String HIDDEN = "<hidden>";

    private CheckFacts() {}

    /** @param realServer the name of what is checked, that of its virtual server before it */
    static Section of(CheckerDefinition check, String realServer) {
        Facts facts = new Facts().at("weight of real server", Integer.toString(check.weight()), check.at());
        timing(check.timing(), facts);
        facts.add("alpha", check.alpha()).add("log_all_failures", check.logAllFailures());
        connection(check.connection(), facts);
        facts.add("virtualhost", check.virtualHost() == null ? NONE : check.virtualHost());
        for (Setting setting : check.settings()) {
            facts.at(setting.name(), text(setting), setting.at());
            command(setting, facts);
            for (Setting inner : setting.settings()) {
                facts.at(setting.name() + " " + inner.name(), text(inner), inner.at());
            }
        }
        tls(check.tls(), facts);
        tracker(check.tracker(), facts);
        return facts.section(check.kind(), realServer);
    }

    private static void timing(Timing timing, Facts facts) {
        facts.add("delay_loop", timing.interval())
                .add("retry", timing.retries())
                .add("delay_before_retry", timing.retryDelay())
                .add("warmup", timing.warmup());
    }

    private static void connection(Connection connection, Facts facts) {
        InetAddress from = connection.from();
        facts.add("connect_ip", AddressText.of(connection.to().getAddress()))
                .add("connect_port", connection.to().getPort())
                .add("bindto", from)
                .add(
                        "bind_port",
                        connection.fromPort() == 0 ? Facts.AUTOMATIC : Integer.toString(connection.fromPort()))
                .add("bind_if", connection.interfaceName() == null ? Facts.AUTOMATIC : connection.interfaceName())
                .add("fwmark", Integer.toUnsignedString(connection.mark()))
                .add("connect_timeout", connection.timeout());
    }

    /** An address with its port. */
    static String peer(InetSocketAddress peer) {
        return AddressText.of(peer.getAddress()) + " " + peer.getPort();
    }

    /** A word alone is a flag. */
    private static String text(Setting setting) {
        return Stream.concat(
                        setting.secret() ? Stream.of(HIDDEN) : setting.arguments().stream(),
                        setting.settings().stream()
                                .filter(inner -> !inner.settings().isEmpty())
                                .map(CheckFacts::nested))
                .collect(
                        Collectors.collectingAndThen(Collectors.joining(" "), words -> words.isEmpty() ? "on" : words));
    }

    /** Nobody has more than two blocks in one another, but a plugin may. */
    private static String nested(Setting setting) {
        return setting.name() + " { "
                + setting.settings().stream()
                        .map(inner -> inner.name() + " " + text(inner))
                        .collect(Collectors.joining("; "))
                + " }";
    }

    private static void command(Setting setting, Facts facts) {
        Command command = setting.command();
        if (command != null) {
            String keyword = setting.name();
            facts.at(keyword + " user", Facts.user(command.user(), command.group()), setting.at())
                    .at(keyword + " command", Facts.command(command.words()), setting.at());
            PolicyFacts.add(command.policy(), keyword, facts);
        }
    }

    private static void tls(@Nullable ClientTls tls, Facts facts) {
        if (tls != null) {
            facts.add("ca", path(tls.authority()))
                    .add("certificate", path(tls.certificate()))
                    .add("key", path(tls.key()))
                    .add("password", tls.passphrase() == null ? NONE : HIDDEN);
        }
    }

    private static String path(@Nullable Path path) {
        return path == null ? NONE : path.toString();
    }

    /** What is watched for a check alone has no block of its own among those that are told. */
    private static void tracker(@Nullable TrackerDefinition tracker, Facts facts) {
        if (tracker != null) {
            Section section = TrackerFacts.of(tracker);
            String title = section.title();
            List<Fact> inner = section.facts();
            facts.add("tracks", title);
            inner.forEach(fact -> facts.add(title + " " + fact.keyword(), fact.value()));
        }
    }
}
