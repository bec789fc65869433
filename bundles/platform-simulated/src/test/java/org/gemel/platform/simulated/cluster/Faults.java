package org.gemel.platform.simulated.cluster;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.gemel.platform.simulated.Conditions;

/** Scatters faults over a time, and ends them. */
final class Faults {

    /** Also at an interval of 10 ms a lease has a chance to end. */
    private static final Duration LEASE_SCALE = Duration.ofSeconds(4);

    private final Cluster cluster;
    private final SplittableRandom random;
    private List<List<Router>> sides = List.of();

    Faults(Cluster cluster, SplittableRandom random) {
        this.cluster = cluster;
        this.random = random;
    }

    /** Plans faults for the time that it returns. */
    Duration scatter(Duration interval) {
        long phase = interval.toNanos() * (3 + random.nextInt(20));
        if (random.nextInt(4) == 0) {
            phase = Math.max(phase, LEASE_SCALE.toNanos());
        }
        int number = 1 + random.nextInt(6);
        for (int i = 0; i < number; i++) {
            long begin = random.nextLong(phase);
            long end = begin + random.nextLong(phase);
            plan(Duration.ofNanos(begin), Duration.ofNanos(Math.min(end, phase)), interval);
        }
        return Duration.ofNanos(phase);
    }

    private void plan(Duration begin, Duration end, Duration interval) {
        Router one = any();
        Router other = any();
        switch (random.nextInt(14)) {
            case 0 -> during(begin, end, one.node::pause, one.node::resume);
            case 1 -> during(begin, end, one::kill, () -> revive(one));
            case 2 -> during(begin, end, one.nic::unplug, one.nic::plug);
            case 3 -> during(begin, end, this::split, this::join);
            case 4, 5 ->
                during(
                        begin,
                        end,
                        () -> cluster.lan.cut(one.nic, other.nic),
                        () -> cluster.lan.mend(one.nic, other.nic));
            case 6 -> {
                int address = random.nextInt(2);
                at(
                        begin,
                        () -> one.nic.removeAddress(
                                cluster.mode.virtualAddresses().get(address).address()));
            }
            case 7 -> {
                double loss = random.nextDouble();
                during(begin, end, () -> weather(Conditions.WIRED.withLoss(loss)), this::clear);
            }
            case 8 -> {
                Conditions storm = Conditions.WIRED
                        .withLoss(random.nextInt(2) * 0.2)
                        .withDuplication(random.nextDouble() * 0.5)
                        .withReordering(random.nextDouble() * 0.5, interval.multipliedBy(1 + random.nextInt(3)));
                during(begin, end, () -> weather(storm), this::clear);
            }
            case 9 -> during(begin, end, one::terminate, () -> revive(one));
            case 10 -> {
                int priority = 1 + random.nextInt(254);
                at(begin, () -> reload(one, priority));
            }
            case 11, 12 -> {
                Duration gap = random.nextBoolean() ? end.minus(begin) : interval.dividedBy(1 + random.nextInt(10));
                at(begin, () -> one.replaceEngine(gap));
            }
            default -> {
                int drift = random.nextInt(1001) - 500;
                at(begin, () -> one.node.drift(drift));
            }
        }
    }

    private Router any() {
        return cluster.routers.get(random.nextInt(cluster.routers.size()));
    }

    private void at(Duration time, Runnable action) {
        cluster.world.schedule(time, action);
    }

    private void during(Duration begin, Duration end, Runnable fault, Runnable remedy) {
        at(begin, fault);
        if (random.nextInt(3) != 0) {
            at(end, remedy);
        }
    }

    private static void revive(Router router) {
        if (!router.node.running()) {
            router.start();
        }
    }

    /** Owners stay owners: the address is theirs. */
    private static void reload(Router router, int priority) {
        if (router.setting.priority() != 255) {
            router.reload(router.setting.withPriority(priority));
        }
    }

    private void weather(Conditions conditions) {
        cluster.lan.conditions(conditions);
    }

    private void clear() {
        weather(Conditions.WIRED);
    }

    private void split() {
        List<Router> shuffled = Schedule.shuffled(cluster.routers, random);
        int at = 1 + random.nextInt(shuffled.size() - 1);
        sides = List.of(shuffled.subList(0, at), shuffled.subList(at, shuffled.size()));
        cluster.lan.partition(sides.stream()
                .map(side -> side.stream().map(router -> router.nic).toList())
                .toList());
    }

    private void join() {
        sides = List.of();
        cluster.lan.partition(List.of());
    }

    /**
     * Ends what is uncertain: from now on every pair of stations hears each other always or never. Some of the dead stay
     * dead, some of the paused paused, some cables out, and a partition may stay.
     *
     * @return who hears whom
     */
    List<List<Router>> end() {
        clear();
        List<List<Router>> before = sides;
        cluster.lan.heal();
        sides = List.of();
        if (!before.isEmpty() && random.nextInt(4) == 0) {
            split();
        }
        for (Router router : cluster.routers) {
            if (random.nextInt(4) != 0) {
                router.node.resume();
            }
            if (random.nextInt(4) != 0) {
                revive(router);
            }
            if (random.nextInt(4) != 0) {
                router.nic.plug();
            }
        }
        return sides.isEmpty() ? List.of(cluster.routers) : sides;
    }
}
