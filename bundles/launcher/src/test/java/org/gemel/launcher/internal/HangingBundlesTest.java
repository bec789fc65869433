package org.gemel.launcher.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** Bundles that do not return from their activators hold up nobody else. */
@Timeout(180)
class HangingBundlesTest extends DeploymentLab {

    private static final String BLOCKS = HangingBundlesTest.class.getName() + ".blocks";

    /** Waits for nothing that starts, but for whatever stops. */
    private static final Limits HURRIED =
            new Limits(LONG_MILLIS, 1, 1, 1, LONG_MILLIS, LONG_MILLIS, LONG_MILLIS, LONG_MILLIS);

    /** Waits for what hangs whatever is done to it; all that does not is over long before. */
    private static final Limits RESIGNED = new Limits(LONG_MILLIS, 1, 5000, 5000, 5000, 5000, LONG_MILLIS, 1000);

    @AfterEach
    void unblock() {
        System.clearProperty(BLOCKS);
    }

    @Test
    void whatDoesNotReturnFromItsStartIsReportedOnceAndTheOthersRun() throws Exception {
        block();
        deploy(new Limits(1, 1, 1, 1, 1, 1, 1, 1));
        put("hangs.jar", "hangs", "1.0.0", Blocking.class.getName());
        put("toy.jar", "toy", "1.0.0", WORKS);
        glanceUntil(() -> running("toy").contains("1.0.0"));
        glanceUntil(() -> !ofHangs().isEmpty());
        assertThat(ofHangs())
                .singleElement()
                .asString()
                .contains("hangs.jar (hangs 1.0.0) is not used yet: its activator has not returned for 0 s");

        System.clearProperty(BLOCKS);
        glanceUntil(() -> !running("hangs").isEmpty());
        assertThat(ofHangs()).hasSize(1);
    }

    @Test
    void whatDoesNotReturnFromItsStartGoesWithItsJarWhenItDoes() throws Exception {
        block();
        deploy(HURRIED);
        put("hangs.jar", "hangs", "1.0.0", Blocking.class.getName());
        glance();
        glanceUntil(() -> bundle("hangs").getState() == Bundle.STARTING);
        Files.delete(folder.resolve("hangs.jar"));
        glance();
        assertThat(bundle("hangs").getState()).isEqualTo(Bundle.STARTING);

        System.clearProperty(BLOCKS);
        glanceUntil(() -> container.context().getBundles().length == 2);
        assertThat(running("hangs")).isEmpty();
    }

    @Test
    void whatDoesNotReturnFromItsStartIsInterruptedForTheNextInItsPlace() throws Exception {
        deploy(HURRIED);
        put("hangs.jar", "hangs", "1.0.0", Patient.class.getName());
        glance();
        put("hangs.jar", "hangs", "2.0.0", WORKS);
        glanceUntil(() -> running("hangs").contains("2.0.0"));
    }

    @Test
    void aReplacementThatDoesNotReturnFromItsStartIsTakenBackAndReported() throws Exception {
        put("toy.jar", "toy", "1.0.0", WORKS);
        glance();
        update(HURRIED);
        put("toy.jar", "toy", "2.0.0", Patient.class.getName());
        glance();
        assertThat(running("toy")).containsExactly("1.0.0");
        assertThat(log)
                .singleElement()
                .asString()
                .contains("rolled back toy 2.0.0: the bundle toy does not start: its activator has not returned for");
    }

    @Test
    void whatWasReplacedRunsAgainThoughAnotherOfTheUpdateDoesNotStop() throws Exception {
        put("toy.jar", "toy", "1.0.0", WORKS);
        put("hangs.jar", "hangs", "1.0.0", Stubborn.class.getName());
        glance();
        block();
        update(RESIGNED, "toy", "2.0.0", WORKS, "hangs", "2.0.0", WORKS);
        assertThat(running("toy")).containsExactly("1.0.0");
        assertThat(bundle("toy").getState()).isEqualTo(Bundle.ACTIVE);
        assertThat(updates.apply(List.of()).get("text"))
                .contains("error: rolled back toy 2.0.0, hangs 2.0.0: the bundle hangs does not stop")
                .contains("error: toy 1.0.0, hangs 1.0.0 is NOT back: the bundle hangs does not start");

        System.clearProperty(BLOCKS);
        glanceUntil(() -> running("hangs").equals(List.of("1.0.0")));
    }

    @Test
    void whatWasReplacedRunsAgainThoughAnotherOfTheUpdateDoesNotReturnFromItsStart() throws Exception {
        put("toy.jar", "toy", "1.0.0", WORKS);
        put("hangs.jar", "hangs", "1.0.0", WORKS);
        glance();
        appliance("shipped", () -> running("hangs").isEmpty() ? Map.of() : Map.of("VI_1", "MASTER 3600 192.0.2.1"));
        block();
        update(RESIGNED, "toy", "2.0.0", WORKS, "hangs", "2.0.0", Blocking.class.getName());
        assertThat(running("toy")).containsExactly("1.0.0");
        assertThat(updates.apply(List.of()).get("text"))
                .contains("error: toy 1.0.0, hangs 1.0.0 is NOT back: the bundle hangs does not stop")
                .contains("until then nobody serves VI_1 here: their addresses end with their leases")
                .endsWith("heard nothing for 3600 ms or more");
        System.clearProperty(BLOCKS);
    }

    @Test
    void whatGoesBackTakesTheTimeItNeeds() throws Exception {
        put("toy.jar", "toy", "1.0.0", Slow.class.getName());
        glance();
        appliance("toy", () -> Map.of("VI_1", "MASTER 900 192.0.2.1"));
        update(HURRIED, "toy", "2.0.0", FAILS);
        assertThat(running("toy")).containsExactly("1.0.0");
    }

    /** Updates to jars with these names, versions and activators, whatever that is in the way of. */
    private void update(Limits limits, String... jars) throws Exception {
        update(limits);
        List<String> words = new ArrayList<>(List.of("--force"));
        for (int i = 0; i < jars.length; i += 3) {
            words.add(jar(directory.resolve(jars[i] + ".jar"), jars[i], jars[i + 1], jars[i + 2], "", "")
                    .toString());
        }
        assertThat(updates.apply(words)).containsEntry("exit", "0");
        updates.await(LONG_MILLIS);
    }

    /** From now on activators do not return. */
    private static void block() {
        System.setProperty(BLOCKS, "");
    }

    /** From now on what is in deploy/ is waited for so long. */
    private void deploy(Limits limits) {
        deployment = new Deployment(container.context(), folder, Level.FINE, limits);
    }

    /** From now on what is replaced is waited for so long. */
    private void update(Limits limits) {
        updates = new Updates(container.context(), directory.resolve("jars"), limits);
    }

    /** What was complained of it; on a busy machine others may take their time as well. */
    private List<String> ofHangs() {
        return log.stream().filter(line -> line.contains("hangs.jar")).toList();
    }

    private void glanceUntil(BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            deployment.glance(updates, () -> true);
        }
    }

    /** Begins its work in its start, and does not end. */
    public static final class Blocking extends Working {

        @Override
        public void start(BundleContext context) throws InterruptedException {
            hold();
            super.start(context);
        }

        static void hold() {
            while (System.getProperty(BLOCKS) != null) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
            }
        }
    }

    /** Does not end its work in its stop, interrupted or not. */
    public static final class Stubborn extends Working {

        @Override
        public void stop(BundleContext context) {
            Blocking.hold();
        }
    }

    /** Takes longer for its start than a new version of what is in the way of advertisements may. */
    public static final class Slow extends Working {

        @Override
        public void start(BundleContext context) throws InterruptedException {
            assertThat(new CountDownLatch(1).await(100, TimeUnit.MILLISECONDS)).isFalse();
            super.start(context);
        }
    }

    /** Waits until somebody does not want it to any more. */
    public static final class Patient implements BundleActivator {

        @Override
        public void start(BundleContext context) throws InterruptedException {
            new CountDownLatch(1).await();
        }

        @Override
        public void stop(BundleContext context) {
            // There is nothing to end.
        }
    }
}
