package org.gemel.platform.simulated.cluster;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.gemel.platform.simulated.Conditions;

/**
 * What happens to one cluster, all of it decided by a seed: rounds of faults, each followed by a calm in which every
 * protocol keeps its promise.
 */
final class Schedule {

    private static final Duration[] INTERVALS = {
        Duration.ofMillis(10),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofSeconds(1)
    };
    private static final int[] PRIORITIES = {1, 50, 100, 100, 100, 150, 200, 254, 255};

    private final SplittableRandom random;
    private final Consumer<Cluster> spectator;
    private final Mode mode;
    private final List<Setting> settings = new ArrayList<>();
    private final Cluster cluster;
    private final Invariants invariants;
    private final Faults faults;
    private List<List<Router>> parts = List.of();

    /**
     * @param seed decides everything
     * @param spectator shown the cluster before anything happens
     */
    Schedule(long seed, Consumer<Cluster> spectator) {
        random = new SplittableRandom(seed);
        this.spectator = spectator;
        mode = Mode.values()[random.nextInt(Mode.values().length)];
        drawSettings();
        cluster = new Cluster(random.nextLong(), mode, settings);
        invariants = new Invariants(cluster);
        faults = new Faults(cluster, random);
    }

    private void drawSettings() {
        int routers = 2 + random.nextInt(4);
        Duration common = drawInterval();
        boolean mixedIntervals = mode.version == 3 && random.nextInt(5) == 0;
        int manners = random.nextInt(3);
        for (int i = 0; i < routers; i++) {
            Setting setting = Setting.priority(PRIORITIES[random.nextInt(PRIORITIES.length)])
                    .every(mixedIntervals ? drawInterval() : common);
            if (random.nextInt(4) == 0) {
                setting = setting.stateMaster();
            }
            if (setting.priority() == 255) {
                setting = random.nextBoolean() && !settings.stream().anyMatch(Setting::ownsAddresses)
                        ? setting.owner()
                        : setting;
            } else if (manners == 1 && random.nextBoolean()) {
                setting = setting.nopreempt();
            } else if (manners == 2 && random.nextBoolean()) {
                setting = setting.preemptDelay(common.multipliedBy(1 + random.nextInt(20)));
            }
            settings.add(setting);
        }
    }

    private Duration drawInterval() {
        return mode.version == 2
                ? Duration.ofSeconds(1 + random.nextInt(2))
                : INTERVALS[random.nextInt(INTERVALS.length)];
    }

    /** Runs all of it; the cluster's digest tells one run from another. */
    long run() {
        spectator.accept(cluster);
        prepareNodes();
        int rounds = 1 + random.nextInt(3);
        for (int round = 0; round < rounds; round++) {
            cluster.run(faults.scatter(longestInterval()));
            calm();
        }
        for (Router router : cluster.routers) {
            if (router.node.running() && !router.node.paused()) {
                invariants.checkCounters(router);
            }
        }
        return cluster.world.digest();
    }

    private void prepareNodes() {
        for (Router router : cluster.routers) {
            if (random.nextInt(3) == 0) {
                router.node.drift(random.nextInt(1001) - 500);
            }
            if (random.nextInt(3) == 0) {
                router.node.lateness(router.setting.interval().dividedBy(20));
            }
            long delay = random.nextLong(longestInterval().toNanos() * 2);
            cluster.world.schedule(Duration.ofNanos(delay), () -> {
                if (!router.node.running()) {
                    router.start();
                }
            });
        }
    }

    private Duration longestInterval() {
        return settings.stream().map(Setting::interval).max(Duration::compareTo).orElseThrow();
    }

    private void calm() {
        parts = faults.end();
        // What was sent before and was held back arrives.
        cluster.run(longestInterval().multipliedBy(3));
        cluster.run(bound());
        invariants.checkQuiet(parts);
        List<Integer> changes = changes();
        Duration hold = longestInterval().multipliedBy(6);
        cluster.run(hold);
        invariants.checkQuiet(parts);
        if (!changes.equals(changes())) {
            throw new Violation("a state changed although all was quiet");
        }
    }

    private List<Integer> changes() {
        return cluster.routers.stream().map(router -> router.changes().size()).toList();
    }

    /**
     * How long an election takes at most. Within a master-down interval of the lowest priority somebody is master, because
     * every timer that waits for a master has expired or was fed by one; two masters that hear each other are one after the
     * next advertisement of the better. That is all where everybody preempts at once: the best feeds on nobody. Where
     * somebody follows a worse master for its preempt delay, the delay and another master-down interval come on top.
     */
    private Duration bound() {
        Duration longest = longestInterval();
        Duration down = cluster.routers.stream()
                .map(each -> each.setting.masterDown(mode, longest))
                .max(Duration::compareTo)
                .orElseThrow();
        Duration delay = settings.stream()
                .map(Setting::preemptDelay)
                .max(Duration::compareTo)
                .orElseThrow();
        Duration bound = down.plus(longest.multipliedBy(2));
        if (!delay.isZero()) {
            bound = bound.plus(delay).plus(down).plus(longest.multipliedBy(2));
        }
        // Clocks that are 500 ppm slow, timers that are late, packets that are under way.
        return bound.plus(bound.dividedBy(1000)).plus(longest.dividedBy(4)).plus(Conditions.WIRED.worstDelay());
    }

    /** The cluster in a line. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(mode.toString());
        for (Setting each : settings) {
            text.append(" [")
                    .append(each.priority())
                    .append(" every ")
                    .append(each.interval().toMillis())
                    .append(" ms");
            text.append(each.preempt() ? "" : " nopreempt").append(each.startAsMaster() ? " state MASTER" : "");
            text.append(each.ownsAddresses() ? " owner" : "");
            text.append(
                    each.preemptDelay().isZero()
                            ? ""
                            : " preempt_delay " + each.preemptDelay().toMillis() + " ms");
            text.append(']');
        }
        return text.toString();
    }

    static <T> List<T> shuffled(List<T> list, SplittableRandom random) {
        List<T> result = new ArrayList<>(list);
        for (int i = result.size() - 1; i > 0; i--) {
            Collections.swap(result, i, random.nextInt(i + 1));
        }
        return result;
    }
}
