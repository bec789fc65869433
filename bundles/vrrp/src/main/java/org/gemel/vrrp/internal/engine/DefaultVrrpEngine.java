package org.gemel.vrrp.internal.engine;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.gemel.api.config.Configuration;
import org.gemel.api.engine.HandoverResult;
import org.gemel.api.engine.VrrpEngine;
import org.gemel.api.event.Event;
import org.gemel.api.platform.EventLoop;
import org.gemel.api.platform.Network;
import org.gemel.api.platform.Platform;
import org.gemel.api.status.EngineStatus;
import org.gemel.api.tracker.Health;
import org.gemel.vrrp.internal.memory.EngineMemory;
import org.gemel.vrrp.internal.memory.RouterMemory;
import org.gemel.vrrp.internal.memory.WatchMemory;
import org.gemel.vrrp.internal.tracking.TrackerFactories;
import org.gemel.vrrp.internal.tracking.Watch;
import org.gemel.vrrp.internal.tracking.Watches;
import org.jspecify.annotations.Nullable;

/** The virtual routers of one platform. Everything happens on the platform's loop. */
public final class DefaultVrrpEngine implements VrrpEngine {

    private final EventLoop loop;
    private final Network network;
    private final Consumer<Event> events;
    private final TrackerFactories factories;
    private final Runnable factoriesChanged;
    private final Counters counters = new Counters();
    private final Roster roster = new Roster();
    private final Watches watches;
    private final StartHold hold;
    private final LinkPorts ports;
    private final Pacers pacers;
    private final StaticKeeper statics;
    private final Remains remains;
    private final PacketGuard guard;
    private final Surroundings surroundings;
    private final Handovers handovers;
    private final Strangers strangers;
    private final Set<Watch> failing = new HashSet<>();
    private @Nullable String excluded;
    private Network.@Nullable Subscription subscription;
    private Configuration applied = new Configuration("", List.of());
    private EngineMemory memory;
    private boolean suspended;

    /**
     * @param platform where it runs
     * @param factories where trackers come from
     * @param events told of what happens, on the loop
     */
    public DefaultVrrpEngine(Platform platform, TrackerFactories factories, Consumer<Event> events) {
        this(platform, factories, events, EngineMemory.NONE);
    }

    /** @param memory of a predecessor that was suspended, with which the first configuration goes on */
    public DefaultVrrpEngine(
            Platform platform, TrackerFactories factories, Consumer<Event> events, EngineMemory memory) {
        this.memory = memory;
        this.loop = platform.loop();
        this.network = platform.network();
        this.events = events;
        this.factories = factories;
        this.watches = new Watches(platform, factories, this::evaluate);
        this.hold = new StartHold(platform, () -> roster.cohorts().forEach(Cohort::evaluate));
        this.factoriesChanged = () -> loop.execute(watches::factoriesChanged);
        this.ports = new LinkPorts(network, counters);
        this.pacers = new Pacers(loop);
        this.statics =
                new StaticKeeper(loop, network, events, () -> roster.cohorts().forEach(Cohort::evaluate));
        this.remains = new Remains(network, this::report);
        this.guard = new PacketGuard(network, () -> {
            roster.cohorts().forEach(Cohort::evaluate);
            roster.routers().forEach(VirtualRouter::resume);
        });
        this.surroundings = new Surroundings(
                loop,
                network,
                ports,
                pacers,
                watches,
                hold,
                counters,
                roster::lends,
                guard::admits,
                this::missing,
                events);
        this.handovers = new Handovers(loop, roster);
        this.strangers = new Strangers(loop, roster, events);
    }

    @Override
    public CompletableFuture<Void> apply(Configuration configuration) {
        return onLoop(() -> {
            if (suspended) {
                throw new IllegalStateException("another engine goes on in the place of this one");
            }
            if (subscription == null) {
                subscription = network.subscribe(new NetworkNews(statics, watches, roster));
                factories.listen(factoriesChanged);
                hold.begin(configuration.startDelay());
                begin(configuration);
                // There is nothing to go back to; whoever asked stops this engine.
                take(configuration);
                return null;
            }
            Runnable goBack = roster.remember(loop);
            try {
                take(configuration);
            } catch (RuntimeException | LinkageError refused) {
                goBack(goBack, refused);
                throw refused;
            }
            return null;
        });
    }

    private void begin(Configuration configuration) {
        if (!memory.equals(EngineMemory.NONE)) {
            // Also what had no virtual router, or none that can be read, has left its static entries in the kernel.
            counters.restore(memory.counters());
            watches.remember(memory.watches());
            guard.inherit(memory.guarded());
            statics.inherit(configuration.staticEntries());
        }
        if (memory.routers().isEmpty()) {
            remains.remove(configuration);
        } else {
            roster.inherit(memory);
        }
    }

    /** What a predecessor has left and nobody has taken over. */
    private void letGo(Configuration configuration) {
        if (memory.routers().isEmpty()) {
            return;
        }
        watches.all().stream()
                .filter(watch -> watch.health() instanceof Health.Failed)
                .forEach(failing::add);
        memory.routers().forEach(left -> remains.release(left, configuration));
        remains.remove(configuration);
        memory = EngineMemory.NONE;
    }

    private void take(Configuration configuration) {
        remains.reserve(configuration);
        pacers.adapt(configuration.pacing());
        ports.tellOfUnknown(configuration.unknownVridsLogged() ? strangers : null);
        guard.expect(RulesOfPackets.of(configuration));
        statics.apply(configuration.staticEntries());
        roster.apply(configuration, surroundings);
        failing.retainAll(watches.all());
        letGo(configuration);
        filter(configuration);
        applied = configuration;
    }

    private void goBack(Runnable asBefore, Throwable refused) {
        try {
            take(applied);
            asBefore.run();
        } catch (RuntimeException | LinkageError again) {
            refused.addSuppressed(again);
        }
    }

    private void filter(Configuration configuration) {
        guard.apply(
                RulesOfPackets.of(configuration), refusal -> report(configuration, "packet-rules-refused", refusal));
    }

    /** What concerns all is told of each. */
    private void report(Configuration configuration, String code, String message) {
        configuration
                .instances()
                .forEach(each -> events.accept(new Event.Problem(loop.wallTime(), each.name(), code, message)));
    }

    private @Nullable String missing(String instance) {
        return excluded == null ? statics.missing(instance) : excluded;
    }

    @Override
    public CompletableFuture<List<HandoverResult>> handOver(Set<String> instances) {
        return onLoop(() -> handovers.handOver(instances)).thenCompose(Function.identity());
    }

    @Override
    public CompletableFuture<List<String>> takeBack(Set<String> instances) {
        return onLoop(() -> handovers.takeBack(instances));
    }

    @Override
    public CompletableFuture<Void> exclude(@Nullable String reason) {
        return onLoop(() -> {
            excluded = reason;
            roster.cohorts().forEach(Cohort::evaluate);
            return null;
        });
    }

    @Override
    public CompletableFuture<Void> retire(Duration limit) {
        return onLoop(() -> {
                    hold.keepForGood();
                    return handovers.retire(limit);
                })
                .thenCompose(Function.identity());
    }

    @Override
    public CompletableFuture<EngineStatus> status() {
        return onLoop(() -> new EngineStatus(
                roster.routers().stream().map(VirtualRouter::status).toList(),
                roster.cohorts().stream()
                        .map(Cohort::status)
                        .filter(Objects::nonNull)
                        .toList(),
                counted(),
                statics.status()));
    }

    private Map<String, Long> counted() {
        Map<String, Long> all = counters.ofEngine();
        all.putAll(loop.counters());
        return all;
    }

    @Override
    public CompletableFuture<Void> stop() {
        return onLoop(() -> {
            roster.stop();
            statics.stop();
            if (subscription != null) {
                remains.reserve(new Configuration("", List.of()));
            }
            factories.ignore(factoriesChanged);
            watches.close();
            failing.clear();
            hold.close();
            if (subscription != null) {
                filter(applied.toBuilder().instances(List.of()).build());
                subscription.close();
                subscription = null;
            }
            return null;
        });
    }

    @Override
    public CompletableFuture<String> suspend() {
        return onLoop(() -> {
            if (subscription == null) {
                return "";
            }
            suspended = true;
            subscription.close();
            subscription = null;
            List<WatchMemory> verdicts = watches.memory();
            List<RouterMemory> routers = roster.suspend();
            long now = loop.nanoTime();
            network.bequeath();
            statics.suspend();
            factories.ignore(factoriesChanged);
            watches.close();
            failing.clear();
            hold.close();
            return new EngineMemory(now, routers, verdicts, counters.memory(), guard.memory()).text();
        });
    }

    private <T extends @Nullable Object> CompletableFuture<T> onLoop(Supplier<T> task) {
        CompletableFuture<T> result = new CompletableFuture<>();
        loop.execute(() -> {
            try {
                result.complete(task.get());
            } catch (RuntimeException | Error e) {
                result.completeExceptionally(e);
                if (e instanceof VirtualMachineError fatal) {
                    throw fatal;
                }
            }
        });
        return result;
    }

    /** Something that is tracked is not as it was. */
    private void evaluate(Watch watch) {
        boolean fails = watch.health() instanceof Health.Failed;
        boolean failsNow = fails && failing.add(watch);
        if (!fails) {
            failing.remove(watch);
        }
        for (Cohort cohort : roster.cohorts()) {
            if (cohort.concernedBy(watch)) {
                if (failsNow) {
                    cohort.tellOfFailure(watch);
                }
                cohort.evaluate();
            }
        }
    }
}
