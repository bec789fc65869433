package org.gemel.itests.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.gemel.demo.lab.Capture;
import org.gemel.demo.lab.Commands;
import org.gemel.demo.lab.Lab;
import org.gemel.demo.lab.Prober;
import org.gemel.demo.lab.Program;
import org.gemel.itests.rig.Bundles;
import org.gemel.itests.rig.Requirement;
import org.gemel.itests.rig.Rig;
import org.gemel.itests.rig.Setup;
import org.gemel.itests.rig.Software;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bundles of a master that serves are replaced, and nobody notices. */
@Timeout(300)
@Isolated("a probe that is lost must not be lost to another test's load")
class UpdateIT {

    private static final Duration IDLE = Duration.ofSeconds(3);

    /** Nobody answers there; whoever checks has something to do all the same. */
    private static final String BALANCING = """
            virtual_server %s 8080 {
                lb_algo rr
                lb_kind NAT
                protocol TCP
                real_server 10.0.0.101 8080 {
                    TCP_CHECK {
                        connect_timeout 1
                    }
                }
            }
            """.formatted(Lab.SHARED4);

    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource(names = {"GEMEL", "KEEPALIVED"})
    void everyBundleIsReplacedOnTheServingMaster(Software peer) {
        onRig(peer, BALANCING, rig -> {
            List<String> noticed = new ArrayList<>();
            assertThat(rig.better().ask("lb").output()).contains(rig.shared());
            for (Path jar : Bundles.ofTheAppliance()) {
                Path newer = Bundles.newer(jar, "99.0.0", directory, name -> false);
                Commands.Result result = rig.better().ask("update", newer.toString());
                if (result.status() != 0 || !rig.better().holds(rig.shared())) {
                    noticed.add(jar.getFileName() + ": " + result.output());
                }
            }
            rig.await(
                    "what is balanced is balanced again",
                    () -> rig.better().ask("lb").output().contains(rig.shared()));
            assertThat(noticed).isEmpty();
        });
    }

    static Stream<String> broken() {
        return Stream.of(
                "org.gemel.vrrp org/gemel/vrrp/internal/engine/",
                "org.gemel.platform-linux org/gemel/platform/linux/internal/LinuxPlatform.class",
                "org.gemel.appliance org/gemel/appliance/internal/RunCommand.class",
                "org.gemel.appliance org/gemel/appliance/internal/Run.class",
                "org.gemel.api org/gemel/api/engine/");
    }

    @ParameterizedTest
    @MethodSource("broken")
    void aBundleThatBreaksIsRolledBackAndReported(String bundleAndLack) {
        String bundle = bundleAndLack.split(" ")[0];
        String lack = bundleAndLack.split(" ")[1];
        onRig(Software.GEMEL, rig -> {
            Path broken = Bundles.newer(Bundles.named(bundle), "99.0.0", directory, name -> name.startsWith(lack));

            Commands.Result result = rig.better().ask("update", broken.toString());

            assertThat(result.status()).isOne();
            assertThat(result.output()).contains("rolled back " + bundle + " 99.0.0");
            assertThat(rig.better().ask("status").output()).contains("MASTER");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"org.gemel.api", "org.gemel.config", "org.gemel.appliance"})
    void whatRunsGoesOnWhateverTheFileSays(String bundle) {
        onRig(Software.GEMEL, rig -> {
            Path file = rig.better().directory().resolve("keepalived.conf");
            write(file, "vrrp_instance {{{ broken\n");
            Path newer = Bundles.newer(Bundles.named(bundle), "99.0.0", directory, name -> false);
            Commands.Result result = rig.better().ask("update", newer.toString());
            assertThat(result.status()).as(result.output()).isZero();
            delete(file);
            newer = Bundles.newer(Bundles.named(bundle), "99.0.1", directory, name -> false);
            result = rig.better().ask("update", newer.toString());
            assertThat(result.status()).as(result.output()).isZero();
            assertThat(rig.better().ask("status").output()).contains("MASTER");
        });
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** JNA, the framework and the JVM itself hold on to classes in many ways, but not to more with each update. */
    @ParameterizedTest
    @ValueSource(strings = {"org.gemel.api", "org.gemel.platform-linux", "org.gemel.appliance"})
    void nothingIsLeftOfABundleThatWasReplaced(String bundle) {
        onRig(Software.GEMEL, rig -> {
            // What is loaded at the first update only is there after two.
            update(rig, bundle, 10, 12);
            long before = loaders(rig.better().program());
            update(rig, bundle, 12, 18);
            rig.await(
                    "by far not as many more class loaders than before as there were updates",
                    () -> loaders(rig.better().program()) <= before + 2);
        });
    }

    private void update(Rig rig, String bundle, int from, int to) {
        for (int version = from; version < to; version++) {
            Path newer = Bundles.newer(Bundles.named(bundle), version + ".0.0", directory, name -> false);
            assertThat(rig.better().ask("update", newer.toString()).status()).isZero();
        }
    }

    private static long loaders(Program gemel) {
        String pid = Long.toString(gemel.pid());
        Commands.check("jcmd", pid, "GC.run");
        return Commands.check("jcmd", pid, "VM.classloader_stats")
                .lines()
                .filter(line -> line.contains("BundleClassLoader"))
                .count();
    }

    private interface Story {
        void happen(Rig rig);
    }

    /** What a client and the peer see must be what they see when nothing happens. */
    private static void onRig(Software peer, Story story) {
        onRig(peer, "", story);
    }

    private static void onRig(Software peer, String more, Story story) {
        Requirement.check(Rig.missing(Software.GEMEL, peer));
        // In the usual setup backups wait for seconds.
        try (Rig rig = Rig.build(Setup.v3("3").with(more, ""), Software.GEMEL, peer)) {
            Capture capture = rig.capture();
            rig.startBoth();
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
            assertThat(rig.other().holds(rig.shared())).isFalse();
        }
    }

    /** As many as when nothing happens, in all the time that it takes; on a busy machine one or two may be lost to anything. */
    private static int mayBeLost(Prober.Report seen, Prober.Report quiet) {
        return 2 + Math.round((float) lost(quiet) * seen.sent() / quiet.sent());
    }

    private static int lost(Prober.Report report) {
        return report.outages().stream().mapToInt(Prober.Outage::lost).sum();
    }
}
