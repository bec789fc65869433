package org.gemel.itests.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.gemel.demo.lab.Commands;
import org.gemel.demo.lab.Lab;
import org.gemel.demo.lab.Node;
import org.gemel.demo.lab.Program;
import org.gemel.itests.rig.Bundles;
import org.gemel.itests.rig.Gateway;
import org.gemel.itests.rig.NamedServer;
import org.gemel.itests.rig.Requirement;
import org.gemel.itests.rig.Rig;
import org.gemel.itests.rig.Setup;
import org.gemel.itests.rig.Software;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What balances is replaced, or told to do what it cannot, while clients are served. */
@Timeout(300)
class BalancerUpdateIT {

    private static final int USER = 1;
    private static final String SERVER = Lab.SHARED4 + ":80/tcp";
    private static final Pattern BALANCING =
            Pattern.compile("org\\.gemel\\.(appliance|balancer|dataplane-.*|checker-.*)-[0-9].*\\.jar");
    private static final Pattern FAILURE = Pattern.compile("curl: .*");

    /** So many more requests are answered after an update before the next one begins. */
    private static final int SOME = 20;

    @TempDir
    private Path directory;

    private Rig rig;
    private final List<NamedServer> servers = new ArrayList<>();

    @BeforeEach
    void begin() {
        Requirement.check(Rig.missing(List.of("curl"), Software.GEMEL));
        rig = Rig.build(Setup.v3("1"), Software.GEMEL, 150, Software.GEMEL, 100, 4);
        Gateway.forward(rig.better().node());
        for (int number = 2; number <= 4; number++) {
            Node node = rig.client(number);
            Gateway.answer(node, Lab.SHARED4, rig.client(USER).address4() + "/32");
            servers.add(NamedServer.start(node, "s" + (number - 1)));
        }
        rig.better().start(setup());
        rig.better().awaitReady();
        rig.await("the router serves", () -> rig.better().holds(Lab.SHARED4));
    }

    @AfterEach
    void clearUp() {
        servers.forEach(NamedServer::close);
        if (rig != null) {
            rig.close();
        }
    }

    /** Each kind of check that can pass here, and a server that never works. */
    private Setup setup() {
        String dead = servers.get(2).address().replaceFirst(" 80$", " 81");
        String text = """
                virtual_server %s 80 {
                    delay_loop 1
                    lb_algo wrr
                    lb_kind NAT
                    protocol TCP
                    quorum_up "/bin/sh -c 'echo quorum up >>%s'"
                    quorum_down "/bin/sh -c 'echo quorum down >>%s'"
                %s%s%s%s}
                """.formatted(
                        Lab.SHARED4,
                        told(),
                        told(),
                        real(servers.get(0).address(), 3, "TCP_CHECK { connect_timeout 1 }"),
                        real(
                                servers.get(1).address(),
                                2,
                                "HTTP_GET { url { path / status_code 200 } connect_timeout 1 }\n        PING_CHECK { }"),
                        real(servers.get(2).address(), 1, "MISC_CHECK { misc_path /bin/true }"),
                        real(dead, 7, "TCP_CHECK { connect_timeout 1 }"));
        return Setup.v3("1").with(text, "");
    }

    private String real(String address, int weight, String checks) {
        return """
                    real_server %s {
                        weight %d
                        notify_up "/bin/sh -c 'echo %s up >>%s'"
                        notify_down "/bin/sh -c 'echo %s down >>%s'"
                        %s
                    }
                """.formatted(
                        address,
                        weight,
                        name(address),
                        told(),
                        name(address),
                        told(),
                        checks.replace("{ ", "{\n").replace(" }", "\n}"));
    }

    private static String name(String address) {
        return address.replace(' ', ':');
    }

    private Path told() {
        return directory.resolve("told");
    }

    private List<String> whatScriptsWrote() {
        try {
            return Files.exists(told()) ? Files.readAllLines(told()) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Requests one after the other; each answer and each failure is a line. */
    private Program requests(String title, String rate, String format, String... options) {
        List<String> command = new ArrayList<>(
                List.of("curl", "-sS", "-m", "10", "--connect-timeout", "3", "--rate", rate, "-w", format));
        command.addAll(List.of(options));
        command.add("http://" + Lab.SHARED4 + "/?[1-100000]");
        return rig.client(USER).start(title, command);
    }

    private String lb() {
        return rig.better().ask("lb").output();
    }

    @Test
    void whateverIsReplacedNoRequestFailsNoConnectionIsCutAndNothingIsToldAgain() {
        String dead = name(servers.get(2).address()).replaceFirst("80$", "81");
        String drained = name(servers.get(2).address());
        rig.await(
                "the checks have told what works",
                () -> whatScriptsWrote().size() == 2 && !lb().contains("counts as working"));
        assertThat(rig.better().ask("drain", SERVER, drained).status()).isZero();
        List<String> before = whatScriptsWrote();
        assertThat(before).containsExactlyInAnyOrder("quorum up", dead + " down");
        String shape = shape(lb());
        Program gemel = rig.better().program();
        int said = gemel.lines().size();
        Program held = requests("client that stays", "10/s", "%{num_connects}\\n");
        try (held;
                Program fresh = requests("client", "100/s", "\\n", "-H", "Connection: close")) {
            fresh.lines().await("an answer", Rig.DEADLINE, line -> line.startsWith("s"));
            for (Path jar : Bundles.ofTheAppliance()) {
                if (!BALANCING.matcher(jar.getFileName().toString()).matches()) {
                    continue;
                }
                Commands.Result result = rig.better()
                        .ask(
                                "update",
                                Bundles.newer(jar, "99.0.0", directory, name -> false)
                                        .toString());
                assertThat(result.status()).as(result.output()).isZero();
                int answered = fresh.lines().size();
                rig.await(
                        "requests are answered after the update of " + jar.getFileName(),
                        () -> fresh.lines().size() > answered + SOME);
                assertThat(shape(lb()))
                        .as("after the update of " + jar.getFileName())
                        .isEqualTo(shape);
            }
            assertThat(fresh.lines().all())
                    .noneMatch(line -> FAILURE.matcher(line).matches());
            assertThat(fresh.lines().all().stream().map(String::strip).distinct())
                    .containsExactlyInAnyOrder("s1", "s2");
            assertThat(held.lines().all().stream().filter(line -> line.endsWith(" 1")))
                    .as("connections that were made")
                    .hasSize(1);
            assertThat(held.lines().all())
                    .noneMatch(line -> FAILURE.matcher(line).matches());
            assertThat(whatScriptsWrote()).isEqualTo(before);
            assertThat(gemel.lines().all().subList(said, gemel.lines().size()))
                    .as("what is said of the virtual server meanwhile")
                    .noneMatch(line -> line.contains(SERVER));
        }
    }

    /** Names, states, weights: what no update changes. */
    private static String shape(String table) {
        StringBuilder shape = new StringBuilder();
        for (String line : table.lines().skip(1).toList()) {
            shape.append(line, 0, Math.min(line.length(), table.indexOf("CONNS")))
                    .append('\n');
        }
        return shape.toString();
    }

    @Test
    void aReloadWithWhatTheDataPlaneCannotDoChangesNothing() {
        String before = shape(lb());
        Path file = rig.better().directory().resolve("keepalived.conf");
        replace(file, "lb_kind NAT", "lb_kind DR");
        replace(file, "weight 3", "weight 9");

        Commands.Result refused = rig.better().ask("reload");

        assertThat(refused.status()).isNotZero();
        assertThat(refused.output())
                .containsPattern("keepalived\\.conf:\\d+:\\d+: error: .*lb_kind DR.*take lb_kind NAT");
        assertThat(shape(lb())).isEqualTo(before);
        replace(file, "lb_kind DR", "lb_kind NAT");
        assertThat(rig.better().ask("reload").status()).isZero();
        rig.await("the weight changes", () -> lb().contains(" 9 "));
    }

    private static void replace(Path file, String from, String to) {
        try {
            Files.writeString(file, Files.readString(file).replace(from, to));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
