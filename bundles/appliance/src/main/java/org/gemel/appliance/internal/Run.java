package org.gemel.appliance.internal;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.gemel.api.appliance.Appliance;
import org.gemel.api.config.Configuration;
import org.gemel.api.config.ConfigurationReader;
import org.gemel.api.config.Diagnostic;
import org.gemel.api.config.Directive;
import org.gemel.api.config.ProcessSettings.Hook;
import org.gemel.api.config.ReadOptions;
import org.gemel.api.platform.Platform;
import org.gemel.api.platform.PlatformException;
import org.gemel.appliance.internal.notify.Deliveries;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One life of the appliance: find, read, check, start, wait, stop. Bad input never half-starts it. */
final class Run {

    /** It ran and was stopped. */
    static final int STOPPED = 0;
    /** The engine could not start. */
    static final int FAILED = 1;
    /** There is no configuration, or it has errors. */
    static final int BAD_CONFIGURATION = 2;
    /** The process may not do what it needs to. */
    static final int NOT_PERMITTED = 4;
    /** Nothing has stopped, the bundle is only being replaced: the launcher calls the next one. */
    static final int REPLACED = -1;

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
    private final EngineKeeper engines;
    private final BalancerKeeper balancers;
    private final Objections objections;
    private final Bequest bequest;
    private final Deliveries deliveries;
    private final Function<Appliance, Runnable> publish;
    private final ApplianceDuty duty;
    private final Duration stopLimit;
    private final PrintStream err;
    private final Clock clock;

    private final CountDownLatch stop = new CountDownLatch(1);
    private final CountDownLatch done = new CountDownLatch(1);
    private volatile @Nullable RunningAppliance running;
    private volatile boolean replaced;
    private volatile Bequest.@Nullable Left legacy;
    /** What this life goes on with, once it does. */
    private Bequest.@Nullable Left inherited;
    /** How often keywords have come or gone. */
    private final AtomicInteger words = new AtomicInteger();

    /**
     * @param bequest what an earlier life in this process has left
     * @param deliveries tells who is to be told
     * @param publish makes the appliance known; what it returns takes that back
     * @param duty closed in the end
     * @param stopLimit how long masters wait at most for somebody to take over
     * @param err where a person reads why it did not start
     */
    Run(
            ConfigurationFile configurationFile,
            ReadOptions options,
            Slot<ConfigurationReader> readers,
            Slot<Platform> platforms,
            EngineKeeper engines,
            BalancerKeeper balancers,
            Objections objections,
            Bequest bequest,
            Deliveries deliveries,
            Function<Appliance, Runnable> publish,
            ApplianceDuty duty,
            Duration stopLimit,
            PrintStream err,
            Clock clock) {
        this.configurationFile = configurationFile;
        this.options = options;
        this.readers = readers;
        this.platforms = platforms;
        this.engines = engines;
        this.balancers = balancers;
        this.objections = objections;
        this.bequest = bequest;
        this.deliveries = deliveries;
        this.publish = publish;
        this.duty = duty;
        this.stopLimit = stopLimit;
        this.err = err;
        this.clock = clock;
    }

    /** Lives; returns the exit code when it is over. */
    int live() throws InterruptedException {
        try {
            int code = start();
            return replaced ? REPLACED : code;
        } finally {
            balancers.stop();
            engines.stop();
            duty.close();
            done.countDown();
        }
    }

    /** Begins the end and returns at once; for the second time, the end shall come now. */
    void stop() {
        if (stop.getCount() == 0) {
            stopNow();
        }
        end();
    }

    /** Begins an end that waits for nobody, or makes one that has begun so. */
    void stopNow() {
        engines.hurry();
        end();
    }

    private void end() {
        stop.countDown();
        readers.close();
        platforms.close();
    }

    /** Ends at once, so that another life of the appliance can go on; the virtual routers do not notice. */
    void suspend() {
        Bequest.Left before;
        RunningAppliance now;
        synchronized (this) {
            replaced = true;
            before = inherited;
            now = running;
        }
        Bequest.Running left = now == null ? null : now.leave();
        String balance = balancers.suspend();
        String memory = engines.suspend();
        if (now != null) {
            legacy = new Bequest.Left(now.startedAt(), memory, balance, left, "");
        } else if (before != null) {
            legacy = new Bequest.Left(before.startedAt(), memory, balance, before.running(), "");
        }
        // Without, what an earlier life has left is there still.
        stop();
    }

    /** Goes on with what an earlier life has left; false if this one has been suspended before it could. */
    private synchronized boolean inherit(Bequest.Left left) {
        if (!replaced) {
            engines.inherit(left.memory());
            balancers.inherit(left.balance());
            deliveries.restore(left.notices());
            inherited = left;
        }
        return !replaced;
    }

    /** From now on this is what is suspended; false if that has happened before. */
    private synchronized boolean runs(RunningAppliance appliance) {
        if (!replaced) {
            running = appliance;
        }
        return !replaced;
    }

    /** What has been suspended is left alone; the end is at hand. */
    private int awaitReplacement() throws InterruptedException {
        stop.await();
        return REPLACED;
    }

    /** Keywords that plugins declare have come or gone. */
    void wordsChanged() {
        words.incrementAndGet();
        RunningAppliance now = running;
        if (now != null) {
            now.wordsChanged();
        }
    }

    /** Leaves what there is to leave, after {@link #suspend} and when nobody is told anything any more. */
    void leave(String untold) {
        Bequest.Left left = legacy;
        if (left != null) {
            bequest.leave(new Bequest.Left(left.startedAt(), left.memory(), left.balance(), left.running(), untold));
        }
    }

    /** Whether it has been told to end. */
    boolean stopping() {
        return stop.getCount() == 0;
    }

    /** Whether it ended, or is about to, only to be gone on with. */
    boolean replaced() {
        return replaced;
    }

    /** Whether it is over. */
    boolean ended() {
        return done.getCount() == 0;
    }

    /** How long successors are waited for, and how long the shutdown script may take, with its last moments. */
    Duration shutdownTime() {
        RunningAppliance now = running;
        Hook hook = now == null ? null : now.configuration().process().shutdown();
        return hook == null
                ? stopLimit
                : hook.timeout().plus(Hooks.LAST_MOMENTS).plus(stopLimit);
    }

    /** Waits for the end, at most so long; whether it came. */
    boolean awaitEnd(long millis) throws InterruptedException {
        return done.await(millis, TimeUnit.MILLISECONDS);
    }

    private int start() throws InterruptedException {
        Optional<Bequest.Left> left = bequest.look();
        Bequest.Running before = left.map(Bequest.Left::running).orElse(null);
        Path file = before == null ? configurationFile.find() : before.file();
        if (file == null) {
            err.println("gemel: " + configurationFile.notFound());
            return BAD_CONFIGURATION;
        }
        ConfigurationReader reader =
                await(readers, "a configuration reader (ConfigurationReader service, bundle org.gemel.config)");
        if (reader == null) {
            return STOPPED;
        }
        int known = words.get();
        ConfigurationReader.Result read = before == null ? reader.read(file, options) : bind(before.tree(), reader);
        if (before == null || !read.usable()) {
            read.diagnostics().forEach(err::println);
        }
        if (!read.usable()) {
            err.println("gemel: not started: " + errors(file, read.diagnostics()));
            return BAD_CONFIGURATION;
        }
        Platform platform = await(platforms, "a platform (Platform service, bundle org.gemel.platform-linux)");
        if (platform == null) {
            return STOPPED;
        }
        List<String> missing = platform.missingPrivileges();
        if (!missing.isEmpty()) {
            missing.forEach(sentence -> err.println("gemel: " + sentence));
            return NOT_PERMITTED;
        }
        Configuration configuration = before == null
                ? read.configuration()
                : Proposal.keepFixed(before.instance(), before.namespace(), read.configuration());
        return run(file, new InForce(configuration, read.tree()), sources(file, read, before), platform, left, known);
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

    /** @param known how often keywords had come or gone when the configuration was bound */
    private int run(
            Path file, InForce first, Sources sources, Platform platform, Optional<Bequest.Left> left, int known)
            throws InterruptedException {
        Configuration configuration = first.configuration();
        String named = configuration.process().instance();
        if (!named.isEmpty() && !named.equals(options.instance())) {
            err.println("gemel: not started: " + file + " is for the instance " + named
                    + "; give the option --instance " + named + ", so that it has a run directory of its own");
            return BAD_CONFIGURATION;
        }
        try {
            if (left.isEmpty()) {
                new Hooks(prepared(platform, configuration))
                        .run("startup_script", configuration.process().startup());
            }
            duty.resume();
            deliveries.configured(configuration);
            if (left.isPresent() && !inherit(left.get())) {
                return awaitReplacement();
            }
            engines.run(configuration);
            balancers.run(configuration.balancing());
        } catch (EngineException refused) {
            err.println("gemel: not started: " + refused.getMessage());
            LOG.debug("not started", refused);
            return FAILED;
        } catch (PlatformException refused) {
            err.println("gemel: not started: " + refused.getMessage());
            return FAILED;
        }
        LOG.info("running {}: {}", file, summary(configuration));
        Instant startedAt = left.map(Bequest.Left::startedAt).orElseGet(clock::instant);
        RunningAppliance appliance = new RunningAppliance(
                sources,
                options,
                first,
                readers,
                engines,
                balancers,
                objections,
                deliveries::status,
                startedAt,
                clock,
                duty,
                this::stop,
                this::stopNow,
                this::present);
        left.map(Bequest.Left::running).map(Bequest.Running::unconfirmed).ifPresent(it -> goOn(appliance, it));
        if (!runs(appliance)) {
            appliance.close();
            return awaitReplacement();
        }
        bequest.clear();
        appliance.follow();
        if (words.get() != known) {
            appliance.wordsChanged();
        }
        Runnable withdraw = publish.apply(appliance);
        try {
            stop.await();
            if (replaced) {
                LOG.info("going on in another version of the bundle");
                return REPLACED;
            }
            LOG.info("stopping");
            deliveries.ending();
            // First of all, so that the others take over as soon as they can; until they have, this router serves.
            engines.retire(stopLimit);
            balancers.stop();
            engines.stop();
            Platform now = platforms.now();
            if (now != null) {
                new Hooks(now)
                        .run(
                                "shutdown_script",
                                appliance.configuration().process().shutdown());
            }
            return STOPPED;
        } finally {
            withdraw.run();
            appliance.close();
        }
    }

    private boolean present(String link) {
        Platform now = platforms.now();
        return now == null || Links.present(now, link);
    }

    private void goOn(RunningAppliance appliance, Bequest.Unconfirmed unconfirmed) {
        ConfigurationReader reader = readers.now();
        ConfigurationReader.Result former = reader == null ? null : reader.bind(unconfirmed.former(), options);
        if (former != null && former.usable()) {
            Configuration now = appliance.configuration();
            Configuration back = Proposal.keepFixed(
                    now.process().instance(), now.process().networkNamespace(), former.configuration());
            appliance.awaitConfirmation(new InForce(back, former.tree()), unconfirmed.left());
        } else {
            LOG.error(
                    "the reload that awaits a confirmation is not taken back any more, for what ran before it cannot be"
                            + " bound; mend {} and reload if it must be",
                    appliance.configurationFile());
        }
    }

    /** In the namespace where everything runs, what is run first runs too. */
    private static Platform prepared(Platform platform, Configuration configuration) throws PlatformException {
        if (configuration.process().startup() != null) {
            platform.adopt(configuration.process());
        }
        return platform;
    }

    private <T> @Nullable T await(Slot<T> slot, String what) throws InterruptedException {
        T service = slot.await(QUIET_WAIT_MILLIS);
        if (service == null && !slot.closed()) {
            LOG.warn("waiting for {}", what);
            service = slot.await(Long.MAX_VALUE / 1_000_000);
        }
        return service;
    }

    /** {@code 2 errors in FILE}. */
    static String errors(Path file, List<Diagnostic> diagnostics) {
        long count = diagnostics.stream()
                .filter(diagnostic -> diagnostic.severity() == Diagnostic.Severity.ERROR)
                .count();
        return count + (count == 1 ? " error in " : " errors in ") + file;
    }

    static String summary(Configuration configuration) {
        int servers = configuration.balancing().servers().size();
        String balanced =
                servers == 0 ? "" : servers == 1 ? ", one virtual server" : ", " + servers + " virtual servers";
        if (configuration.instances().isEmpty()) {
            return "it has no virtual router" + balanced;
        }
        List<String> names = configuration.instances().stream()
                .map(instance -> instance.name() + " (" + ConfigurationChanges.place(instance) + ")")
                .toList();
        return String.join(", ", names) + balanced;
    }
}
