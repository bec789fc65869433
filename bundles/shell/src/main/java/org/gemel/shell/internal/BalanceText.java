package org.gemel.shell.internal;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.List;
import org.gemel.api.balancer.VirtualServerStatus;
import org.gemel.api.balancer.VirtualServerStatus.CheckStatus;
import org.gemel.api.balancer.VirtualServerStatus.RealServerStatus;
import org.gemel.api.balancer.VirtualServerStatus.Seen;
import org.gemel.api.checker.Verdict.Evidence;
import org.gemel.api.dataplane.Traffic.Counts;

/** Virtual servers for people. */
final class BalanceText {

    /** Nobody needs more than milliseconds. */
    private static final DateTimeFormatter TIME =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

    private BalanceText() {}

    /** All, each with its real servers. */
    static String table(List<VirtualServerStatus> servers, Instant now) {
        if (servers.isEmpty()) {
            return "no virtual server is configured\n";
        }
        Columns columns = new Columns()
                .row(
                        "SERVER",
                        "HOW",
                        "STATE",
                        "WEIGHT",
                        "CONNS",
                        "ACTIVE",
                        "INACT",
                        "PKTS IN",
                        "OUT",
                        "BYTES IN",
                        "OUT",
                        "SINCE",
                        "REASON");
        for (VirtualServerStatus server : servers) {
            row(
                    columns,
                    server.name(),
                    server.scheduler() + (server.dataPlane() == null ? "" : " " + server.dataPlane()),
                    state(server),
                    server.weight() + "/" + server.quorum(),
                    server.traffic(),
                    Durations.since(server.since(), now),
                    server.reason());
            for (RealServerStatus each : server.realServers()) {
                row(
                        columns,
                        "  -> " + each.name(),
                        each.forwarding(),
                        state(each),
                        Integer.toString(each.weight()),
                        each.traffic(),
                        Durations.since(each.since(), now),
                        each.reason());
            }
        }
        return columns.text("");
    }

    private static void row(
            Columns columns,
            String name,
            String how,
            String state,
            String weight,
            Counts counts,
            String since,
            String reason) {
        columns.row(
                name,
                how,
                state,
                weight,
                count(counts.connections()),
                count(counts.active()),
                count(counts.inactive()),
                count(counts.packetsIn()),
                count(counts.packetsOut()),
                count(counts.bytesIn()),
                count(counts.bytesOut()),
                since,
                reason);
    }

    private static String count(long number) {
        return number < 0 ? "-" : Long.toString(number);
    }

    static String state(VirtualServerStatus server) {
        if (server.dataPlane() == null) {
            return "idle";
        }
        String state = server.sorry() ? "sorry" : server.quorumReached() ? "up" : "down";
        return server.suspended() ? state + ", elsewhere" : state;
    }

    static String state(RealServerStatus server) {
        if (server.sorry()) {
            return server.weight() > 0 ? "serves" : "waits";
        }
        String state = server.alive() ? "up" : "down";
        return server.drained() ? state + ", drained" : state;
    }

    /** What a real server's checks have asked and heard. */
    static String explanation(VirtualServerStatus virtual, RealServerStatus server, Instant now) {
        StringBuilder text = new StringBuilder();
        text.append("%s of %s: %s for %s: %s%n"
                .formatted(
                        server.name(),
                        virtual.name(),
                        state(server),
                        Durations.since(server.since(), now),
                        server.reason()));
        text.append("  weight %d, configured %d%n".formatted(server.weight(), server.configuredWeight()));
        if (server.checks().isEmpty()) {
            text.append("  no checks\n");
        }
        server.checks().forEach(each -> text.append(of(each)));
        return text.toString();
    }

    private static String of(CheckStatus check) {
        StringBuilder text = new StringBuilder("%s: %s, asked %d times, told no %d times%n"
                .formatted(check.kind(), check.passed() ? "passed" : "failed", check.probes(), check.failures()));
        if (check.condition() != null) {
            text.append("  it cannot be asked: ").append(check.condition()).append('\n');
        }
        Columns columns = new Columns();
        for (Seen seen : check.history()) {
            Evidence evidence = seen.verdict().evidence();
            columns.row(
                    TIME.format(seen.at()),
                    (seen.verdict().passed() ? "passed" : "failed")
                            + (seen.verdict().weight() == 0
                                    ? ""
                                    : " %+d".formatted(seen.verdict().weight())),
                    evidence.asked(),
                    evidence.answered(),
                    evidence.took().toMillis() + " ms");
        }
        return text.append(columns.text("  ")).toString();
    }
}
