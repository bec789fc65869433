package org.gemel.appliance.internal;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.gemel.api.config.Configuration;
import org.gemel.api.config.ConfigurationReader;
import org.gemel.api.config.Directive;
import org.gemel.api.config.ReadOptions;
import org.gemel.api.platform.Platform;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds, reads and checks what shall run, before anything does. It waits for the services that this needs. */
final class Startup {

    /** A service that is merely slow to start is not worth a line. */
    private static final long QUIET_WAIT_MILLIS = 2000;

    /** How long a configuration that was good before may be none. */
    private static final long GOING_ON_MILLIS = 5000;

    private static final long GLANCE_MILLIS = 20;

    private static final Logger LOG = LoggerFactory.getLogger("org.gemel.appliance");

    private final ConfigurationFile configurationFile;
    private final ReadOptions options;
    private final Slot<ConfigurationReader> readers;
    private final Slot<Platform> platforms;
    private final CountDownLatch stop;
    private final PrintStream err;
    /** How often keywords have come or gone. */
    private final AtomicInteger words = new AtomicInteger();
    /** How often they had when the configuration was bound. */
    private volatile int known;

    /** What came of it. */
    sealed interface Outcome {}

    /** All is there. */
    record Ready(InForce first, Sources sources, Platform platform) implements Outcome {}

    /** Nothing can run, or shall; a person has been told why. */
    record Ended(int exitCode) implements Outcome {}

    /**
     * @param stop opened when nothing shall run any more
     * @param err where a person reads why it did not start
     */
    Startup(
            ConfigurationFile configurationFile,
            ReadOptions options,
            Slot<ConfigurationReader> readers,
            Slot<Platform> platforms,
            CountDownLatch stop,
            PrintStream err) {
        this.configurationFile = configurationFile;
        this.options = options;
        this.readers = readers;
        this.platforms = platforms;
        this.stop = stop;
        this.err = err;
    }

    /** Keywords that plugins declare have come or gone. */
    void wordsChanged() {
        words.incrementAndGet();
    }

    /** Whether they have since the configuration was bound. */
    boolean outdated() {
        return words.get() != known;
    }

    /** @param before what ran in an earlier life, and goes on; null if nothing did */
    Outcome prepare(Bequest.@Nullable Running before) throws InterruptedException {
        Path file = before == null ? configurationFile.find() : before.file();
        if (file == null) {
            err.println("gemel: " + configurationFile.notFound());
            return new Ended(Run.BAD_CONFIGURATION);
        }
        ConfigurationReader reader =
                await(readers, "a configuration reader (ConfigurationReader service, bundle org.gemel.config)");
        if (reader == null) {
            return new Ended(Run.STOPPED);
        }
        known = words.get();
        ConfigurationReader.Result read = before == null ? reader.read(file, options) : bind(before.tree(), reader);
        if (before == null || !read.usable()) {
            read.diagnostics().forEach(err::println);
        }
        if (!read.usable()) {
            err.println("gemel: not started: " + Proposal.errors(file, read.diagnostics()));
            return new Ended(Run.BAD_CONFIGURATION);
        }
        Platform platform = await(platforms, "a platform (Platform service, bundle org.gemel.platform-linux)");
        if (platform == null) {
            return new Ended(Run.STOPPED);
        }
        List<String> missing = platform.missingPrivileges();
        if (!missing.isEmpty()) {
            missing.forEach(sentence -> err.println("gemel: " + sentence));
            return new Ended(Run.NOT_PERMITTED);
        }
        Configuration configuration = before == null
                ? read.configuration()
                : Proposal.keepFixed(before.instance(), before.namespace(), read.configuration());
        String named = configuration.process().instance();
        if (!named.isEmpty() && !named.equals(options.instance())) {
            err.println("gemel: not started: " + file + " is for the instance " + named
                    + "; give the option --instance " + named + ", so that it has a run directory of its own");
            return new Ended(Run.BAD_CONFIGURATION);
        }
        return new Ready(new InForce(configuration, read.tree()), sources(file, read, before), platform);
    }

    /** It was good before; but all bundles may be starting, among them those that know the words. */
    private ConfigurationReader.Result bind(List<Directive> tree, ConfigurationReader first)
            throws InterruptedException {
        ConfigurationReader.Result read = first.bind(tree, options);
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(GOING_ON_MILLIS);
        while (!read.usable() && System.nanoTime() - deadline < 0) {
            if (stop.await(GLANCE_MILLIS, TimeUnit.MILLISECONDS)) {
                return read;
            }
            ConfigurationReader reader = readers.now();
            read = reader == null ? read : reader.bind(tree, options);
        }
        return read;
    }

    private static Sources sources(Path file, ConfigurationReader.Result read, Bequest.@Nullable Running before) {
        if (before == null) {
            return Sources.of(file, read.included(), read.references());
        }
        Sources now = Sources.of(file, before.included(), before.references());
        // Whoever has edited it meanwhile has to reload it.
        return before.edited() ? now.edited() : now;
    }

    private <T> @Nullable T await(Slot<T> slot, String what) throws InterruptedException {
        T service = slot.await(QUIET_WAIT_MILLIS);
        if (service == null && !slot.closed()) {
            LOG.warn("waiting for {}", what);
            service = slot.await(Long.MAX_VALUE / 1_000_000);
        }
        return service;
    }
}
