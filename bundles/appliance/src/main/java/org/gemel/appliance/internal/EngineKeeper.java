package org.gemel.appliance.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.gemel.api.config.Configuration;
import org.gemel.api.config.ProcessSettings;
import org.gemel.api.config.VrrpInstance;
import org.gemel.api.engine.HandoverResult;
import org.gemel.api.engine.VrrpEngineFactory;
import org.gemel.api.event.Event;
import org.gemel.api.platform.Platform;
import org.gemel.api.platform.PlatformException;
import org.gemel.api.status.EngineStatus;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one engine running the wanted configuration while the platform and the factory it is made of come and go. Safe
 * for any thread but the event loop's own; a change waits, bounded, until the engine has made it.
 */
final class EngineKeeper {

    private static final Logger LOG = LoggerFactory.getLogger("org.gemel.appliance");

    private final Consumer<Event> events;
    private final Consumer<Configuration> beforehand;
    private final Clock clock;

    private @Nullable Platform platform;
    private @Nullable VrrpEngineFactory factory;
    private List<String> doneWithout = List.of();
    private boolean stopped;
    /** Of the engine that was suspended and has no successor yet; empty without. */
    private String memory = "";
    /** Whose engine has failed to go on with the memory: the next one that it makes begins anew. */
    private @Nullable VrrpEngineFactory distrusted;
    /** What the engine was told when it was made. */
    private @Nullable String toldOfExclusion;

    private volatile @Nullable String excluded;
    private final CompletableFuture<Void> hurry = new CompletableFuture<>();
    private volatile @Nullable Configuration wanted;
    private volatile @Nullable PatientEngine engine;
    private volatile Obstacle obstacle;

    /**
     * @param events handed to each engine: told of what happens, on the event loop
     * @param beforehand told of each configuration that is about to be run, and again of the one that stays if it is refused
     * @param clock tells since when an obstacle is there
     */
    EngineKeeper(Consumer<Event> events, Consumer<Configuration> beforehand, Clock clock) {
        this.events = events;
        this.beforehand = beforehand;
        this.clock = clock;
        this.obstacle = new Obstacle("not started", clock.instant());
    }

    /** A platform came. */
    synchronized void add(Platform added) {
        if (added != platform) {
            suspendEngine();
            platform = added;
            heal();
        }
    }

    /** A platform is about to go; one that was replaced before is not looked at. */
    synchronized void remove(Platform removed) {
        if (removed == platform) {
            suspendEngine();
            platform = null;
            heal();
        }
    }

    /** A factory came. */
    synchronized void add(VrrpEngineFactory added) {
        if (added != factory) {
            suspendEngine();
            factory = added;
            heal();
        }
    }

    /** A factory is about to go; one that was replaced before is not looked at. */
    synchronized void remove(VrrpEngineFactory removed) {
        if (removed == factory) {
            suspendEngine();
            factory = null;
            heal();
        }
    }

    /**
     * Runs a configuration from now on, now if all that is needed is here and otherwise as soon as it is.
     *
     * @throws EngineException if the engine could not take it; what ran before runs again, as far as it can; or if the
     *     keeper was stopped, after which nothing runs any more
     */
    synchronized void run(Configuration configuration) throws EngineException {
        if (stopped) {
            throw new EngineException("the appliance is stopping", null);
        }
        Configuration before = wanted;
        beforehand.accept(configuration);
        try {
            apply(configuration);
            wanted = configuration;
        } catch (EngineException refused) {
            if (before != null) {
                beforehand.accept(before);
                restore(before, refused);
            } else if (distrusted != null) {
                beginAnew(configuration, refused);
                return;
            }
            throw refused;
        }
    }

    /** Rather than end with what an earlier life has left, which may be what is wrong. */
    private void beginAnew(Configuration configuration, EngineException refused) throws EngineException {
        LOG.error("the virtual routers cannot go on where they were, and begin anew: {}", refused.getMessage());
        apply(configuration);
        wanted = configuration;
    }

    /** What became of handing over virtual routers by the names of them or their sync groups, all if none is named. */
    List<HandoverResult> handOver(Set<String> names) {
        PatientEngine running = engine;
        return running == null ? List.of() : running.handOver(named(names), wanted);
    }

    /** Which virtual routers stand for election again. */
    List<String> takeBack(Set<String> names) {
        PatientEngine running = engine;
        return running == null ? List.of() : running.takeBack(named(names));
    }

    /** Keeps all virtual routers from serving, from now on, whatever engine runs them; null lets them. */
    void exclude(@Nullable String reason) {
        excluded = reason;
        PatientEngine running = engine;
        if (running != null) {
            running.exclude(reason);
        }
    }

    /** Lets masters serve until they are succeeded, for at most so long, or until {@link #hurry}. */
    void retire(Duration limit) {
        awaitResumption(limit);
        PatientEngine running = engine;
        if (running != null) {
            running.retire(limit, hurry);
        }
    }

    /** Whoever is suspended cannot say goodbye; in the middle of an update it goes on in a moment. */
    private synchronized void awaitResumption(Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        try {
            for (long left = limit.toMillis();
                    engine == null && !memory.isEmpty() && !hurry.isDone() && left > 0;
                    left = (deadline - System.nanoTime()) / 1_000_000) {
                wait(left);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Nobody waits for successors any more. */
    void hurry() {
        hurry.complete(null);
        synchronized (this) {
            notifyAll();
        }
    }

    private Set<String> named(Set<String> names) {
        Configuration configuration = wanted;
        return !names.isEmpty() || configuration == null
                ? names
                : configuration.instances().stream().map(VrrpInstance::name).collect(Collectors.toSet());
    }

    /** Stops the engine for good and waits for it, for a few seconds at most. */
    synchronized void stop() {
        stopped = true;
        wanted = null;
        hindered("stopped");
        stopEngine();
        if (!memory.isEmpty()) {
            LOG.warn(
                    "stopped while no engine was there to say goodbye: addresses end with their leases, and static entries"
                            + " and virtual interfaces stay until the next start");
        }
    }

    /** The next engine goes on where another one was suspended, in an earlier life of the appliance's bundle. */
    synchronized void inherit(String left) {
        forget();
        memory = left;
    }

    /**
     * Leaves everything as it is to the next keeper, in place of {@link #stop}.
     *
     * @return what that is to {@link #inherit}; empty if nothing runs
     */
    synchronized String suspend() {
        stopped = true;
        wanted = null;
        hindered("the appliance is being replaced");
        suspendEngine();
        return memory;
    }

    /** A snapshot; where no engine runs, of the wanted virtual routers with the reason why. */
    EngineStatus status() {
        PatientEngine running = engine;
        if (running != null) {
            try {
                return running.status();
            } catch (EngineException silent) {
                return idle(new Obstacle(silent.getMessage(), clock.instant()));
            }
        }
        return idle(obstacle);
    }

    private EngineStatus idle(Obstacle reason) {
        Configuration configuration = wanted;
        return configuration == null
                ? new EngineStatus(List.of(), Map.of())
                : IdleStatus.of(configuration, reason.what(), reason.since());
    }

    private void heal() {
        Configuration configuration = wanted;
        if (configuration == null) {
            return;
        }
        try {
            apply(configuration);
        } catch (EngineException refused) {
            hindered(refused.getMessage());
            LOG.error("the virtual routers are not running: {}", refused.getMessage());
        }
    }

    private void restore(Configuration before, EngineException refused) {
        try {
            apply(before);
        } catch (EngineException again) {
            hindered(again.getMessage());
            refused.addSuppressed(again);
        }
    }

    private void apply(Configuration configuration) throws EngineException {
        Platform on = platform;
        if (on != null) {
            adopt(on, configuration.process());
        }
        PatientEngine running = engine;
        if (running == null) {
            running = create();
        }
        if (running == null) {
            return;
        }
        try {
            running.apply(configuration);
        } catch (EngineException refused) {
            if (engine == null) {
                discard(running);
            }
            throw refused;
        }
        boolean made = engine == null;
        engine = running;
        forget();
        notifyAll();
        String reason = excluded;
        if (made && !Objects.equals(reason, toldOfExclusion)) {
            // Said while it was being made, when there was no engine to say it to.
            running.excludeFirst(reason);
        }
    }

    /** Of an engine that could not begin; where it was to go on in the place of another, a better one still can. */
    private void discard(PatientEngine failed) {
        if (memory.isEmpty() || factory == distrusted) {
            failed.stop();
            return;
        }
        distrusted = factory;
        try {
            failed.suspend();
        } catch (EngineException stuck) {
            LOG.error("{}", stuck.getMessage());
        }
    }

    private void forget() {
        memory = "";
        distrusted = null;
    }

    private void adopt(Platform on, ProcessSettings settings) throws EngineException {
        try {
            List<String> refused = on.adopt(settings);
            if (!refused.equals(doneWithout)) {
                refused.forEach(LOG::warn);
                doneWithout = refused;
            }
        } catch (PlatformException e) {
            throw new EngineException(String.valueOf(e.getMessage()), e);
        }
    }

    private @Nullable PatientEngine create() {
        Platform on = platform;
        VrrpEngineFactory by = factory;
        if (on != null && by != null) {
            PatientEngine created = new PatientEngine(
                    memory.isEmpty() || by == distrusted ? by.create(on, events) : by.create(on, events, memory));
            String reason = excluded;
            toldOfExclusion = reason;
            if (reason != null) {
                created.excludeFirst(reason);
            }
            return created;
        }
        List<String> missing = new ArrayList<>();
        if (on == null) {
            missing.add("a platform (Platform service, bundle org.gemel.platform-linux)");
        }
        if (by == null) {
            missing.add("the VRRP engine (VrrpEngineFactory service, bundle org.gemel.vrrp)");
        }
        hindered("missing " + String.join(" and ", missing));
        LOG.warn(
                "the virtual routers are not running: {}; they {} when it comes",
                obstacle.what(),
                memory.isEmpty() ? "start" : "go on where they were");
        return null;
    }

    private void hindered(String what) {
        obstacle = new Obstacle(what, clock.instant());
    }

    private void stopEngine() {
        PatientEngine running = engine;
        if (running != null) {
            engine = null;
            running.stop();
        }
    }

    /** The platform or the factory goes, and most likely comes again: the addresses stay for as long as their leases. */
    private void suspendEngine() {
        PatientEngine running = engine;
        if (running == null) {
            return;
        }
        engine = null;
        forget();
        try {
            memory = running.suspend();
        } catch (EngineException stuck) {
            LOG.error("{}; its successor begins anew", stuck.getMessage());
        }
    }

    /** Why no engine runs. */
    private record Obstacle(String what, Instant since) {}

    /** The engine did not do what it was told; the message is for a person. */
    static final class EngineException extends Exception {

        private static final long serialVersionUID = 1L;

        private final String message;

        EngineException(String message, @Nullable Throwable cause) {
            super(message, cause);
            this.message = message;
        }

        @Override
        public String getMessage() {
            return message;
        }
    }
}
