package org.gemel.launcher.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;

/** A command that gets a container of its own and ends with it. */
final class OfflineCommand {

    private static final long STOP_SECONDS = 5;
    private static final long COMMAND_MILLIS = 10_000;
    /** For an update that goes on when all is to end. */
    private static final long UPDATE_MILLIS = 3000;

    /** Where the appliance looks for its configuration when none is named. */
    private static final List<Path> PLACES =
            List.of(Path.of("/etc/gemel/gemel.conf"), Path.of("/etc/keepalived/keepalived.conf"));

    private final CommandLine line;
    private final Path home;
    private final String version;
    private final InstanceName named;
    private final CountDownLatch done = new CountDownLatch(1);
    private volatile @Nullable DeployWatch deploy;
    private volatile @Nullable Updates updates;

    OfflineCommand(CommandLine line, Path home, String version) {
        this.line = line;
        this.home = home;
        this.version = version;
        this.named = line.configFile()
                .or(() -> PLACES.stream().filter(Files::isRegularFile).findFirst())
                .map(InstanceName::of)
                .orElse(InstanceName.NONE);
    }

    /** Carries the command out and returns its exit code. */
    int run(Path featureFile) {
        LogFormat.install(line.verbose());
        Feature feature = Feature.read(featureFile);
        try {
            return line.command().equals("run") ? runAppliance(feature) : runOnce(feature);
        } catch (BundleException e) {
            throw new Failure(ExitCode.INTERNAL, "the bundles could not be started: " + e.getMessage());
        } catch (IOException e) {
            throw new Failure(ExitCode.FAILED, "trouble with files: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure(ExitCode.FAILED, "interrupted");
        } finally {
            done.countDown();
        }
    }

    private int runAppliance(Feature feature) throws BundleException, IOException, InterruptedException {
        try (RunDirectory directory = RunDirectory.take(line.runDirectory(named))) {
            Dumps.handle(line.runDirectory(named));
            return run(feature, directory.cache());
        }
    }

    /** Commands beside a running appliance must not touch its run directory. */
    private int runOnce(Feature feature) throws BundleException, IOException, InterruptedException {
        Path cache = Files.createTempDirectory("gemel-");
        try {
            return run(feature, cache);
        } finally {
            delete(cache);
        }
    }

    private int run(Feature feature, Path cache) throws BundleException, InterruptedException {
        Container container = Container.start(feature, home.resolve("bundles"), properties(cache));
        Thread onSignal = new Thread(() -> stopOnSignal(container), "gemel-stop");
        Runtime.getRuntime().addShutdownHook(onSignal);
        BooleanSupplier updating = () -> false;
        if (line.command().equals("run")) {
            Updates offered = Updates.offer(container.context(), cache.resolve("jars"));
            updates = offered;
            updating = offered::isReplacing;
            DeployWatch watching = new DeployWatch(
                    container.context(),
                    new Deployment(container.context(), deployFolder(), Level.INFO, Limits.USUAL),
                    offered);
            deploy = watching;
            watching.begin();
        } else {
            // It is over in a moment, and has nothing to tell of what is as it should be.
            new Deployment(container.context(), deployFolder(), Level.FINE, Limits.USUAL).glance(null, () -> false);
        }
        int code = container.call(line.command(), line.arguments(), COMMAND_MILLIS, updating);
        stop(container);
        return code;
    }

    private Map<String, String> properties(Path cache) {
        Map<String, String> properties = new HashMap<>();
        properties.put("gemel.home", home.toString());
        properties.put("gemel.version", version);
        properties.put("gemel.run.dir", line.runDirectory(named).toString());
        properties.put("gemel.state.dir", line.stateDirectory(named).toString());
        line.configFile().ifPresent(file -> properties.put("gemel.config.file", file.toString()));
        line.instance().or(named::instance).ifPresent(name -> properties.put("gemel.instance", name));
        line.configId().ifPresent(id -> properties.put("gemel.config.id", id));
        line.format().ifPresent(name -> properties.put("gemel.config.format", name));
        properties.put(Constants.FRAMEWORK_STORAGE, cache.resolve("bundles").toString());
        return properties;
    }

    private Path deployFolder() {
        return Path.of(
                System.getProperty("gemel.deploy.dir", home.resolve("deploy").toString()));
    }

    private void stop(Container container) throws BundleException, InterruptedException {
        DeployWatch watching = deploy;
        Updates going = updates;
        if (watching != null && going != null) {
            // Who is just being replaced cannot say goodbye, and its successor can.
            going.end();
            going.await(UPDATE_MILLIS);
            watching.end();
        }
        if (!container.stop(STOP_SECONDS, TimeUnit.SECONDS)) {
            throw new Failure(ExitCode.FAILED, "the bundles had not stopped after " + STOP_SECONDS + " s");
        }
    }

    /**
     * The JVM is ending, because of a signal or because the command has ended: in the latter case all is done already.
     * Bundles are stopped, whereupon the command returns in its own thread, which cleans up.
     */
    private void stopOnSignal(Container container) {
        boolean ended = done.getCount() == 0;
        try {
            stop(container);
            if (done.await(STOP_SECONDS, TimeUnit.SECONDS)
                    && !ended
                    && line.command().equals("run")) {
                // A signal asks for a graceful stop, and one that went well is a success, not the JVM's 128 + signal.
                Runtime.getRuntime().halt(ExitCode.OK);
            }
        } catch (BundleException | Failure e) {
            System.err.println("gemel: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void delete(Path directory) throws IOException {
        List<Path> paths;
        try (Stream<Path> walk = Files.walk(directory)) {
            paths = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : paths) {
            Files.deleteIfExists(path);
        }
    }
}
