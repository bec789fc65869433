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
import java.util.List;
import org.gemel.api.checker.CheckerFactory;
import org.gemel.demo.lab.Await;
import org.gemel.itests.container.PluginBundle;
import org.gemel.itests.container.plugin.UnrulyChecker;
import org.gemel.itests.rig.Bundles;
import org.gemel.itests.rig.RedisServer;
import org.gemel.itests.rig.Requirement;
import org.gemel.itests.rig.Rig;
import org.gemel.itests.rig.Setup;
import org.gemel.itests.rig.Software;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Somebody else's checker comes into deploy/ of a running appliance, is replaced, misbehaves and goes. */
@Timeout(180)
class StrangersCheckerIT {

    private static final PluginBundle UNRULY =
            new PluginBundle(UnrulyChecker.class, CheckerFactory.class, CheckerFactory.KIND + "=UNRULY_CHECK");

    private static final Duration IN_THE_END = Duration.ofSeconds(30);

    @TempDir
    private Path directory;

    private Path deploy;
    private Rig rig;

    @BeforeEach
    void build() throws IOException {
        Requirement.check(Rig.missing(Software.GEMEL));
        deploy = Files.createDirectory(directory.resolve("deploy"));
        rig = Rig.build(Setup.v3("1"), Software.GEMEL, Software.GEMEL);
    }

    @AfterEach
    void clear() {
        rig.close();
    }

    @Test
    void aRealServerThatWaitsUsesTheCheckerAndKeepsItsVerdictWhileThatIsReplaced() {
        try (RedisServer redis = RedisServer.start(rig.client())) {
            start("""
                    virtual_server 192.0.2.10 6379 {
                        lb_algo rr
                        lb_kind NAT
                        protocol TCP
                        real_server %s %d {
                            REDIS_CHECK {
                                password "open sesame"
                                delay_loop 1
                                warmup 0
                                alpha
                            }
                        }
                    }
                    """.formatted(rig.client().address4(), RedisServer.PORT));
            says("REDIS_CHECK", IN_THE_END);
            assertThat(server()).contains("down");

            put("redis.jar", redisCheck());
            shows(IN_THE_END, "up", "PONG");
            assertThat(redis.connections()).isPositive();

            put("redis.jar", Bundles.newer(redisCheck(), "2.0.0", directory, name -> false));
            says("com.example.redis-check 2.0.0 runs instead of com.example.redis-check 1.0.0", IN_THE_END);
            long before = redis.connections();
            rig.await("the new one asks", () -> redis.connections() > before);
            assertThat(server()).contains("up");
            assertThat(rig.better().program().lines().all()).noneMatch(line -> line.contains("does not work"));

            remove("redis.jar");
            says("(com.example.redis-check 2.0.0) is gone", IN_THE_END);
            assertThat(server()).as("the last verdict stands for a while").contains("up");
            shows(IN_THE_END, "down", "REDIS_CHECK");
        }
    }

    @Test
    void aCheckerThatThrowsBlocksFloodsOrIsSilentHarmsItsOwnRealServersOnly() {
        StringBuilder servers = new StringBuilder();
        int port = 7000;
        for (String conduct : List.of("throws", "blocks", "silent", "floods")) {
            servers.append("""
                    real_server %s %d {
                        UNRULY_CHECK {
                            conduct %s
                            delay_loop 1
                            warmup 0
                            connect_timeout 1
                        }
                    }
                    """.formatted(rig.client().address4(), port++, conduct));
        }
        try (RedisServer redis = RedisServer.start(rig.client())) {
            start("""
                    virtual_server 192.0.2.10 80 {
                        lb_algo rr
                        lb_kind NAT
                        protocol TCP
                        %s
                        real_server %s %d {
                            TCP_CHECK {
                                delay_loop 1
                                warmup 0
                            }
                        }
                    }
                    """.formatted(servers, rig.client().address4(), RedisServer.PORT));
            put("unruly.jar", unruly());
            says("(org.example.UnrulyChecker 1.0.0) runs", IN_THE_END);
            explains(7000, "the checker failed: java.lang.IllegalStateException: unruly");
            explains(7001, "blocks");
            explains(7002, "no answer within");
            says("tells of hundreds of verdicts in a moment", IN_THE_END);
            long before = redis.connections();
            rig.await("the others are checked on", () -> redis.connections() > before + 2);
            explains(RedisServer.PORT, "connected");
        }
    }

    private void start(String servers) {
        rig.better()
                .start(
                        rig.setup().with("global_defs {\n    checker_grace 10\n}\n" + servers, ""),
                        List.of("env", "GEMEL_JAVA_OPTS=-Dgemel.deploy.dir=" + deploy));
        rig.better().awaitReady();
    }

    /** The lines of the real servers. */
    private String server() {
        return rig.better()
                .ask("lb")
                .output()
                .lines()
                .filter(line -> line.contains("->"))
                .reduce("", (one, other) -> one + other + "\n");
    }

    private void shows(Duration within, String state, String reason) {
        Await.until(
                "a real server that is " + state + ", " + reason,
                within,
                () -> server().contains(" " + state + " ") && server().contains(reason),
                () -> "\n" + rig.better().ask("lb").output() + rig.better().story());
    }

    private void explains(int port, String what) {
        String name = rig.client().address4() + ":" + port;
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

    private void says(String what, Duration within) {
        rig.better().program().lines().await(what, within, line -> line.contains(what));
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
