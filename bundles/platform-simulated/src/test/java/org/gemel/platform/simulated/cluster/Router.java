package org.gemel.platform.simulated.cluster;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.gemel.api.config.Configuration;
import org.gemel.api.config.VirtualAddress;
import org.gemel.api.engine.HandoverResult;
import org.gemel.api.engine.VrrpEngine;
import org.gemel.api.event.Event;
import org.gemel.api.platform.MacAddress;
import org.gemel.api.platform.Platform;
import org.gemel.api.status.EngineStatus;
import org.gemel.api.status.VrrpState;
import org.gemel.platform.simulated.Nic;
import org.gemel.platform.simulated.Node;
import org.gemel.vrrp.internal.DefaultVrrpEngineFactory;
import org.jspecify.annotations.Nullable;

/** A node that runs the VRRP engine, and what was seen of it from outside. */
final class Router {

    static final String LINK = "eth0";

    /** As in force. */
    Setting setting;

    final Node node;
    final Nic nic;
    private final Cluster cluster;
    private final int number;
    private final int routers;
    private final List<VirtualAddress> addresses;
    private final List<Change> changes = new ArrayList<>();
    private final InetAddress source;
    private @Nullable Platform platform;
    private long replaced = -1;
    private @Nullable VrrpEngine engine;
    private VrrpState state = VrrpState.INIT;
    private long masterTransitions;

    /** A change of state, in the world's time. */
    record Change(long at, VrrpState to, String reason) {}

    Router(Cluster cluster, int number, int routers, Setting setting) {
        this.cluster = cluster;
        this.setting = setting;
        Mode mode = cluster.mode;
        addresses = mode.virtualAddresses();
        source = Mode.address(mode.realAddress(number));
        this.number = number;
        this.routers = routers;
        node = cluster.world.newNode("r" + number);
        String length = mode.family.addressLength() == 4 ? "/24" : "/64";
        nic = node.connect(
                cluster.lan, LINK, new MacAddress(0x0200_0000_0000L + number), mode.realAddress(number) + length);
        if (setting.ownsAddresses()) {
            addresses.forEach(each -> nic.addAddress(each.address(), each.prefixLength()));
        }
    }

    /** The address it advertises from. */
    InetAddress source() {
        return source;
    }

    String name() {
        return node.name();
    }

    /** The wall clock of its process, which must run. */
    Instant wallTime() {
        if (platform == null) {
            throw new IllegalStateException(name() + " does not run");
        }
        return platform.loop().wallTime();
    }

    void start() {
        state = VrrpState.INIT;
        masterTransitions = 0;
        Platform process = node.start();
        platform = process;
        begin(new DefaultVrrpEngineFactory().create(process, this::happened));
    }

    private void begin(VrrpEngine started) {
        engine = started;
        CompletableFuture<Void> applied = started.apply(configuration());
        applied.whenComplete((nothing, problem) -> {
            if (problem != null) {
                cluster.failed(this, problem);
            }
        });
    }

    /** The engine's bundle is updated: the engine is suspended, and another one goes on a little later. */
    void replaceEngine(Duration gap) {
        VrrpEngine suspended = engine;
        Platform process = platform;
        if (suspended == null || process == null) {
            return;
        }
        long until = cluster.world.now() + gap.toNanos();
        suspended.suspend().thenAccept(memory -> {
            // Empty if it was told to stop before.
            if (engine == suspended && !memory.isEmpty()) {
                engine = null;
                long left = Math.max(0, until - cluster.world.now());
                cluster.world.schedule(Duration.ofNanos(left), () -> {
                    if (engine == null && platform == process && node.running()) {
                        replaced = cluster.world.now();
                        begin(new DefaultVrrpEngineFactory().create(process, this::happened, memory));
                    }
                });
            }
        });
    }

    private Configuration configuration() {
        return setting.configuration(cluster.mode, number, routers);
    }

    /** Reloads with another setting; a paused process does so when it is resumed, and one that is killed before never. */
    void reload(Setting changed) {
        apply(changed.configuration(cluster.mode, number, routers), () -> setting = changed);
    }

    void apply(Configuration changed, Runnable afterwards) {
        VrrpEngine reloading = engine;
        if (reloading != null) {
            reloading.apply(changed).thenRun(afterwards);
        }
    }

    /** SIGTERM: the engine stops, and then its process ends; at once unless it is paused. */
    void terminate() {
        VrrpEngine stopping = engine;
        if (stopping != null) {
            stopping.stop()
                    .thenRun(() -> cluster.world.schedule(Duration.ZERO, () -> {
                        if (engine == stopping) {
                            kill();
                        }
                    }));
        }
    }

    /** {@code gemel handover}; null while nothing runs. */
    @Nullable
    CompletableFuture<List<HandoverResult>> handOver() {
        return engine == null ? null : engine.handOver(Set.of("VI"));
    }

    /** {@code gemel handover --return}. */
    void takeBack() {
        if (engine != null) {
            engine.takeBack(Set.of("VI"));
        }
    }

    /** Keeps it out of the election, or no more. */
    void exclude(@Nullable String reason) {
        if (engine != null) {
            engine.exclude(reason);
        }
    }

    /** A graceful stop: it serves until it is succeeded, and then its process ends. */
    void retire(Duration limit) {
        VrrpEngine retiring = engine;
        if (retiring != null) {
            retiring.retire(limit)
                    .thenCompose(done -> retiring.stop())
                    .thenRun(() -> cluster.world.schedule(Duration.ZERO, () -> {
                        if (engine == retiring) {
                            kill();
                        }
                    }));
        }
    }

    void kill() {
        node.kill();
        engine = null;
        platform = null;
        state = VrrpState.INIT;
    }

    private void happened(Event event) {
        if (event instanceof Event.Transition transition) {
            state = transition.to();
            changes.add(new Change(cluster.world.now(), transition.to(), transition.reason()));
            if (state == VrrpState.MASTER) {
                masterTransitions++;
            }
        }
        cluster.happened(this, event);
    }

    VrrpState state() {
        return state;
    }

    boolean master() {
        return state == VrrpState.MASTER;
    }

    List<Change> changes() {
        return changes;
    }

    /** When it last entered its present state. */
    long since() {
        return changes.get(changes.size() - 1).at();
    }

    long masterTransitions() {
        return masterTransitions;
    }

    /** Another engine begins in this turn; what became of it meanwhile it has yet to find out. */
    boolean beginsAgain() {
        return replaced == cluster.world.now();
    }

    /** Its engine was suspended, and none goes on in its place yet. */
    boolean suspended() {
        return node.running() && engine == null;
    }

    /** It runs, and its cable is in. */
    boolean healthy() {
        return node.running() && !node.paused() && nic.plugged() && engine != null;
    }

    EngineStatus status() {
        if (engine == null) {
            throw new IllegalStateException(name() + " has no engine");
        }
        return cluster.world.await(engine.status(), Duration.ofSeconds(1));
    }

    boolean holdsAny() {
        return addresses.stream().anyMatch(each -> nic.holds(each.address()));
    }

    boolean holdsAll() {
        return addresses.stream().allMatch(each -> nic.holds(each.address()));
    }
}
