package org.gemel.appliance.internal;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import org.gemel.api.appliance.Appliance;
import org.gemel.api.balancer.BalancerFactory;
import org.gemel.api.config.ConfigurationReader;
import org.gemel.api.config.Feasibility;
import org.gemel.api.config.Keywords;
import org.gemel.api.config.ReadOptions;
import org.gemel.api.engine.VrrpEngineFactory;
import org.gemel.api.event.Listener;
import org.gemel.api.notifier.Notifier;
import org.gemel.api.platform.Platform;
import org.gemel.appliance.internal.notify.Deliveries;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The command {@code run}: called by the launcher, returns the exit code when the appliance has stopped. While it runs the
 * {@link Appliance} is a service, and SIGHUP reloads it. Framework properties: {@code gemel.config.file}, {@code gemel.config.id} (what
 * {@code @id} lines are compared with) and {@code gemel.instance} (the name among several appliances).
 */
@Component(service = ToIntFunction.class, property = "gemel.command=run")
public final class RunCommand implements ToIntFunction<String[]>, Supplier<Map<String, String>>, AutoCloseable {

    /** Longer than {@link EngineKeeper} waits for its engine. */
    private static final long END_MILLIS = 4000;

    /**
     * How long masters wait at most for somebody to take over: as long as any backup may take at an interval of a second, and
     * less than procd waits, which kills after 5 s.
     */
    private static final Duration STOP_LIMIT = Duration.ofSeconds(4);

    /** For notifiers to tell of the end: a script that still runs, and then the one that is run at the stop. */
    private static final Duration LAST_NOTICES = Duration.ofSeconds(5);

    /** While the addresses wait for the next version of this bundle. */
    private static final Duration SHORT_NOTICE = Duration.ofMillis(200);

    private static final Logger LOG = LoggerFactory.getLogger("org.gemel.appliance");

    private final BundleContext context;
    private final Slot<ConfigurationReader> readers = new Slot<>();
    private final Slot<Platform> platforms = new Slot<>();
    private final Deliveries deliveries = new Deliveries(LAST_NOTICES);
    private final EventDispatcher events = new EventDispatcher(deliveries);
    private final EngineKeeper engines = new EngineKeeper(events, deliveries::configured, Clock.systemUTC());
    private final BalancerKeeper balancers = new BalancerKeeper(events, Clock.systemUTC());
    private final Objections objections = new Objections();
    private final AtomicReference<Run> current = new AtomicReference<>();

    @Activate
    public RunCommand(BundleContext context) {
        this.context = context;
        // Not a service like the others: it shall hear the goodbyes when all bundles stop.
        events.add(new Journal());
    }

    @Override
    public int applyAsInt(String[] arguments) {
        Run run = new Run(
                ConfigurationFile.at(context.getProperty("gemel.config.file")),
                ReadOptions.ofThisHost(context.getProperty("gemel.config.id"), context.getProperty("gemel.instance"))
                        .withFormat(context.getProperty("gemel.config.format")),
                readers,
                platforms,
                engines,
                balancers,
                objections,
                new Bequest(context.getProperty("gemel.run.dir")),
                deliveries,
                this::publish,
                new ApplianceDuty(engines, new MaintenanceFile(stateDirectory()), Clock.systemUTC()),
                stopLimit(),
                System.err,
                Clock.systemUTC());
        if (!current.compareAndSet(null, run)) {
            throw new IllegalStateException("the appliance is running already");
        }
        try {
            return run.live();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Run.STOPPED;
        } finally {
            if (!run.replaced()) {
                tellLast(LAST_NOTICES);
            }
        }
    }

    private Path stateDirectory() {
        String directory = context.getProperty("gemel.state.dir");
        return Path.of(directory == null ? "/var/lib/gemel" : directory);
    }

    private Duration stopLimit() {
        String seconds = context.getProperty("gemel.stop.seconds");
        if (seconds == null) {
            return STOP_LIMIT;
        }
        if (!seconds.matches("[0-9]{1,3}")) {
            LOG.warn(
                    "gemel.stop.seconds is {}, which is no number of seconds up to 999; taking {}",
                    seconds,
                    STOP_LIMIT.toSeconds());
            return STOP_LIMIT;
        }
        return Duration.ofSeconds(Long.parseLong(seconds));
    }

    /** For the launcher, which replaces bundles. */
    @Override
    public Map<String, String> get() {
        return States.of(engines.status().instances());
    }

    /** For the launcher, when all is to end: stops what runs and waits for it; masters give up their addresses. */
    @Override
    public void close() {
        Run run = current.get();
        if (run != null) {
            // Whoever asks for the end a second time wants it now; the JVM would not even hear it.
            Hangup.handle("TERM", run::stopNow);
            Hangup.handle("INT", run::stopNow);
            run.stop();
            awaitEnd(run, END_MILLIS + run.shutdownTime().toMillis());
        }
        tellLast(LAST_NOTICES);
    }

    /**
     * Leaves everything to the next version of this bundle, which the launcher calls as soon as it is there; ends all if the
     * whole framework stops.
     */
    @Deactivate
    void deactivate() {
        Run run = current.get();
        boolean end = context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).getState() == Bundle.STOPPING;
        if (end || run == null || run.ended() || run.stopping()) {
            close();
        } else {
            run.suspend();
            awaitEnd(run, END_MILLIS);
            tellLast(SHORT_NOTICE);
            run.leave(deliveries.untold());
        }
    }

    private static void awaitEnd(Run run, long millis) {
        try {
            if (!run.awaitEnd(millis)) {
                LOG.error("the appliance has not stopped within {} ms", millis);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Nothing happens any more; whoever is to know of what did is told. */
    private void tellLast(Duration patience) {
        events.close();
        deliveries.close(patience);
    }

    private Runnable publish(Appliance appliance) {
        ServiceRegistration<Appliance> registration = context.registerService(Appliance.class, appliance, null);
        Runnable ignoreHangup = Hangup.handle(appliance::reload);
        return () -> {
            ignoreHangup.run();
            try {
                registration.unregister();
            } catch (IllegalStateException gone) {
                LOG.debug("the framework was faster", gone);
            }
        };
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void addReader(ConfigurationReader reader) {
        readers.add(reader);
    }

    void removeReader(ConfigurationReader reader) {
        readers.remove(reader);
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void addPlatform(Platform platform) {
        platforms.add(platform);
        engines.add(platform);
        balancers.add(platform);
    }

    void removePlatform(Platform platform) {
        platforms.remove(platform);
        engines.remove(platform);
        balancers.remove(platform);
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void addEngineFactory(VrrpEngineFactory factory) {
        engines.add(factory);
    }

    void removeEngineFactory(VrrpEngineFactory factory) {
        engines.remove(factory);
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void addBalancerFactory(BalancerFactory factory) {
        balancers.add(factory);
    }

    void removeBalancerFactory(BalancerFactory factory) {
        balancers.remove(factory);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addFeasibility(Feasibility judge) {
        objections.add(judge);
    }

    void removeFeasibility(Feasibility judge) {
        objections.remove(judge);
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY,
            updated = "updatedKeywords")
    void addKeywords(Keywords keywords) {
        updatedKeywords(keywords);
    }

    /** Its properties tell that words have come or gone. */
    void updatedKeywords(Keywords keywords) {
        Run run = current.get();
        if (run != null) {
            run.wordsChanged();
        }
    }

    /** Others come with the next bundle. */
    void removeKeywords(Keywords keywords) {
        LOG.debug("no keywords for now");
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addNotifier(Notifier notifier, Map<String, Object> properties) {
        deliveries.add(String.valueOf(properties.get(Notifier.KIND)), number(properties), notifier);
    }

    private static long number(Map<String, Object> properties) {
        return properties.get(Constants.SERVICE_ID) instanceof Long number ? number : 0;
    }

    void removeNotifier(Notifier notifier) {
        deliveries.remove(notifier);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addListener(Listener listener) {
        events.add(listener);
    }

    void removeListener(Listener listener) {
        events.remove(listener);
    }
}
