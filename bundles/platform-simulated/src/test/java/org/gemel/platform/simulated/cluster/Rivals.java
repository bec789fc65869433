package org.gemel.platform.simulated.cluster;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.gemel.api.config.Configuration;
import org.gemel.api.config.Tracking;
import org.gemel.api.config.VrrpInstance;
import org.gemel.api.engine.VrrpEngine;
import org.gemel.api.platform.Link;
import org.gemel.api.platform.MacAddress;
import org.gemel.api.platform.Platform;
import org.gemel.api.status.InstanceStatus;
import org.gemel.api.tracker.Health;
import org.gemel.platform.simulated.Lan;
import org.gemel.platform.simulated.Nic;
import org.gemel.platform.simulated.Node;
import org.gemel.platform.simulated.World;
import org.gemel.platform.simulated.internal.DefaultSimulator;
import org.gemel.vrrp.internal.DefaultVrrpEngineFactory;

/** A router on two LANs with another that contends for all its addresses, so that it is master of some and backup of others. */
final class Rivals {

    private static final Duration MOMENT = Duration.ofSeconds(1);
    private static final int RIVAL_PRIORITY = 150;

    final World world;
    private final Node node;
    private final VrrpEngine engine;
    private final VrrpEngine rival;

    /**
     * @param seed of the world
     * @param between what is put between the router and its platform
     */
    Rivals(long seed, UnaryOperator<Platform> between) {
        world = new DefaultSimulator().newWorld(seed);
        List<Lan> lans = List.of(world.newLan("a"), world.newLan("b"));
        node = node(1, lans);
        engine = factory().create(between.apply(node.start()), event -> {});
        rival = factory().create(node(2, lans).start(), event -> {});
    }

    private Node node(int number, List<Lan> lans) {
        Node made = world.newNode("r" + number);
        for (int i = 0; i < lans.size(); i++) {
            made.connect(
                    lans.get(i),
                    "eth" + i,
                    new MacAddress(0x0200_0000_0000L + 256L * i + number),
                    "10." + i + ".0." + number + "/24");
        }
        return made;
    }

    private static DefaultVrrpEngineFactory factory() {
        Oracle oracle = new Oracle();
        oracle.say(GroupRouter.SCRIPT, new Health.Well());
        DefaultVrrpEngineFactory factory = new DefaultVrrpEngineFactory();
        factory.addTrackers(oracle, Map.of("tracker.kind", "script"));
        return factory;
    }

    /** The rival contends for what this configuration has, and for nothing more. */
    void contend(Configuration configuration) {
        await(rival.apply(configuration.toBuilder()
                .syncGroups(List.of())
                .instances(
                        configuration.instances().stream().map(Rivals::rivalOf).toList())
                .build()));
    }

    private static VrrpInstance rivalOf(VrrpInstance instance) {
        return instance.toBuilder()
                .priority(RIVAL_PRIORITY)
                .addresses(instance.addresses().stream()
                        .map(each -> each.on(instance.interfaceName()))
                        .toList())
                .excludedAddresses(List.of())
                .routes(List.of())
                .rules(List.of())
                .virtualLinks(List.of())
                .tracking(Tracking.DEFAULT)
                .build();
    }

    void apply(Configuration configuration) {
        await(engine.apply(configuration));
    }

    /** Applies one that will be refused; what it was refused with. */
    Throwable refused(Configuration configuration) {
        CompletableFuture<Throwable> refusal = new CompletableFuture<>();
        engine.apply(configuration)
                .whenComplete((nothing, failure) ->
                        refusal.complete(failure == null ? new AssertionError("it was not refused") : failure));
        return await(refusal);
    }

    private <T> T await(CompletableFuture<T> future) {
        return world.await(future, MOMENT);
    }

    /** All that is known of its virtual routers. */
    List<InstanceStatus> status() {
        return await(engine.status()).instances();
    }

    /** What it holds and how it is: the kernel's entries, then a line for each virtual router, without what grows with time. */
    List<String> state() {
        List<String> state = new ArrayList<>();
        for (Nic nic : node.nics()) {
            Link link = nic.link();
            state.add(link.name()
                    + (link.up() ? " up " : " down ")
                    + link.addresses().stream()
                            .map(each -> each.address().getHostAddress() + "/" + each.prefixLength())
                            .sorted()
                            .toList());
        }
        Collections.sort(state);
        node.routes().stream().map(String::valueOf).sorted().forEach(state::add);
        node.rules().stream().map(String::valueOf).sorted().forEach(state::add);
        for (InstanceStatus each : status()) {
            state.add(each.name() + " " + each.interfaceName() + " " + each.vrid() + " " + each.state() + " "
                    + each.effectivePriority() + " of " + each.group() + " follows " + each.masterAddress() + " "
                    + each.masterPriority() + " " + each.masterDownInterval() + " " + each.addresses() + " "
                    + each.routing() + " "
                    + each.trackers().stream()
                            .map(tracker -> tracker.tracked() + " " + tracker.health() + " " + tracker.adds())
                            .toList());
        }
        return state;
    }
}
