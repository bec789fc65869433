package org.gemel.itests.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import org.gemel.api.config.ConfigFormat;
import org.gemel.demo.lab.Capture;
import org.gemel.demo.lab.Commands;
import org.gemel.demo.lab.Prober;
import org.gemel.itests.container.PluginBundle;
import org.gemel.itests.container.plugin.ToyFormat;
import org.gemel.itests.rig.Bundles;
import org.gemel.itests.rig.Requirement;
import org.gemel.itests.rig.Rig;
import org.gemel.itests.rig.Router;
import org.gemel.itests.rig.Setup;
import org.gemel.itests.rig.Software;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** Jars come into deploy/ of a master that serves, change and go. */
@Timeout(300)
@Isolated("a probe that is lost must not be lost to another test's load")
class DeployIT {

    private static final PluginBundle TOY =
            new PluginBundle(ToyFormat.class, ConfigFormat.class, ConfigFormat.NAME + "=toy");

    private static final Duration IDLE = Duration.ofSeconds(3);

    /**
     * After the start an election is decided first, and what a service lacks may still come for a while; on a busy machine all
     * takes longer, and only a failure waits that long.
     */
    private static final Duration IN_THE_END = Duration.ofSeconds(100);

    @TempDir
    private Path directory;

    private Path deploy;

    @BeforeEach
    void makeTheFolder() throws IOException {
        deploy = Files.createDirectory(directory.resolve("deploy"));
    }

    @Test
    void aPluginWorksIsReplacedAndGoesWithItsJar() {
        onMaster(rig -> {
            put("toy.jar", plugin(1));
            says(rig, "(org.example.ToyFormat 1.0.0) runs");
            put("toy.jar", plugin(2));
            says(rig, "org.example.ToyFormat 2.0.0 runs instead of org.example.ToyFormat 1.0.0");
            put("toy.jar", plugin(3));
            says(rig, "org.example.ToyFormat 3.0.0 runs instead of org.example.ToyFormat 2.0.0");
            remove("toy.jar");
            says(rig, "(org.example.ToyFormat 3.0.0) is gone, and so is the bundle");
        });
    }

    @Test
    void aPluginThatCannotRunIsReportedAndDisturbsNothing() {
        onMaster(rig -> {
            put("toy.jar", plugin(1));
            says(rig, "(org.example.ToyFormat 1.0.0) runs");
            put("toy.jar", Bundles.newer(plugin(2), "2.0.0", directory, name -> name.endsWith(".xml")));
            says(rig, "does not work and is not used: error: rolled back org.example.ToyFormat 2.0.0: the service");
            put("vrrp.jar", Bundles.newer(Bundles.named("org.gemel.vrrp"), "2.0.0", directory, name -> true));
            says(rig, "does not work and is not used: error: rolled back org.gemel.vrrp 2.0.0");
        });
    }

    @Test
    void aNewerJarOfOneOfOursIsUsedWhileItIsThere() {
        Path shipped = Bundles.named("org.gemel.vrrp");
        String title = "org.gemel.vrrp " + Bundles.version(shipped);
        onMaster(rig -> {
            put("vrrp.jar", Bundles.newer(shipped, "98.0.0", directory, name -> false));
            says(rig, "org.gemel.vrrp 98.0.0 runs instead of " + title);
            put("vrrp.jar", Bundles.newer(shipped, "99.0.0", directory, name -> false));
            says(rig, "org.gemel.vrrp 99.0.0 runs instead of org.gemel.vrrp 98.0.0");
            remove("vrrp.jar");
            says(rig, "is gone: " + title + " runs instead of org.gemel.vrrp 99.0.0");
        });
    }

    @Test
    void aPluginIsUsedByCommandsThatNeedNoAppliance() throws IOException {
        Path file = Files.writeString(directory.resolve("toy.conf"), "toy tinker");
        List<String> check = List.of(
                "env", "GEMEL_JAVA_OPTS=-Dgemel.deploy.dir=" + deploy, Software.launcher(), "check", file.toString());
        assertThat(Commands.run(check, "").status()).isEqualTo(2);

        put("toy.jar", plugin(1));
        Commands.Result result = Commands.run(check, "");
        assertThat(result.status()).as(result.output()).isZero();
    }

    private interface Story {
        void happen(Rig rig);
    }

    /** A client loses no more than when nothing happens, and the peer hears a master all the time. */
    private void onMaster(Story story) {
        Requirement.check(Rig.missing(Software.GEMEL));
        try (Rig rig = Rig.build(Setup.v3("3"), Software.GEMEL, Software.GEMEL)) {
            Capture capture = rig.capture();
            rig.other().start(rig.setup());
            rig.better().start(rig.setup(), List.of("env", "GEMEL_JAVA_OPTS=-Dgemel.deploy.dir=" + deploy));
            rig.other().awaitReady();
            rig.better().awaitReady();
            rig.awaitServing(rig.better());
            int before = capture.adverts(rig.other().node()).size();
            Prober.Report quiet;
            try (Prober idle = rig.client().probe(rig.shared(), 1)) {
                rig.await("probes", () -> idle.report().answered() > IDLE.toMillis() / 2);
                quiet = idle.end();
            }
            try (Prober observed = rig.client().probe(rig.shared(), 1)) {
                rig.await("probes", () -> observed.report().answered() > 10);
                story.happen(rig);
                Prober.Report seen = observed.end();
                assertThat(lost(seen))
                        .as("%s\n%s", seen.outages(), rig.better().story())
                        .isLessThanOrEqualTo(mayBeLost(seen, quiet));
            }
            assertThat(capture.adverts(rig.other().node())).hasSize(before);
        }
    }

    /** As many as when nothing happens, in all the time that it takes; on a busy machine one or two may be lost to anything. */
    private static int mayBeLost(Prober.Report seen, Prober.Report quiet) {
        return 2 + Math.round((float) lost(quiet) * seen.sent() / quiet.sent());
    }

    private static int lost(Prober.Report report) {
        return report.outages().stream().mapToInt(Prober.Outage::lost).sum();
    }

    private static void says(Rig rig, String what) {
        Router router = rig.better();
        router.program().lines().await(what, IN_THE_END, line -> line.contains(what));
    }

    private Path plugin(int version) {
        Path jar = directory.resolve("toy-" + version + ".jar");
        try (InputStream bytes = TOY.version(version)) {
            Files.copy(bytes, jar, StandardCopyOption.REPLACE_EXISTING);
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
