package org.gemel.platform.simulated.cluster;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.gemel.api.config.Configuration;
import org.gemel.api.config.Family;
import org.gemel.api.config.SyncGroup;
import org.gemel.api.config.Tracked;
import org.gemel.api.config.TrackerDefinition;
import org.gemel.api.config.VirtualAddress;
import org.gemel.api.config.VrrpInstance;
import org.gemel.api.engine.HandoverResult;
import org.gemel.api.engine.VrrpEngine;
import org.gemel.api.event.Event;
import org.gemel.api.platform.MacAddress;
import org.gemel.api.status.EngineStatus;
import org.gemel.api.status.InstanceStatus;
import org.gemel.api.status.VrrpState;
import org.gemel.api.tracker.Health;
import org.gemel.platform.simulated.Lan;
import org.gemel.platform.simulated.Nic;
import org.gemel.platform.simulated.Node;
import org.gemel.platform.simulated.World;
import org.gemel.vrrp.internal.DefaultVrrpEngineFactory;

/** A node with an interface on each of two LANs, and a virtual router on each, both in one sync group. */
final class GroupRouter {

    static final String SCRIPT = "chk";
    static final String FILE = "level";

    private static final TrackerDefinition.Script SCRIPT_DEFINITION = new TrackerDefinition.Script(
            SCRIPT, List.of("/bin/true"), Duration.ofSeconds(1), Duration.ofSeconds(1), 1, 1, false, null, null);
    private static final TrackerDefinition.NumberFile FILE_DEFINITION =
            new TrackerDefinition.NumberFile(FILE, Path.of("/level"), null, false);

    final Node node;
    final List<Nic> nics = new ArrayList<>();
    final Oracle oracle = new Oracle();
    final DefaultVrrpEngineFactory factory = new DefaultVrrpEngineFactory();
    final List<Event> events = new ArrayList<>();
    final int priority;
    int level;
    boolean well = true;

    private final World world;
    private final int number;
    private final Map<String, VrrpState> states = new LinkedHashMap<>();
    private final VrrpEngine engine;
    private long lastChange;
    private boolean grouped;
    private boolean owner;

    GroupRouter(World world, List<Lan> lans, int number, int priority) {
        this.world = world;
        this.number = number;
        this.priority = priority;
        node = world.newNode("r" + number);
        for (int i = 0; i < lans.size(); i++) {
            nics.add(node.connect(
                    lans.get(i),
                    "eth" + i,
                    new MacAddress(0x0200_0000_0000L + 256L * i + number),
                    "10." + i + ".0.1" + number + "/24"));
        }
        oracle.say(SCRIPT, new Health.Well());
        oracle.say(FILE, new Health.Level(0));
        engine = factory.create(node.start(), this::happened);
    }

    void withOracle() {
        factory.addTrackers(oracle, Map.of("tracker.kind", "script"));
        factory.addTrackers(oracle, Map.of("tracker.kind", "file"));
    }

    /** Both virtual routers, which track a script and a file together. */
    Configuration configuration() {
        SyncGroup group = new SyncGroup(
                "G",
                List.of("V0", "V1"),
                List.of(
                        new Tracked(Tracked.Kind.SCRIPT, SCRIPT, 0, false),
                        new Tracked(Tracked.Kind.FILE, FILE, 10, false)),
                false);
        return new Configuration.Builder("r" + number)
                .instances(List.of(instance(0), instance(1)))
                .syncGroups(List.of(group))
                .trackers(List.of(SCRIPT_DEFINITION, FILE_DEFINITION))
                .build();
    }

    VrrpInstance instance(int lan) {
        return new VrrpInstance.Builder("V" + lan, "eth" + lan, 51 + lan, Family.IPV4, 3, Mode.address("224.0.0.18"))
                .priority(priority)
                .addresses(List.of(new VirtualAddress(vip(lan), 24, "eth" + lan, 0, null, null)))
                .build();
    }

    static InetAddress vip(int lan) {
        return Mode.address("10." + lan + ".0.100");
    }

    GroupRouter apply(Configuration configuration) {
        grouped = !configuration.syncGroups().isEmpty();
        owner = configuration.instances().stream().anyMatch(VrrpInstance::owner);
        world.await(engine.apply(configuration), Duration.ofSeconds(1));
        return this;
    }

    /** Stops, while something else happens that the loop has not heard of yet. */
    void stop(Runnable meanwhile) {
        CompletableFuture<Void> stopped = engine.stop();
        meanwhile.run();
        world.await(stopped, Duration.ofSeconds(1));
    }

    /** {@code gemel handover G}. */
    CompletableFuture<List<HandoverResult>> handOver() {
        return engine.handOver(Set.of("G"));
    }

    /** A graceful stop. */
    CompletableFuture<Void> retire(Duration limit) {
        return engine.retire(limit).thenCompose(done -> engine.stop());
    }

    private void happened(Event event) {
        events.add(event);
        if (event instanceof Event.Transition transition) {
            if (grouped
                    && world.now() != lastChange
                    && states.values().stream().distinct().count() > 1) {
                throw new Violation(node.name() + " left its group divided for more than a turn: " + states);
            }
            lastChange = world.now();
            inRange(transition.priority());
            if (transition.to() == VrrpState.INIT) {
                states.remove(transition.instance());
            } else {
                states.put(transition.instance(), transition.to());
            }
        }
        if (event instanceof Event.PriorityChanged changed) {
            inRange(changed.to());
        }
    }

    private void inRange(int effective) {
        if (effective < 1 || effective > (owner ? 255 : 254)) {
            throw new Violation(node.name() + " has priority " + effective);
        }
    }

    /** The priority that its file's number comes to. */
    int effective() {
        return Math.max(1, Math.min(254, priority + Math.max(-253, Math.min(253, 10 * level))));
    }

    /** Nothing keeps it from serving. */
    boolean able() {
        return well && 10 * level >= -253 && nics.stream().allMatch(Nic::plugged);
    }

    boolean all(VrrpState state) {
        return states.size() == 2 && states.values().stream().allMatch(each -> each == state);
    }

    VrrpState state(int lan) {
        return states.getOrDefault("V" + lan, VrrpState.INIT);
    }

    boolean holdsAll() {
        return nics.get(0).holds(vip(0)) && nics.get(1).holds(vip(1));
    }

    EngineStatus status() {
        return world.await(engine.status(), Duration.ofSeconds(1));
    }

    InstanceStatus status(int lan) {
        return status().instances().get(lan);
    }

    @Override
    public String toString() {
        return node.name() + " " + states + " priority " + effective() + (able() ? "" : " unable");
    }
}
