package org.gemel.itests.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gemel.demo.lab.Lab;
import org.gemel.demo.lab.Node;
import org.gemel.itests.rig.Gateway;
import org.gemel.itests.rig.NamedServer;
import org.gemel.itests.rig.Requests;
import org.gemel.itests.rig.Requirement;
import org.gemel.itests.rig.Rig;
import org.gemel.itests.rig.Router;
import org.gemel.itests.rig.Setup;
import org.gemel.itests.rig.Software;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A pair of routers spreads requests to the address that they share over three web servers, with a fourth one in reserve. */
@Timeout(300)
class BalancerIT {

    private static final Pattern PACKETS = Pattern.compile("packets (\\d+)");
    private static final int USER = 1;
    private static final String SERVER = Lab.SHARED4 + ":80/tcp";

    @TempDir
    private Path directory;

    private Rig rig;
    private final List<NamedServer> servers = new ArrayList<>();

    @BeforeEach
    void begin() {
        Requirement.check(Rig.missing(List.of("curl", "nft"), Software.GEMEL));
        rig = Rig.build(Setup.v3("0.2"), Software.GEMEL, 150, Software.GEMEL, 100, 5);
        for (Router each : List.of(rig.better(), rig.other())) {
            Gateway.forward(each.node());
        }
        for (int number = 2; number <= 5; number++) {
            Node node = rig.client(number);
            Gateway.answer(node, Lab.SHARED4, rig.client(USER).address4() + "/32");
            servers.add(NamedServer.start(node, number == 5 ? "sorry" : "s" + (number - 1)));
        }
    }

    @AfterEach
    void clearUp() {
        servers.forEach(NamedServer::close);
        if (rig != null) {
            rig.close();
        }
    }

    private Setup setup() {
        StringBuilder text = new StringBuilder(
                """
                virtual_server %s 80 {
                    delay_loop 1
                    lb_algo wrr
                    lb_kind NAT
                    protocol TCP
                    ha_suspend
                    quorum_up "/bin/sh -c 'echo up >>%s'"
                    quorum_down "/bin/sh -c 'echo down >>%s'"
                    sorry_server %s
                """.formatted(Lab.SHARED4, told(), told(), servers.get(3).address()));
        for (int i = 0; i < 3; i++) {
            text.append("""
                        real_server %s {
                            weight %d
                            TCP_CHECK {
                                connect_timeout 1
                                retry 1
                                delay_before_retry 1
                            }
                        }
                    """.formatted(servers.get(i).address(), 3 - i));
        }
        return Setup.v3("0.2").with(text.append("}\n").toString(), "");
    }

    /** Where the scripts of both routers write. */
    private Path told() {
        return directory.resolve("told");
    }

    private void start(Router router) {
        router.start(setup());
        router.awaitReady();
    }

    private Map<String, Long> ask(int times) {
        return Requests.ask(rig.client(USER), Lab.SHARED4, times);
    }

    private void awaitAnswersBy(String... names) {
        rig.await(
                "requests are answered by " + String.join(", ", names),
                () -> ask(12).keySet().equals(Set.of(names)));
    }

    private List<String> whatScriptsWrote() {
        try {
            return Files.exists(told()) ? Files.readAllLines(told()) : List.of();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void requestsFollowTheWeightsAndTheServersThatWork() {
        start(rig.better());
        rig.awaitServing(rig.better());
        awaitAnswersBy("s1", "s2", "s3");

        Map<String, Long> spread = ask(600);
        assertThat(spread.keySet()).containsExactlyInAnyOrder("s1", "s2", "s3");
        assertThat(spread.get("s1")).isCloseTo(300L, within(12L));
        assertThat(spread.get("s2")).isCloseTo(200L, within(12L));
        assertThat(spread.get("s3")).isCloseTo(100L, within(12L));

        servers.get(0).close();
        awaitAnswersBy("s2", "s3");
        assertThat(ask(60)).as("after the failure was found").containsOnlyKeys("s2", "s3");
        assertThat(rig.better()
                        .ask("lb", "explain", SERVER, servers.get(0).address().replace(' ', ':'))
                        .output())
                .contains("connection refused");

        servers.get(0).restart();
        awaitAnswersBy("s1", "s2", "s3");

        servers.subList(0, 3).forEach(NamedServer::close);
        awaitAnswersBy("sorry");
        rig.await(
                "the script hears of the quorum's loss",
                () -> whatScriptsWrote().equals(List.of("up", "down")));

        servers.get(1).restart();
        awaitAnswersBy("s2");
        rig.await("the script hears of the quorum", () -> whatScriptsWrote().equals(List.of("up", "down", "up")));
    }

    @Test
    void aDrainedServerGetsNothingUntilItIsUndrained() {
        start(rig.better());
        rig.awaitServing(rig.better());
        awaitAnswersBy("s1", "s2", "s3");
        String drained = servers.get(1).address().replace(' ', ':');

        assertThat(rig.better().ask("drain", "--until-idle", SERVER, drained).output())
                .contains("is idle");
        assertThat(ask(60)).containsOnlyKeys("s1", "s3");

        rig.better().reload(text -> text.replace("weight 3", "weight 4"));
        rig.await("the weight changes", () -> rig.better().ask("lb").output().contains("5/1"));
        assertThat(ask(60)).as("after a reload").containsOnlyKeys("s1", "s3");

        rig.better().ask("undrain", SERVER, drained);
        awaitAnswersBy("s1", "s2", "s3");
    }

    /** Connections, packets from and to clients of each server, by its name here, as {@code gemel lb} has them. */
    private Map<String, List<Long>> counted() {
        Map<String, List<Long>> counted = new TreeMap<>();
        for (String line : rig.better().ask("lb").output().lines().toList()) {
            servers.stream()
                    .limit(3)
                    .filter(each -> line.contains("-> " + each.address().replace(' ', ':') + " "))
                    .forEach(each -> {
                        String[] words = line.strip().split(" +");
                        counted.put(
                                each.name(),
                                List.of(Long.valueOf(words[5]), Long.valueOf(words[8]), Long.valueOf(words[9])));
                    });
        }
        return counted;
    }

    @Test
    void whatIsCountedIsWhatTheClientDid() {
        start(rig.better());
        rig.awaitServing(rig.better());
        awaitAnswersBy("s1", "s2", "s3");
        Map<String, List<Long>> before = counted();

        Map<String, Long> answers = ask(60);

        Map<String, List<Long>> after = counted();
        answers.forEach((name, times) -> {
            assertThat(after.get(name).get(0) - before.get(name).get(0))
                    .as("connections to " + name)
                    .isEqualTo(times);
            // A request, its answer and both ends of a connection take at least four packets each way.
            assertThat(after.get(name).get(1) - before.get(name).get(1))
                    .as("packets in")
                    .isBetween(4 * times, 10 * times);
            assertThat(after.get(name).get(2) - before.get(name).get(2))
                    .as("packets out")
                    .isBetween(3 * times, 10 * times);
        });
    }

    private static String probesFrom(Router router) {
        return " add counter ip seen " + router.node().name() + "; add rule ip seen arriving ip saddr "
                + router.node().address4() + " tcp dport 80 tcp flags & (syn | ack) == syn counter name "
                + router.node().name() + ";";
    }

    /** How many connections of its own a router has opened to a server. */
    private static long probed(Node server, Router by) {
        String counter =
                server.run("nft", "list", "counter", "ip", "seen", by.node().name());
        Matcher packets = PACKETS.matcher(counter);
        assertThat(packets.find()).as(counter).isTrue();
        return Long.parseLong(packets.group(1));
    }

    @Test
    void theBalancingFollowsTheAddress() {
        Node watched = rig.client(2);
        watched.run(
                "nft",
                "add table ip seen; add chain ip seen arriving { type filter hook input priority 0; };"
                        + probesFrom(rig.better())
                        + probesFrom(rig.other()));
        rig.better().start(setup());
        rig.other().start(setup());
        rig.better().awaitReady();
        rig.other().awaitReady();
        rig.awaitServing(rig.better());
        awaitAnswersBy("s1", "s2", "s3");
        rig.await(
                "the backup leaves probing to the master",
                () -> rig.other().ask("lb").output().contains("elsewhere"));
        // It may have served, and probed, before the better one was there.
        long idle = probed(watched, rig.other());
        long before = probed(watched, rig.better());
        rig.await("the master goes on probing", () -> probed(watched, rig.better()) > before + 2);
        assertThat(probed(watched, rig.other())).as("probes by the backup").isEqualTo(idle);
        assertThat(rig.better().ask("lb").output()).doesNotContain("elsewhere");

        rig.better().ask("stop");

        rig.await("the other router serves", () -> rig.other().holds(Lab.SHARED4));
        awaitAnswersBy("s1", "s2", "s3");
        assertThat(rig.other().ask("lb").output()).doesNotContain("elsewhere");
        rig.await("the new master probes a real server", () -> probed(watched, rig.other()) > idle);
        assertThat(rig.better().node().run("nft", "list", "ruleset"))
                .as("what the stopped router has left")
                .doesNotContain("10.0.0");

        servers.get(2).close();
        awaitAnswersBy("s1", "s2");
    }
}
