package org.gemel.launcher.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceRegistration;

@Timeout(60)
class DeploymentTest extends DeploymentLab {

    @Test
    void aNewBundleIsStarted() throws Exception {
        put("toy.jar", "toy", "1.0.0", WORKS);
        glance();

        assertThat(running("toy")).containsExactly("1.0.0");
    }

    @Test
    void aJarThatIsStillBeingCopiedIsLeftAlone() throws Exception {
        put("toy.jar", "toy", "1.0.0", WORKS);
        deployment.glance(updates, () -> true);

        assertThat(running("toy")).isEmpty();
    }

    @Test
    void halfAJarIsReportedAndUsedOnceItIsWhole() throws Exception {
        Path whole = jar(directory.resolve("whole.jar"), "toy", "1.0.0", WORKS, "", "");
        byte[] bytes = Files.readAllBytes(whole);
        Files.write(folder.resolve("toy.jar"), java.util.Arrays.copyOf(bytes, bytes.length / 2));
        glance();
        assertThat(log).singleElement().asString().contains("cannot read").contains("toy.jar");

        put("toy.jar", "toy", "1.0.0", WORKS);
        glance();
        assertThat(running("toy")).containsExactly("1.0.0");
    }

    @Test
    void anotherJarInItsPlaceIsAnUpdateOfTheBundleWhateverItsVersion() throws Exception {
        put("toy.jar", "toy", "1.0.0", WORKS);
        glance();
        long id = bundle("toy").getBundleId();
        put("toy.jar", "toy", "0.9.0", WORKS);
        glance();

        assertThat(running("toy")).containsExactly("0.9.0");
        assertThat(bundle("toy").getBundleId()).isEqualTo(id);
    }

    @Test
    void aNewerJarUnderAnotherNameIsAnUpdateToo() throws Exception {
        put("toy-1.jar", "toy", "1.0.0", WORKS);
        glance();
        long id = bundle("toy").getBundleId();
        Files.delete(folder.resolve("toy-1.jar"));
        put("toy-2.jar", "toy", "2.0.0", WORKS);
        glance();
        glance();

        assertThat(running("toy")).containsExactly("2.0.0");
        assertThat(bundle("toy").getBundleId()).isEqualTo(id);
    }

    @Test
    void aBundleGoesWithItsJar() throws Exception {
        put("toy.jar", "toy", "1.0.0", WORKS);
        glance();
        Files.delete(folder.resolve("toy.jar"));
        glance();

        assertThat(running("toy")).isEmpty();
        assertThat(container.context().getBundles())
                .extracting(Bundle::getSymbolicName)
                .doesNotContain("toy");
    }

    @Test
    void aBundleThatFailsAtItsStartIsReportedOnceAndTheOthersRun() throws Exception {
        put("bad.jar", "bad", "1.0.0", FAILS);
        put("toy.jar", "toy", "1.0.0", WORKS);
        glance();
        glance();

        assertThat(running("toy")).containsExactly("1.0.0");
        assertThat(running("bad")).isEmpty();
        assertThat(log.stream().filter(line -> line.contains("bad.jar")))
                .singleElement()
                .asString()
                .contains("(bad 1.0.0) fails at its start and is not used:")
                .contains("it was not my day")
                .contains("put another jar in its place");
    }

    @Test
    void aReplacementThatFailsAtItsStartIsTakenBackAndReported() throws Exception {
        put("toy.jar", "toy", "1.0.0", WORKS);
        glance();
        put("toy.jar", "toy", "2.0.0", FAILS);
        glance();
        glance();

        assertThat(running("toy")).containsExactly("1.0.0");
        assertThat(log.stream().filter(line -> line.contains("(toy 2.0.0)")))
                .singleElement()
                .asString()
                .contains("does not work and is not used: error: rolled back toy 2.0.0:")
                .contains("it was not my day");
    }

    @Test
    void aReplacementOfWhatFailedIsStarted() throws Exception {
        put("bad.jar", "bad", "1.0.0", FAILS);
        glance();
        put("bad.jar", "bad", "1.0.1", WORKS);
        glance();

        assertThat(running("bad")).containsExactly("1.0.1");
    }

    @Test
    void aBundleThatLacksAPackageSaysSoAndStartsWhenThatComes() throws Exception {
        jar(stamped("toy.jar"), "toy", "1.0.0", WORKS, ",org.example.lib;version=\"[1.2,2)\"", "");
        touch("toy.jar");
        glance();
        glance();
        assertThat(log)
                .singleElement()
                .asString()
                .contains(
                        "(toy 1.0.0) does not start, because no bundle here has the package org.example.lib in version"
                                + " 1.2.0 or later, but before 2.0.0; put one that has it into deploy/ too");

        jar(stamped("lib.jar"), "lib", "1.0.0", WORKS, "", "org.example.lib;version=\"1.3\"");
        touch("lib.jar");
        glance();
        assertThat(running("toy")).containsExactly("1.0.0");
    }

    @Test
    void aNewerJarOfAShippedBundleIsUsedWhileItIsThere() throws Exception {
        put("shipped.jar", "shipped", "3.0.0", WORKS);
        glance();
        assertThat(running("shipped")).containsExactly("3.0.0");

        Files.delete(folder.resolve("shipped.jar"));
        glance();
        assertThat(running("shipped")).containsExactly("2.0.0");
    }

    @Test
    void anOlderJarOfAShippedBundleIsLeftAlone() throws Exception {
        put("shipped.jar", "shipped", "1.0.0", WORKS);
        glance();
        glance();

        assertThat(running("shipped")).containsExactly("2.0.0");
        assertThat(log)
                .singleElement()
                .asString()
                .contains("is not newer than shipped 2.0.0, which is a part of Gemel");
    }

    @Test
    void nothingIsReplacedWhileTheElectionIsUndecided() throws Exception {
        put("shipped.jar", "shipped", "3.0.0", WORKS);
        deployment.glance(updates, () -> false);
        deployment.glance(updates, () -> false);
        assertThat(running("shipped")).containsExactly("2.0.0");

        deployment.glance(updates, () -> true);
        assertThat(running("shipped")).containsExactly("3.0.0");
    }

    @Test
    void nothingIsChangedWhileAnUpdateIsGoingOn() throws Exception {
        put("toy.jar", "toy", "1.0.0", WORKS);
        look();
        assertThat(updates.enter()).isTrue();
        Files.delete(folder.resolve("toy.jar"));
        put("other.jar", "other", "1.0.0", WORKS);
        look();
        assertThat(running("toy")).containsExactly("1.0.0");
        assertThat(running("other")).isEmpty();

        updates.leave();
        look();
        assertThat(running("toy")).isEmpty();
        assertThat(running("other")).containsExactly("1.0.0");
    }

    @Test
    void anUpdateWaitsForWhatIsBeingDeployed() throws Exception {
        assertThat(updates.enter()).isTrue();
        Path newer = jar(directory.resolve("newer.jar"), "shipped", "3.0.0", WORKS, "", "");
        assertThat(updates.apply(List.of(newer.toString()))).containsEntry("exit", "0");
        assertThat(updates.enter()).isFalse();

        updates.leave();
        updates.await(LONG_MILLIS);
        assertThat(updates.apply(List.of()).get("text")).startsWith("shipped 3.0.0 runs instead of shipped 2.0.0");
    }

    @Test
    void whatBecomesOfAJarIsNoAnswerToWhoeverAsksForAnUpdate() throws Exception {
        Map<String, String> before = updates.apply(List.of());
        put("shipped.jar", "shipped", "3.0.0", WORKS);
        look();

        assertThat(running("shipped")).containsExactly("3.0.0");
        assertThat(updates.apply(List.of())).isEqualTo(before);
    }

    @Test
    void aShippedBundleThatWouldBeMissedWaitsAndIsNotCopiedMeanwhile() throws Exception {
        ServiceRegistration<?> appliance = appliance("shipped", () -> Map.of("VI_1", "MASTER 900 192.0.2.1"));
        put("shipped.jar", "shipped", "3.0.0", WORKS);
        look();
        look();
        assertThat(running("shipped")).containsExactly("2.0.0");
        assertThat(log)
                .singleElement()
                .asString()
                .contains("waits: ")
                .contains("within 900 ms")
                .doesNotContain("--force");
        assertThat(directory.resolve("jars")).doesNotExist();

        appliance.unregister();
        look();
        assertThat(running("shipped")).containsExactly("3.0.0");
    }

    @Test
    void aJarThatCannotBeKeptIsNotTriedAgainAndAgain() throws Exception {
        Path jars = Files.createFile(directory.resolve("jars"));
        put("shipped.jar", "shipped", "3.0.0", WORKS);
        look();
        assertThat(log).singleElement().asString().contains("is not used: cannot keep jars in " + jars);

        Files.delete(jars);
        look();
        assertThat(running("shipped")).containsExactly("2.0.0");

        touch("shipped.jar");
        look();
        assertThat(running("shipped")).containsExactly("3.0.0");
    }

    @Test
    void whatRunsOnWithoutItsJarIsReportedOnceAndGoesBackLater() throws Exception {
        put("shipped.jar", "shipped", "3.0.0", WORKS);
        look();
        jar(directory.resolve("shipped-1.jar"), "shipped", "2.0.0", FAILS, "", "");
        Files.delete(folder.resolve("shipped.jar"));
        look();
        look();
        assertThat(running("shipped")).containsExactly("3.0.0");
        assertThat(log)
                .singleElement()
                .asString()
                .contains("is gone, but shipped 3.0.0 runs on: error: rolled back shipped 2.0.0")
                .contains("put a jar that works in its place, or restart");

        jar(directory.resolve("shipped-1.jar"), "shipped", "2.0.0", WORKS, "", "");
        put("shipped.jar", "shipped", "3.0.1", WORKS);
        look();
        Files.delete(folder.resolve("shipped.jar"));
        look();
        assertThat(running("shipped")).containsExactly("2.0.0");
    }

    @Test
    void whatWasSentForAnUpdateThatIsRefusedIsDeleted() throws Exception {
        Path sent = Files.createFile(
                Files.createDirectory(directory.resolve("incoming")).resolve("toy.jar"));
        updates.end();
        assertThat(updates.apply(List.of(sent.toString()))).containsEntry("exit", "1");
        assertThat(sent).doesNotExist();
    }
}
