package org.gemel.platform.simulated.cluster;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.gemel.api.status.VrrpState;
import org.gemel.api.tracker.Health;
import org.gemel.platform.simulated.Conditions;
import org.gemel.platform.simulated.Lan;
import org.gemel.platform.simulated.Nic;
import org.gemel.platform.simulated.World;
import org.gemel.platform.simulated.internal.DefaultSimulator;

/**
 * Bursts of failing and mending scripts, files, cables and one LAN, each followed by time enough for the protocol: then exactly
 * one router serves, on both LANs, and none that can has a higher priority.
 */
final class GroupSchedule {

    /** Master-down interval with the largest skew, once to be heard again and once to take over, and some slack. */
    private static final Duration CALM = Duration.ofSeconds(10);

    private final Random random;
    private final World world;
    private final List<Lan> lans = new ArrayList<>();
    private final List<GroupRouter> routers = new ArrayList<>();
    private final List<String> log = new ArrayList<>();

    GroupSchedule(long seed) {
        random = new Random(seed);
        world = new DefaultSimulator().newWorld(seed);
        for (String name : List.of("a", "b")) {
            Lan lan = world.newLan(name);
            lan.conditions(Conditions.WIRED);
            lans.add(lan);
        }
        int number = 2 + random.nextInt(2);
        for (int i = 1; i <= number; i++) {
            GroupRouter router = new GroupRouter(world, lans, i, 1 + random.nextInt(254));
            router.withOracle();
            routers.add(router);
        }
    }

    long run() {
        for (GroupRouter router : routers) {
            router.apply(router.configuration());
            world.run(Duration.ofMillis(random.nextInt(2000)));
        }
        int bursts = 2 + random.nextInt(3);
        for (int burst = 0; burst < bursts; burst++) {
            int faults = 1 + random.nextInt(5);
            for (int i = 0; i < faults; i++) {
                happen(routers.get(random.nextInt(routers.size())));
                world.run(Duration.ofMillis(random.nextInt(3000)));
            }
            calm();
        }
        mend();
        calm();
        return world.digest();
    }

    private void happen(GroupRouter router) {
        switch (random.nextInt(6)) {
            case 0 -> verdict(router, false);
            case 1 -> verdict(router, true);
            case 2 -> level(router, random.nextInt(61) - 30);
            case 3 -> cable(router.nics.get(random.nextInt(2)), random.nextBoolean());
            case 4 -> lans.get(0).partition(List.of(List.of(router.nics.get(0)), others(router)));
            default -> lans.get(0).heal();
        }
        log.add(world.now() / 1_000_000 + " ms: " + routers + (lans.get(0).carries(at(0), at(1)) ? "" : " (a is cut)"));
    }

    private Nic at(int router) {
        return routers.get(router).nics.get(0);
    }

    private List<Nic> others(GroupRouter router) {
        return routers.stream()
                .filter(each -> each != router)
                .map(each -> each.nics.get(0))
                .toList();
    }

    private static void verdict(GroupRouter router, boolean well) {
        router.well = well;
        router.oracle.say(GroupRouter.SCRIPT, well ? new Health.Well() : new Health.Failed("exit 1"));
    }

    private static void level(GroupRouter router, int level) {
        router.level = level;
        router.oracle.say(GroupRouter.FILE, new Health.Level(level));
    }

    private static void cable(Nic nic, boolean in) {
        if (in) {
            nic.plug();
        } else {
            nic.unplug();
        }
    }

    private void mend() {
        lans.get(0).heal();
        for (GroupRouter router : routers) {
            router.nics.forEach(Nic::plug);
            verdict(router, true);
            level(router, 0);
        }
        log.add(world.now() / 1_000_000 + " ms: all is mended");
    }

    private void calm() {
        world.run(CALM);
        List<GroupRouter> able = routers.stream().filter(GroupRouter::able).toList();
        int highest = able.stream().mapToInt(GroupRouter::effective).max().orElse(0);
        List<GroupRouter> masters = routers.stream()
                .filter(router -> router.all(VrrpState.MASTER) && router.holdsAll())
                .toList();
        require(masters.size() == Math.min(1, able.size()), "there is one master, if one is able");
        for (GroupRouter router : routers) {
            if (!able.contains(router)) {
                require(router.all(VrrpState.FAULT), router.node.name() + " is in FAULT");
            } else if (masters.contains(router)) {
                // Among equals the one that serves goes on.
                require(router.effective() == highest, "the master has the highest priority");
            } else {
                require(router.all(VrrpState.BACKUP), router.node.name() + " is BACKUP");
            }
        }
    }

    private void require(boolean condition, String what) {
        if (!condition) {
            throw new Violation("after " + world.now() / 1_000_000 + " ms this does not hold: " + what + "; " + routers
                    + "\n" + String.join("\n", log) + "\n"
                    + routers.stream().map(each -> String.valueOf(each.events)).toList());
        }
    }
}
