package org.gemel.itests.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.example.redischeck.RedisCheckerFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.gemel.api.checker.CheckerFactory;
import org.gemel.demo.lab.Await;
import org.gemel.demo.lab.Lab;
import org.gemel.demo.lab.Node;
import org.gemel.itests.container.PluginBundle;
import org.gemel.itests.container.plugin.UnrulyChecker;
import org.gemel.itests.rig.Bundles;
import org.gemel.itests.rig.Gateway;
import org.gemel.itests.rig.NamedServer;
import org.gemel.itests.rig.RedisServer;
import org.gemel.itests.rig.RequestStream;
import org.gemel.itests.rig.Requirement;
import org.gemel.itests.rig.Rig;
import org.gemel.itests.rig.Setup;
import org.gemel.itests.rig.Software;
import org.gemel.itests.rig.Standing;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Somebody else's checker comes into deploy/ of a running appliance, is replaced, misbehaves and goes. */
@Timeout(300)
class StrangersCheckerIT {

    private static final PluginBundle UNRULY =
            new PluginBundle(UnrulyChecker.class, CheckerFactory.class, CheckerFactory.KIND + "=UNRULY_CHECK");

    private static final Duration IN_THE_END = Duration.ofSeconds(90);

    /** How long a verdict stands without its checker. */
    private static final Duration GRACE = Duration.ofSeconds(8);

    /** A checker that is dropped, on a machine with nothing else to do. */
    private static final Duration USED_WITHIN = Duration.ofSeconds(2);

    /** For the processors that the tests share. */
    private static final Duration SLACK = Duration.ofSeconds(5);

    @TempDir
    private Path directory;

    private Path deploy;
    private Rig rig;
    private NamedServer web;

    @BeforeEach
    void build() throws IOException {
        Requirement.check(Rig.missing(Software.GEMEL));
        deploy = Files.createDirectory(directory.resolve("deploy"));
        rig = Rig.build(Setup.v3("1"), Software.GEMEL, Rig.BETTER, Software.GEMEL, Rig.OTHER, 2);
        Gateway.forward(rig.better().node());
        Gateway.answer(server(), Lab.SHARED4, rig.client().address4() + "/32");
        web = NamedServer.start(server(), "web");
    }

    @AfterEach
    void clear() {
        rig.close();
    }

    /** What the virtual server leads to; the client is somebody else. */
    private Node server() {
        return rig.client(2);
    }

    @Test
    void aRealServerThatWaitsUsesTheCheckerAndKeepsItsVerdictWhileThatIsReplaced() {
        try (RedisServer redis = RedisServer.start(server())) {
            start("""
                    virtual_server %s 80 {
                        lb_algo rr
                        lb_kind NAT
                        protocol TCP
                        real_server %s {
                            REDIS_CHECK {
                                connect_ip %s
                                connect_port %d
                                password "open sesame"
                                delay_loop 5
                                alpha
                            }
                        }
                    }
                    """.formatted(Lab.SHARED4, web.address(), server().address4(), RedisServer.PORT));
            says("there is no checker for REDIS_CHECK");
            assertThat(standing().alive()).isFalse();

            put("redis.jar", redisCheck());
            Instant dropped = Instant.now();
            rig.await("the checker is used", () -> standing().alive());
            Standing used = standing();
            assertThat(used.reason()).contains("PONG");
            assertThat(redis.connections()).isPositive();
            Duration taken = Duration.between(dropped, used.since());
            System.out.printf("a checker that is dropped is used after %d ms%n", taken.toMillis());
            assertThat(taken).isLessThan(USED_WITHIN.plus(SLACK));

            try (RequestStream stream = RequestStream.start(rig.client(), Lab.SHARED4, 80)) {
                put("redis.jar", Bundles.newer(redisCheck(), "2.0.0", directory, name -> false));
                says("com.example.redis-check 2.0.0 runs instead of com.example.redis-check 1.0.0");
                long before = redis.connections();
                rig.await("the new one asks", () -> redis.connections() > before);
                assertThat(standing()).as("after the replacement").returns(true, Standing::alive);
                assertThat(standing().since())
                        .as("its state is as old as before")
                        .isEqualTo(used.since());
                assertThat(rig.better().program().lines().all()).noneMatch(line -> line.contains("does not work"));
                goesOn(stream);

                Instant removed = Instant.now();
                remove("redis.jar");
                says("(com.example.redis-check 2.0.0) is gone");
                rig.await("the condition is told", () -> !standing().condition().equals("null"));
                assertThat(standing().condition()).contains("there is no checker for REDIS_CHECK");
                assertThat(standing().alive())
                        .as("the last verdict stands for a while")
                        .isTrue();
                goesOn(stream);

                rig.await("the grace is over", () -> !standing().alive());
                Duration stood = Duration.between(removed, standing().since());
                System.out.printf("the last verdict stands for %d ms%n", stood.toMillis());
                assertThat(stood).isBetween(GRACE.minusMillis(100), GRACE.plus(SLACK));
                assertThat(standing().reason()).contains("REDIS_CHECK");
            }
        }
    }

    @Test
    void aCheckerThatThrowsBlocksForksOrFloodsHarmsItsOwnRealServersOnly() {
        start("throws", "blocks", "silent", "floods", "tame", "tame");
        try (RequestStream stream = RequestStream.start(rig.client(), Lab.SHARED4, 80)) {
            Instant since = standing().since();
            put("unruly.jar", unruly());
            says("(org.example.UnrulyChecker 1.0.0) runs");
            explains(7000, "the checker failed: java.lang.IllegalStateException: unruly");
            explains(7001, "blocks");
            explains(7002, "no answer within");
            assertThat(says("tells of hundreds of verdicts in a moment")).contains(server().address4() + ":7003");
            Instant flooded = Instant.now();
            long heard = changesOf(7003);
            explains(7005, "as tame");

            rig.better().reload(text -> {
                int last = text.lastIndexOf("conduct tame");
                return text.substring(0, last) + "conduct forks" + text.substring(last + "conduct tame".length());
            });
            assertThat(says("threads that it has started go on")).contains(server().address4() + ":7005");

            // Its own answer each second and the newest of the flood every other second are news at most.
            assertThat(changesOf(7003) - heard)
                    .isLessThan(
                            20 + 3 * Duration.between(flooded, Instant.now()).toSeconds());
            assertOthersGoOn(stream, since);
        }
    }

    @Test
    void aCheckerThatLeaksIsClosedWhereMemoryIsShortAndHarmsItsOwnRealServersOnly() {
        start("leaks", "tame");
        try (RequestStream stream = RequestStream.start(rig.client(), Lab.SHARED4, 80)) {
            Instant since = standing().since();
            put("unruly.jar", unruly());
            assertThat(says("memory was short and closing its 2 checks"))
                    .contains("UNRULY_CHECK", server().address4() + ":7000", "org.example.UnrulyChecker");
            explains(7001, "is not asked any more, because memory was short");
            assertOthersGoOn(stream, since);
        }
    }

    private void assertOthersGoOn(RequestStream stream, Instant since) {
        long before = standing().probes();
        rig.await("the others are checked on", () -> standing().probes() > before + 1);
        assertThat(standing().alive()).isTrue();
        assertThat(standing().since()).isEqualTo(since);
        assertThat(rig.better().counter("master-transitions")).isEqualTo(1);
        goesOn(stream);
    }

    /** With a virtual server that is checked by TCP_CHECK, and real servers from port 7000 on with unruly checks. */
    private void start(String... conducts) {
        StringBuilder servers = new StringBuilder();
        for (int i = 0; i < conducts.length; i++) {
            servers.append("""
                    real_server %s %d {
                        UNRULY_CHECK {
                            conduct %s
                            delay_loop 1
                            warmup 0
                            connect_timeout 1
                        }
                    }
                    """.formatted(server().address4(), 7000 + i, conducts[i]));
        }
        start("""
                virtual_server %s 80 {
                    lb_algo rr
                    lb_kind NAT
                    protocol TCP
                    real_server %s {
                        TCP_CHECK {
                            delay_loop 1
                            warmup 0
                        }
                    }
                }
                virtual_server 192.0.2.10 80 {
                    lb_algo rr
                    lb_kind NAT
                    protocol TCP
                    %s
                }
                """.formatted(Lab.SHARED4, web.address(), servers));
        rig.awaitServing(rig.better());
    }

    /** How often the log says that a real server works, or does not. */
    private long changesOf(int port) {
        return rig.better().program().lines().all().stream()
                .filter(line -> line.contains(":" + port + ": works") || line.contains(":" + port + ": does not work"))
                .count();
    }

    /** Nobody who uses the virtual server has noticed anything, and requests go on. */
    private void goesOn(RequestStream stream) {
        List<RequestStream.Request> all = stream.awaitAfter(rig, Instant.now(), 10);
        assertThat(all).isNotEmpty();
        List<RequestStream.Request> ended = stream.ended();
        assertThat(ended).as("of " + ended.size() + " requests").allMatch(RequestStream.Request::answered);
        assertThat(stream.held()).allMatch("web"::equals);
    }

    private Standing standing() {
        return Standing.of(rig.better(), Lab.SHARED4 + ":80/tcp", web.address().replace(' ', ':'));
    }

    private void start(String servers) {
        rig.better()
                .start(
                        rig.setup()
                                .with("global_defs {\n    checker_grace " + GRACE.toSeconds() + "\n}\n" + servers, ""),
                        List.of("env", "GEMEL_JAVA_OPTS=-Dgemel.deploy.dir=" + deploy));
        rig.better().awaitReady();
    }

    private void explains(int port, String what) {
        String name = server().address4() + ":" + port;
        Await.until(
                name + ": " + what,
                IN_THE_END,
                () -> rig.better()
                        .ask("lb", "explain", "192.0.2.10:80/tcp", name)
                        .output()
                        .contains(what),
                () -> "\n"
                        + rig.better()
                                .ask("lb", "explain", "192.0.2.10:80/tcp", name)
                                .output()
                        + rig.better().story());
    }

    /** The first line with that in the log, waiting for it. */
    private String says(String what) {
        return rig.better().program().lines().await(what, IN_THE_END, line -> line.contains(what));
    }

    /** The jar that the example's build has made. */
    private static Path redisCheck() {
        try {
            return Path.of(RedisCheckerFactory.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private Path unruly() {
        Path jar = directory.resolve("unruly.jar");
        try (InputStream bytes = UNRULY.version(1)) {
            Files.copy(bytes, jar);
            return jar;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void put(String name, Path jar) {
        try {
            Files.copy(jar, deploy.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void remove(String name) {
        try {
            Files.delete(deploy.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
