package org.gemel.platform.simulated.cluster;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gemel.api.config.Configuration;
import org.gemel.api.config.VirtualLink;
import org.gemel.api.config.VrrpInstance;
import org.gemel.api.engine.VrrpEngine;
import org.gemel.api.event.Event;
import org.gemel.api.platform.Link;
import org.gemel.api.platform.MacAddress;
import org.gemel.api.status.InstanceStatus;
import org.gemel.api.status.VrrpState;
import org.gemel.api.tracker.Health;
import org.gemel.platform.simulated.Conditions;
import org.gemel.platform.simulated.Lan;
import org.gemel.platform.simulated.Nic;
import org.gemel.platform.simulated.Node;
import org.gemel.platform.simulated.World;
import org.gemel.platform.simulated.internal.DefaultSimulator;
import org.gemel.vrrp.internal.DefaultVrrpEngineFactory;

/**
 * One router alone that gets any configuration after any other, while interfaces come and go, addresses are removed and the
 * process sleeps. When it has been left in peace for a while every virtual router serves, and the node has what the last
 * configuration says and nothing else; after the stop, nothing.
 */
final class ReloadSchedule {

    /** Master-down interval twice, and a lease. */
    private static final Duration CALM = Duration.ofSeconds(12);

    private static final Configuration NOTHING = new Configuration("r", List.of());

    private final Random random;
    private final World world;
    private final List<Lan> lans;
    private final Node node;
    private final List<Nic> nics = new ArrayList<>();
    private final Oracle oracle = new Oracle();
    private final VrrpEngine engine;
    private final AnyConfiguration configurations;
    private final List<String> log = new ArrayList<>();

    ReloadSchedule(long seed) {
        random = new Random(seed);
        configurations = new AnyConfiguration(random);
        world = new DefaultSimulator().newWorld(seed);
        lans = List.of(lan("a"), lan("b"));
        node = world.newNode("r1");
        nics.add(connect(0));
        nics.add(connect(1));
        oracle.say(GroupRouter.SCRIPT, new Health.Well());
        DefaultVrrpEngineFactory factory = new DefaultVrrpEngineFactory();
        factory.addTrackers(oracle, Map.of("tracker.kind", "script"));
        engine = factory.create(node.start(), this::happened);
    }

    private Lan lan(String name) {
        Lan lan = world.newLan(name);
        lan.conditions(Conditions.WIRED);
        return lan;
    }

    private Nic connect(int lan) {
        return node.connect(lans.get(lan), "eth" + lan, new MacAddress(0x0200_0000_0001L + lan), host(lan) + "/24");
    }

    private static String host(int lan) {
        return "10." + lan + ".0.1";
    }

    private void happened(Event event) {
        if (event instanceof Event.Transition transition) {
            note(transition.instance() + " is " + transition.to() + ": " + transition.reason());
        } else if (event instanceof Event.Problem problem) {
            note(problem.instance() + " " + problem.code() + ": " + problem.message());
        }
    }

    private void note(String line) {
        log.add(world.now() / 1_000_000 + " ms: " + line);
    }

    long run() {
        for (int step = 0; step < 6; step++) {
            Configuration configuration = configurations.next();
            configuration.instances().forEach(each -> note("gets " + text(each)));
            note("gets " + configuration.syncGroups());
            world.await(engine.apply(configuration), Duration.ofSeconds(1));
            world.run(Duration.ofMillis(random.nextInt(4) == 0 ? 0 : random.nextInt(6000)));
            disturb();
            if (random.nextBoolean()) {
                world.run(CALM);
                require(configuration);
            }
        }
        world.await(engine.stop(), Duration.ofSeconds(1));
        world.run(Duration.ofMillis(50));
        require(NOTHING);
        same("trackers at work", 0, oracle.watching);
        return world.digest();
    }

    private static String text(VrrpInstance each) {
        return each.name() + " on " + each.interfaceName() + " " + each.vrid() + " priority " + each.priority() + " "
                + each.advertInterval() + " " + each.addresses() + each.excludedAddresses() + each.virtualLinks()
                + each.tracking().tracked();
    }

    private void disturb() {
        if (random.nextInt(3) == 0) {
            int lan = random.nextInt(2);
            note("eth" + lan + " goes");
            node.disconnect(nics.get(lan));
            world.run(Duration.ofMillis(random.nextBoolean() ? 0 : random.nextInt(3000)));
            note("eth" + lan + " comes");
            nics.set(lan, connect(lan));
        }
        if (random.nextInt(3) == 0) {
            note("somebody removes addresses of eth0");
            for (Link.Address each : nics.get(0).link().addresses()) {
                InetAddress address = each.address();
                if (random.nextBoolean() && !address.equals(Mode.address(host(0)))) {
                    nics.get(0).removeAddress(address);
                }
            }
        }
        if (random.nextInt(4) == 0) {
            note("sleeps");
            node.pause();
            world.run(Duration.ofMillis(random.nextInt(8000)));
            note("wakes");
            node.resume();
        }
    }

    private void require(Configuration configuration) {
        List<InstanceStatus> statuses =
                world.await(engine.status(), Duration.ofSeconds(1)).instances();
        same(
                "virtual routers that do not serve",
                List.of(),
                statuses.stream()
                        .filter(each -> each.state() != VrrpState.MASTER)
                        .map(each -> each.name() + " " + each.state() + " " + each.reason())
                        .toList());
        List<VrrpInstance> instances = configuration.instances();
        same("addresses", wantedAddresses(instances), addresses());
        same("routes", union(instances.stream().flatMap(each -> each.routes().stream())), new HashSet<>(node.routes()));
        same("rules", union(instances.stream().flatMap(each -> each.rules().stream())), new HashSet<>(node.rules()));
        same(
                "virtual links",
                union(instances.stream()
                        .flatMap(each -> each.virtualLinks().stream())
                        .map(VirtualLink::name)),
                union(node.nics().stream().map(each -> each.link().name()).filter(name -> !name.startsWith("eth"))));
    }

    private static <T> Set<T> union(Stream<T> all) {
        return all.collect(Collectors.toSet());
    }

    private static Set<String> wantedAddresses(List<VrrpInstance> instances) {
        Set<String> wanted = new TreeSet<>();
        for (VrrpInstance instance : instances) {
            Stream.concat(instance.addresses().stream(), instance.excludedAddresses().stream())
                    .forEach(each -> wanted.add(text(each.interfaceName(), each.address(), each.prefixLength())));
        }
        return wanted;
    }

    private Set<String> addresses() {
        Set<String> there = new TreeSet<>();
        for (Nic nic : node.nics()) {
            for (Link.Address each : nic.link().addresses()) {
                there.add(text(nic.link().name(), each.address(), each.prefixLength()));
            }
        }
        there.removeAll(List.of("eth0 10.0.0.1/24", "eth1 10.1.0.1/24"));
        return there;
    }

    private static String text(String link, InetAddress address, int length) {
        return link + " " + address.getHostAddress() + "/" + length;
    }

    private void same(String what, Object wanted, Object there) {
        if (!wanted.equals(there)) {
            throw new Violation("after " + world.now() / 1_000_000 + " ms these are not the " + what + " wanted: "
                    + there + "\ninstead of " + wanted + "\n" + String.join("\n", log));
        }
    }
}
