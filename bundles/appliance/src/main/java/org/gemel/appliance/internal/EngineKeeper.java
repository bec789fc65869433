package org.gemel.appliance.internal;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.gemel.api.config.Configuration;
import org.gemel.api.engine.HandoverResult;
import org.gemel.api.engine.VrrpEngineFactory;
import org.gemel.api.event.Event;
import org.gemel.api.platform.Platform;
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

    private final EngineParts parts;
    private final Consumer<Configuration> beforehand;
    private final Clock clock;

    private final Exclusion exclusion = new Exclusion();
    private final CompletableFuture<Void> hurry = new CompletableFuture<>();
    private boolean stopped;
    private volatile @Nullable Configuration wanted;
    private volatile @Nullable PatientEngine engine;
    private volatile Obstacle obstacle;

    /**
     * @param events handed to each engine: told of what happens, on the event loop
     * @param beforehand told of each configuration that is about to be run, and again of the one that stays if it is refused
     * @param clock tells since when an obstacle is there
     */
    EngineKeeper(Consumer<Event> events, Consumer<Configuration> beforehand, Clock clock) {
        parts = new EngineParts(events);
        this.beforehand = beforehand;
        this.clock = clock;
        this.obstacle = new Obstacle("not started", clock.instant());
    }

    /** A platform came. */
    synchronized void add(Platform added) {
        if (!parts.has(added)) {
            exchange(() -> parts.platform(added));
        }
    }

    /** A platform is about to go; one that was replaced before is not looked at. */
    synchronized void remove(Platform removed) {
        if (parts.has(removed)) {
            exchange(() -> parts.platform(null));
        }
    }

    /** A factory came. */
    synchronized void add(VrrpEngineFactory added) {
        if (!parts.has(added)) {
            exchange(() -> parts.factory(added));
        }
    }

    /** A factory is about to go; one that was replaced before is not looked at. */
    synchronized void remove(VrrpEngineFactory removed) {
        if (parts.has(removed)) {
            exchange(() -> parts.factory(null));
        }
    }

    private void exchange(Runnable part) {
        suspendEngine();
        part.run();
        heal();
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
            } else if (parts.distrusting()) {
                // Rather than end with what an earlier life has left, which may be what is wrong.
                LOG.error("the virtual routers cannot go on where they were, and begin anew: {}", refused.getMessage());
                apply(configuration);
                wanted = configuration;
                return;
            }
            throw refused;
        }
    }

    /** What became of handing over virtual routers by the names of them or their sync groups, all if none is named. */
    List<HandoverResult> handOver(Set<String> names) {
        PatientEngine running = engine;
        return running == null ? List.of() : running.handOver(names);
    }

    /** Which virtual routers stand for election again. */
    List<String> takeBack(Set<String> names) {
        PatientEngine running = engine;
        return running == null ? List.of() : running.takeBack(names);
    }

    /** Keeps all virtual routers from serving, from now on, whatever engine runs them; null lets them. */
    void exclude(@Nullable String reason) {
        exclusion.change(reason);
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
                    engine == null && !parts.memory().isEmpty() && !hurry.isDone() && left > 0;
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

    /** Stops the engine for good and waits for it, for a few seconds at most. */
    synchronized void stop() {
        stopped = true;
        wanted = null;
        hindered("stopped");
        PatientEngine running = engine;
        engine = null;
        if (running != null) {
            running.stop();
        }
        if (!parts.memory().isEmpty()) {
            LOG.warn(
                    "stopped while no engine was there to say goodbye: addresses end with their leases, and static entries"
                            + " and virtual interfaces stay until the next start");
        }
    }

    /** The next engine goes on where another one was suspended, in an earlier life of the appliance's bundle. */
    synchronized void inherit(String left) {
        parts.remember(left);
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
        return parts.memory();
    }

    /** A snapshot; where no engine runs, of the wanted virtual routers with the reason why. */
    EngineStatus status() {
        PatientEngine running = engine;
        try {
            return running == null ? obstacle.status(wanted) : running.status();
        } catch (EngineException silent) {
            return new Obstacle(silent.getMessage(), clock.instant()).status(wanted);
        }
    }

    private void heal() {
        Configuration configuration = wanted;
        try {
            if (configuration != null) {
                apply(configuration);
            }
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
        parts.adopt(configuration.process());
        PatientEngine former = engine;
        PatientEngine running = former == null ? create() : former;
        if (running == null) {
            return;
        }
        try {
            running.apply(configuration);
        } catch (EngineException refused) {
            if (former == null) {
                discard(running);
            }
            throw refused;
        }
        engine = running;
        parts.forget();
        notifyAll();
        if (former == null) {
            exclusion.catchUp(running);
        }
    }

    /** Of an engine that could not begin; where it was to go on in the place of another, a better one still can. */
    private void discard(PatientEngine failed) {
        if (!parts.distrust()) {
            failed.stop();
            return;
        }
        try {
            failed.suspend();
        } catch (EngineException stuck) {
            LOG.error("{}", stuck.getMessage());
        }
    }

    private @Nullable PatientEngine create() {
        PatientEngine created = parts.assemble();
        if (created == null) {
            hindered("missing " + String.join(" and ", parts.missing()));
            LOG.warn(
                    "the virtual routers are not running: {}; they {} when it comes",
                    obstacle.what(),
                    parts.memory().isEmpty() ? "start" : "go on where they were");
            return null;
        }
        exclusion.begin(created);
        return created;
    }

    private void hindered(String what) {
        obstacle = new Obstacle(what, clock.instant());
    }

    /** The platform or the factory goes, and most likely comes again: the addresses stay for as long as their leases. */
    private void suspendEngine() {
        PatientEngine running = engine;
        if (running != null) {
            engine = null;
            parts.forget();
            try {
                parts.remember(running.suspend());
            } catch (EngineException stuck) {
                LOG.error("{}; its successor begins anew", stuck.getMessage());
            }
        }
    }
}
