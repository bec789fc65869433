package org.gemel.platform.simulated.cluster;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.gemel.api.config.Configuration;
import org.gemel.api.config.Family;
import org.gemel.api.config.Route;
import org.gemel.api.config.Rule;
import org.gemel.api.config.Subnet;
import org.gemel.api.config.SyncGroup;
import org.gemel.api.config.Tracked;
import org.gemel.api.config.TrackerDefinition;
import org.gemel.api.config.Tracking;
import org.gemel.api.config.VirtualAddress;
import org.gemel.api.config.VirtualLink;
import org.gemel.api.config.VrrpInstance;

/**
 * Any configuration of a router with two interfaces: up to two virtual routers on each, owners among them, some with a virtual
 * link, some in a sync group, with routes and rules and what they track. Names, addresses and VRIDs are few, so that much of one
 * configuration is somewhere else in the next.
 */
final class AnyConfiguration {

    private static final TrackerDefinition.Script SCRIPT = new TrackerDefinition.Script(
            GroupRouter.SCRIPT,
            List.of("/bin/true"),
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            1,
            1,
            false,
            null,
            null);

    private final Random random;

    AnyConfiguration(Random random) {
        this.random = random;
    }

    Configuration next() {
        List<String> names = new ArrayList<>(List.of("p", "q", "s", "t"));
        Collections.shuffle(names, random);
        Set<String> taken = new HashSet<>();
        List<VrrpInstance> instances = new ArrayList<>();
        for (int lan = 0; lan < 2; lan++) {
            for (int vrid = 51; vrid < 53; vrid++) {
                if (random.nextInt(4) != 0) {
                    instances.add(instance(names.get(instances.size()), lan, vrid, taken));
                }
            }
        }
        Collections.shuffle(instances, random);
        return new Configuration.Builder("r")
                .instances(instances)
                .syncGroups(groups(instances))
                .trackers(List.of(SCRIPT))
                .build();
    }

    private VrrpInstance instance(String name, int lan, int vrid, Set<String> taken) {
        String base = "eth" + lan;
        boolean virtual = random.nextInt(4) == 0;
        String link = virtual ? "vrrp." + vrid + "." + lan : base;
        List<VirtualAddress> addresses = addresses(lan, vrid, link, taken);
        VrrpInstance.Builder builder = new VrrpInstance.Builder(
                        name, base, vrid, Family.IPV4, 3, Mode.address("224.0.0.18"))
                .priority(random.nextInt(6) == 0 ? 255 : 50 + random.nextInt(200))
                .addresses(addresses.subList(0, 1))
                .excludedAddresses(addresses.subList(1, addresses.size()))
                .routes(routes(lan, vrid))
                .rules(rules(lan, vrid))
                .tracking(new Tracking(true, false, tracked(lan)))
                .preempt(random.nextBoolean())
                .advertInterval(Duration.ofMillis(random.nextInt(5) == 0 ? 500 : 1000));
        if (virtual) {
            long mac = VirtualLink.standardMac(Family.IPV4, vrid);
            builder.virtualLinks(
                    List.of(new VirtualLink(link, base, VirtualLink.Kind.MACVLAN, mac, true, false, null, null)));
        }
        return builder.build();
    }

    private List<VirtualAddress> addresses(int lan, int vrid, String link, Set<String> taken) {
        List<VirtualAddress> addresses = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            String address = "10." + lan + ".0." + (100 + random.nextInt(6));
            if (taken.add(address)) {
                addresses.add(address(address, random.nextBoolean() ? 24 : 32, link));
            }
        }
        return addresses.isEmpty() ? List.of(address("10." + lan + ".0." + (150 + vrid), 24, link)) : addresses;
    }

    private static VirtualAddress address(String text, int length, String link) {
        return new VirtualAddress(Mode.address(text), length, link, 0, null, null);
    }

    private List<Route> routes(int lan, int vrid) {
        List<Route> routes = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            if (random.nextInt(3) == 0) {
                routes.add(Route.to(new Subnet(Mode.address("172." + (16 + i) + ".0.0"), 24))
                        .via(Mode.address("10." + lan + ".0.254"), "eth" + lan)
                        .table(100 + vrid)
                        .build());
            }
        }
        return routes;
    }

    private List<Rule> rules(int lan, int vrid) {
        List<Rule> rules = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            if (random.nextInt(3) == 0) {
                rules.add(Rule.of(Family.IPV4, 1000 + i + 10 * vrid + 100 * lan, new Rule.Lookup(100))
                        .build());
            }
        }
        return rules;
    }

    private List<Tracked> tracked(int lan) {
        List<Tracked> tracked = new ArrayList<>();
        if (random.nextBoolean()) {
            tracked.add(new Tracked(Tracked.Kind.SCRIPT, SCRIPT.name(), random.nextBoolean() ? 0 : -20, false));
        }
        if (random.nextInt(3) == 0) {
            tracked.add(new Tracked(Tracked.Kind.INTERFACE, "eth" + (1 - lan), random.nextBoolean() ? 0 : 10, false));
        }
        return tracked;
    }

    private List<SyncGroup> groups(List<VrrpInstance> instances) {
        List<String> names =
                new ArrayList<>(instances.stream().map(VrrpInstance::name).toList());
        Collections.shuffle(names, random);
        if (names.size() < 2 || random.nextBoolean()) {
            return List.of();
        }
        List<Tracked> tracked =
                random.nextBoolean() ? List.of(new Tracked(Tracked.Kind.SCRIPT, SCRIPT.name(), 0, false)) : List.of();
        int members = 2 + random.nextInt(names.size() - 1);
        return List.of(new SyncGroup("G", names.subList(0, members), tracked, true));
    }
}
