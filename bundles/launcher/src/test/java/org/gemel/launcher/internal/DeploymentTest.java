package org.gemel.launcher.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;

@Timeout(60)
class DeploymentTest {

    private static final String WORKS = Working.class.getName();
    private static final String BLOCKS = DeploymentTest.class.getName() + ".blocks";
    private static final String FAILS = Failing.class.getName();

    @TempDir
    private Path directory;

    private Path folder;
    private Container container;
    private Updates updates;
    private Deployment deployment;
    private DeployWatch watch;
    private long time = 1_000_000;

    private final Logger logger = Logger.getLogger("org.gemel.deploy");
    private final List<String> log = new ArrayList<>();
    private final Handler recorder = new Handler() {
        @Override
        public void publish(LogRecord logged) {
            if (logged.getLevel().intValue() > Level.INFO.intValue()) {
                log.add(new SimpleFormatter().formatMessage(logged));
            }
        }

        @Override
        public void flush() {
            // Nothing is kept back.
        }

        @Override
        public void close() {
            // Nothing was opened.
        }
    };

    @BeforeEach
    void start() throws Exception {
        folder = Files.createDirectory(directory.resolve("deploy"));
        jar(directory.resolve("shipped-1.jar"), "shipped", "2.0.0", WORKS, "", "");
        container = Container.start(
                new Feature(List.of(new Feature.Entry("shipped-1.jar", 1)), Map.of()),
                directory,
                Map.of(
                        "org.osgi.framework.storage",
                        directory.resolve("cache").toString(),
                        "org.osgi.framework.system.packages.extra",
                        "org.gemel.launcher.internal"));
        updates = new Updates(container.context(), directory.resolve("jars"));
        deployment = new Deployment(container.context(), folder, Level.FINE);
        deployment.glance(null, () -> false);
        watch = new DeployWatch(container.context(), deployment, updates);
        logger.addHandler(recorder);
    }

    @AfterEach
    void stop() throws Exception {
        System.clearProperty(BLOCKS);
        logger.removeHandler(recorder);
        container.stop(5, TimeUnit.SECONDS);
    }

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
    void whatDoesNotReturnFromItsStartIsReportedOnceAndTheOthersRun() throws Exception {
        block();
        put("hangs.jar", "hangs", "1.0.0", Blocking.class.getName());
        put("toy.jar", "toy", "1.0.0", WORKS);
        glance();
        glance();
        assertThat(running("toy")).containsExactly("1.0.0");
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
        put("hangs.jar", "hangs", "1.0.0", Blocking.class.getName());
        glance();
        Files.delete(folder.resolve("hangs.jar"));
        glance();
        assertThat(bundle("hangs").getState()).isEqualTo(Bundle.STARTING);

        System.clearProperty(BLOCKS);
        glanceUntil(() -> container.context().getBundles().length == 2);
        assertThat(running("hangs")).isEmpty();
    }

    @Test
    void whatDoesNotReturnFromItsStartIsInterruptedForTheNextInItsPlace() throws Exception {
        block();
        put("hangs.jar", "hangs", "1.0.0", Patient.class.getName());
        glance();
        put("hangs.jar", "hangs", "2.0.0", WORKS);
        glanceUntil(() -> running("hangs").contains("2.0.0"));
    }

    @Test
    void aReplacementThatDoesNotReturnFromItsStartIsTakenBackAndReported() throws Exception {
        put("toy.jar", "toy", "1.0.0", WORKS);
        glance();
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
        update("toy", "2.0.0", WORKS, "hangs", "2.0.0", WORKS);
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
        block();
        update("toy", "2.0.0", WORKS, "hangs", "2.0.0", Blocking.class.getName());
        assertThat(running("toy")).containsExactly("1.0.0");
        assertThat(updates.apply(List.of()).get("text"))
                .contains("error: toy 1.0.0, hangs 1.0.0 is NOT back: the bundle hangs does not stop");
        System.clearProperty(BLOCKS);
    }

    @Test
    void whatGoesBackTakesTheTimeItNeeds() throws Exception {
        put("toy.jar", "toy", "1.0.0", Slow.class.getName());
        glance();
        glanceUntil(() -> !running("toy").isEmpty());
        appliance("toy", () -> Map.of("VI_1", "MASTER 900 192.0.2.1"));
        update("toy", "2.0.0", FAILS);
        assertThat(running("toy")).containsExactly("1.0.0");
    }

    /** Updates to jars with these names, versions and activators, whatever that is in the way of. */
    private void update(String... jars) throws Exception {
        List<String> words = new ArrayList<>(List.of("--force"));
        for (int i = 0; i < jars.length; i += 3) {
            words.add(jar(directory.resolve(jars[i] + ".jar"), jars[i], jars[i + 1], jars[i + 2], "", "")
                    .toString());
        }
        assertThat(updates.apply(words)).containsEntry("exit", "0");
        updates.await(30_000);
    }

    /** From now on activators do not return, which is seen early. */
    private void block() {
        System.setProperty(BLOCKS, "");
        deployment = new Deployment(container.context(), folder, Level.FINE, 200);
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
            assertThat(new CountDownLatch(1).await(2500, TimeUnit.MILLISECONDS)).isFalse();
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

    /** Has a service, by which it is seen. */
    public static class Working implements BundleActivator {

        @Override
        public void start(BundleContext context) throws InterruptedException {
            context.registerService(
                    Object.class,
                    new Object(),
                    new Hashtable<>(
                            Map.of("toy", context.getBundle().getVersion().toString())));
        }

        @Override
        public void stop(BundleContext context) {
            // The framework takes the service away.
        }
    }

    /** Breaks. */
    public static final class Failing extends Working {

        @Override
        public void start(BundleContext context) {
            throw new IllegalStateException("it was not my day");
        }
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
        updates.await(30_000);
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
    void whateverGoesWrongIsReportedOnceAndTheFolderWatchedOn() throws Exception {
        put("shipped.jar", "shipped", "3.0.0", WORKS);
        for (int glance = 0; glance < 4; glance++) {
            assertThat(watch.look(() -> {
                        throw new IllegalStateException("a bundle went while it was looked at");
                    }))
                    .isTrue();
        }
        assertThat(log).containsExactly("cannot do what is in deploy/ for now; trying again and again");

        look();
        assertThat(running("shipped")).containsExactly("3.0.0");
    }

    @Test
    void deployIsWatchedOnWhereMemoryIsTooShortEvenToSaySo() throws Exception {
        put("shipped.jar", "shipped", "3.0.0", WORKS);
        Handler scarce = new Handler() {
            @Override
            public void publish(LogRecord logged) {
                throw new OutOfMemoryError("as the JVM would");
            }

            @Override
            public void flush() {
                // Nothing is kept back.
            }

            @Override
            public void close() {
                // Nothing was opened.
            }
        };
        logger.addHandler(scarce);
        try {
            for (int glance = 0; glance < 4; glance++) {
                assertThat(watch.look(() -> {
                            throw new OutOfMemoryError("as the JVM would");
                        }))
                        .isTrue();
            }
        } finally {
            logger.removeHandler(scarce);
        }
        assertThat(log).isNotEmpty();

        look();
        assertThat(running("shipped")).containsExactly("3.0.0");
    }

    @Test
    void theFolderOfAFrameworkThatHasStoppedIsWatchedNoMore() throws Exception {
        container.stop(5, TimeUnit.SECONDS);
        assertThat(watch.look(() -> true)).isFalse();
        assertThat(log).isEmpty();
    }

    @Test
    void whatWasSentForAnUpdateThatIsRefusedIsDeleted() throws Exception {
        Path sent = Files.createFile(
                Files.createDirectory(directory.resolve("incoming")).resolve("toy.jar"));
        updates.end();
        assertThat(updates.apply(List.of(sent.toString()))).containsEntry("exit", "1");
        assertThat(sent).doesNotExist();
    }

    /** What says how the virtual routers are, as if a bundle had it. */
    private ServiceRegistration<?> appliance(String name, Supplier<Map<String, String>> states) {
        return bundle(name)
                .getBundleContext()
                .registerService(Supplier.class, states, new Hashtable<>(Map.of("gemel.command", "run")));
    }

    private void look() throws InterruptedException {
        watch.look(() -> true);
        watch.look(() -> true);
    }

    private void glance() throws InterruptedException {
        deployment.glance(updates, () -> true);
        deployment.glance(updates, () -> true);
    }

    private List<String> running(String name) {
        return Wellness.references(container.context(), "(toy=*)").stream()
                .filter(each -> name.equals(each.getBundle().getSymbolicName()))
                .map(each -> String.valueOf(each.getProperty("toy")))
                .toList();
    }

    private Bundle bundle(String name) {
        return java.util.Arrays.stream(container.context().getBundles())
                .filter(each -> name.equals(each.getSymbolicName()))
                .findFirst()
                .orElseThrow();
    }

    private void put(String file, String name, String version, String activator) throws IOException {
        jar(stamped(file), name, version, activator, "", "");
        touch(file);
    }

    private Path stamped(String file) {
        return folder.resolve(file);
    }

    /** The clock of the file system may be slower than a test. */
    private void touch(String file) throws IOException {
        time += 1000;
        Files.setLastModifiedTime(folder.resolve(file), FileTime.fromMillis(time));
    }

    private static Path jar(Path file, String name, String version, String activator, String imports, String exports)
            throws IOException {
        Manifest manifest = new Manifest();
        Attributes headers = manifest.getMainAttributes();
        headers.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        headers.putValue("Bundle-ManifestVersion", "2");
        headers.putValue("Bundle-SymbolicName", name);
        headers.putValue("Bundle-Version", version);
        headers.putValue("Bundle-Activator", activator);
        headers.putValue("Import-Package", "org.osgi.framework,org.gemel.launcher.internal" + imports);
        if (!exports.isEmpty()) {
            headers.putValue("Export-Package", exports);
        }
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(file), manifest)) {
            String path = DeploymentTest.class.getName().replace('.', '/') + ".class";
            out.putNextEntry(new JarEntry(path));
            try (InputStream in = DeploymentTest.class.getClassLoader().getResourceAsStream(path)) {
                in.transferTo(out);
            }
        }
        return file;
    }
}
