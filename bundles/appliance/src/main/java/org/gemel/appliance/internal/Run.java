package org.gemel.appliance.internal;

import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.gemel.api.appliance.Appliance;
import org.gemel.api.config.Configuration;
import org.gemel.api.config.ConfigurationReader;
import org.gemel.api.config.ProcessSettings.Hook;
import org.gemel.api.config.ReadOptions;
import org.gemel.api.platform.Platform;
import org.gemel.api.platform.PlatformException;
import org.gemel.appliance.internal.notify.Deliveries;
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

    private static final Logger LOG = LoggerFactory.getLogger("org.gemel.appliance");

    private final Startup startup;
    private final Succession succession;
    private final ReadOptions options;
    private final Slot<ConfigurationReader> readers;
    private final Slot<Platform> platforms;
    private final EngineKeeper engines;
    private final BalancerKeeper balancers;
    private final Objections objections;
    private final Deliveries deliveries;
    private final Function<Appliance, Runnable> publish;
    private final ApplianceDuty duty;
    private final Duration stopLimit;
    private final PrintStream err;
    private final Clock clock;

    private final CountDownLatch stop = new CountDownLatch(1);
    private final CountDownLatch done = new CountDownLatch(1);

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
        startup = new Startup(configurationFile, options, readers, platforms, stop, err);
        succession = new Succession(bequest, engines, balancers, deliveries);
        this.options = options;
        this.readers = readers;
        this.platforms = platforms;
        this.engines = engines;
        this.balancers = balancers;
        this.objections = objections;
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
            return succession.replaced() ? REPLACED : code;
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
        succession.suspend();
        stop();
    }

    /** Leaves what there is to leave, after {@link #suspend} and when nobody is told anything any more. */
    void leave(String untold) {
        succession.leave(untold);
    }

    /** What has been suspended is left alone; the end is at hand. */
    private int awaitReplacement() throws InterruptedException {
        stop.await();
        return REPLACED;
    }

    /** Keywords that plugins declare have come or gone. */
    void wordsChanged() {
        startup.wordsChanged();
        RunningAppliance now = succession.running();
        if (now != null) {
            now.wordsChanged();
        }
    }

    /** Whether it has been told to end. */
    boolean stopping() {
        return stop.getCount() == 0;
    }

    /** Whether it ended, or is about to, only to be gone on with. */
    boolean replaced() {
        return succession.replaced();
    }

    /** Whether it is over. */
    boolean ended() {
        return done.getCount() == 0;
    }

    /** How long successors are waited for, and how long the shutdown script may take, with its last moments. */
    Duration shutdownTime() {
        RunningAppliance now = succession.running();
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
        Optional<Bequest.Left> left = succession.look();
        Startup.Outcome outcome =
                startup.prepare(left.map(Bequest.Left::running).orElse(null));
        return outcome instanceof Startup.Ready ready ? run(ready, left) : ((Startup.Ended) outcome).exitCode();
    }

    private int run(Startup.Ready ready, Optional<Bequest.Left> left) throws InterruptedException {
        Configuration configuration = ready.first().configuration();
        try {
            if (left.isEmpty()) {
                new Hooks(prepared(ready.platform(), configuration))
                        .run("startup_script", configuration.process().startup());
            }
            duty.resume();
            deliveries.configured(configuration);
            if (left.isPresent() && !succession.inherit(left.get())) {
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
        LOG.info("running {}: {}", ready.sources().file(), ready.first().summary());
        Instant startedAt = left.map(Bequest.Left::startedAt).orElseGet(clock::instant);
        RunningAppliance appliance = new RunningAppliance(
                ready.sources(),
                options,
                ready.first(),
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
        if (!succession.runs(appliance)) {
            appliance.close();
            return awaitReplacement();
        }
        appliance.follow();
        if (startup.outdated()) {
            appliance.wordsChanged();
        }
        Runnable withdraw = publish.apply(appliance);
        try {
            stop.await();
            if (succession.replaced()) {
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
}
