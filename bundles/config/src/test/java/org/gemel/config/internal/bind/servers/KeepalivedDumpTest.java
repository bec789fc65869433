package org.gemel.config.internal.bind.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.gemel.api.config.AddressText;
import org.gemel.api.config.CheckerDefinition;
import org.gemel.api.config.Configuration;
import org.gemel.api.config.ReadOptions;
import org.gemel.api.config.Subject;
import org.gemel.api.config.VirtualServer;
import org.gemel.api.config.VirtualServer.Address;
import org.gemel.api.config.VirtualServer.Forwarding;
import org.gemel.api.config.VirtualServer.RealServer;
import org.gemel.config.internal.Rows;
import org.gemel.config.internal.reader.FormatReader;
import org.gemel.config.internal.schema.Schema;
import org.gemel.config.keepalived.internal.KeepalivedFormat;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What is bound is what keepalived 2.2.7 dumped of the same files ({@code --dump-conf}) under a kernel with IPVS, without which
 * its checker process ends before it dumps. Where they differ, {@code differences.tsv} says why.
 */
class KeepalivedDumpTest {

    private static final Schema SCHEMA = Schema.load();

    /** A row: a pattern of cases, keepalived's line, ours or {@code -} for none, the reason. */
    private static final List<String[]> DIFFERENCES = Rows.of("servers/differences.tsv");

    private static List<Path> cases() throws IOException, URISyntaxException {
        try (Stream<Path> files =
                Files.list(Path.of(Rows.class.getResource("servers").toURI()))) {
            return files.filter(file -> file.toString().endsWith(".conf"))
                    .sorted()
                    .toList();
        }
    }

    private static String name(Path file) {
        return file.getFileName().toString().replace(".conf", "");
    }

    private static List<String> dumped(Path file, Set<String[]> used) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line : Files.readAllLines(file.resolveSibling(name(file) + ".dump"))) {
            String ours = line;
            for (String[] row : DIFFERENCES) {
                if (name(file).matches(row[0]) && row[1].equals(line)) {
                    ours = row[2];
                    used.add(row);
                }
            }
            if (!ours.equals("-")) {
                lines.add(ours);
            }
        }
        return lines;
    }

    private static List<String> bound(Path file) {
        Configuration all = new FormatReader(
                        () -> Map.of("keepalived", new KeepalivedFormat()),
                        () -> SCHEMA,
                        "root"::equals,
                        "root"::equals)
                .read(file, new ReadOptions("node", "", Map.of()))
                .configuration();
        List<String> lines = new ArrayList<>();
        for (VirtualServer server : all.balancing().servers()) {
            server(server, all, lines);
        }
        for (VirtualServer server : all.balancing().servers()) {
            server.realServers().forEach(real -> real.checkers().forEach(check -> check(check, lines)));
        }
        return lines;
    }

    private static void server(VirtualServer server, Configuration all, List<String> lines) {
        lines.add("VS " + clients(server));
        lines.add("lvs_sched = " + server.scheduling().scheduler());
        if (server.persistence() != null) {
            lines.add("persistence timeout = " + server.persistence().timeout().toSeconds());
        }
        lines.add("protocol = " + protocol(server));
        lines.add("alpha is " + onOff(server.alpha()));
        lines.add("omega is " + onOff(server.omega()));
        lines.add("quorum = " + server.quorum() + ", hysteresis = " + server.hysteresis());
        mail(all, server.subject(), lines);
        lines.add("default forwarding method = " + method(server.forwarding()));
        if (server.sorryServer() != null) {
            lines.add("forwarding method = " + method(server.sorryServer().forwarding()));
            lines.add("Inhibit on failure is " + onOff(server.sorryServer().inhibit()));
        }
        for (RealServer real : server.realServers()) {
            lines.add("RIP = " + AddressText.of(real.address().getAddress()) + ", RPORT = "
                    + real.address().getPort() + ", WEIGHT = " + real.weight());
            lines.add("forwarding method = " + method(real.forwarding()));
            lines.add("Alpha is " + onOff(real.alpha()));
            lines.add("connection limit range = " + real.lowerThreshold() + " -> " + real.upperThreshold());
            lines.add("Inhibit on failure is " + onOff(real.inhibitOnFailure()));
            mail(all, real.subject(server), lines);
        }
    }

    private static void mail(Configuration all, Subject subject, List<String> lines) {
        lines.add("Using smtp notification = "
                + yesNo(all.notifications().of(subject).mail()));
    }

    private static String clients(VirtualServer server) {
        if (server.name().startsWith("group ")) {
            return "GROUP = [" + server.name().replaceFirst("^group ", "").replaceFirst("/.*", "") + "]:0";
        }
        return server.addresses().get(0) instanceof Address.Endpoint endpoint
                ? "VIP = " + AddressText.of(endpoint.address()) + ", VPORT = " + endpoint.port()
                : server.name().toUpperCase(Locale.ROOT).replaceFirst("FWMARK (\\d+).*", "FWMARK = $1");
    }

    private static String protocol(VirtualServer server) {
        return server.addresses().stream()
                .filter(Address.Endpoint.class::isInstance)
                .map(each -> ((Address.Endpoint) each).protocol().name())
                .findFirst()
                .orElse("none");
    }

    private static String method(Forwarding forwarding) {
        return switch (forwarding.method()) {
            case NAT -> "NAT";
            case DIRECT -> "DR";
            case TUNNEL -> "TUN, type = " + forwarding.tunnel();
        };
    }

    /** Of a check that asks nobody, a dump has numbers that mean nothing. */
    private static void check(CheckerDefinition check, List<String> lines) {
        if (check.tracker() != null) {
            return;
        }
        String kind = check.kind() + ": ";
        lines.add(kind + "Alpha = " + yesNo(check.alpha()));
        lines.add(kind + "Delay loop = " + micros(check.timing().interval()));
        lines.add(kind + "Warmup = " + micros(check.timing().warmup()));
        lines.add(kind + "Retries = " + check.timing().retries());
        if (check.timing().retries() > 0) {
            lines.add(kind + "Delay before retry = " + micros(check.timing().retryDelay()));
        }
        if (!check.kind().equals("MISC_CHECK")) {
            lines.add(kind + "Dest = ["
                    + AddressText.of(check.connection().to().getAddress()) + "]:"
                    + check.connection().to().getPort());
            lines.add(kind
                    + "Timeout = %.6f".formatted(check.connection().timeout().toMillis() / 1000.0));
        }
    }

    private static String micros(Duration duration) {
        return duration.toNanos() / 1000 + " us";
    }

    private static String onOff(boolean flag) {
        return flag ? "ON" : "OFF";
    }

    private static String yesNo(boolean flag) {
        return flag ? "yes" : "no";
    }

    @TestFactory
    Stream<DynamicTest> whatIsBoundIsWhatKeepalivedDumps() throws IOException, URISyntaxException {
        return cases().stream()
                .map(file -> DynamicTest.dynamicTest(
                        name(file),
                        () -> assertThat(bound(file)).containsExactlyElementsOf(dumped(file, new HashSet<>()))));
    }

    @Test
    void everyDifferenceThatIsExplainedIsThere() throws IOException, URISyntaxException {
        Set<String[]> used = new HashSet<>();
        for (Path file : cases()) {
            dumped(file, used);
        }
        assertThat(DIFFERENCES).allMatch(used::contains);
    }
}
