package org.gemel.platform.simulated.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.gemel.platform.simulated.Conditions;
import org.gemel.platform.simulated.Nic;
import org.gemel.platform.simulated.Observer;
import org.junit.jupiter.api.Test;

/**
 * Handovers, stops and maintenance at random moments. On a healthy LAN whoever gives an address up does so after another has
 * it; with losses and pauses there is one master in the end. How many is the system property {@code schedules}, from which
 * seed on is {@code seed}.
 */
class HandoverSchedulesTest {

    private static final long FIRST = Long.getLong("seed", 1);
    private static final long NUMBER = Math.min(500, Long.getLong("schedules", 500));
    private static final Duration LIMIT = Duration.ofSeconds(10);

    @Test
    void onAHealthyLanAnAddressIsNeverUnserved() {
        LongStream.range(FIRST, FIRST + NUMBER).parallel().forEach(seed -> play(seed, false));
    }

    @Test
    void whateverGoesWrongOneServesInTheEnd() {
        LongStream.range(FIRST, FIRST + NUMBER).parallel().forEach(seed -> play(seed, true));
    }

    private static void play(long seed, boolean faulty) {
        SplittableRandom random = new SplittableRandom(seed);
        Mode mode = Mode.values()[random.nextInt(Mode.values().length)];
        Duration interval = mode.version == 2 || random.nextBoolean() ? Duration.ofSeconds(1) : Duration.ofMillis(50);
        List<Setting> settings = new ArrayList<>();
        int routers = 2 + random.nextInt(3);
        for (int i = 0; i < routers; i++) {
            // Far enough from each other that two backups do not take over at once.
            Setting setting = Setting.priority(50 + 50 * i).every(interval);
            settings.add(random.nextInt(3) == 0 ? setting.nopreempt() : setting);
        }
        Cluster cluster = new Cluster(seed, mode, Schedule.shuffled(settings, random));
        cluster.settled();
        if (!faulty) {
            cluster.world.observe(new Observer() {
                @Override
                public void addressRemoved(Nic nic, InetAddress address, Removal why) {
                    if (cluster.routers.stream().noneMatch(each -> each.nic.holds(address))) {
                        throw new Violation("seed " + seed + ": nobody serves " + address);
                    }
                }
            });
        }
        for (int step = 1 + random.nextInt(6); step > 0; step--) {
            act(cluster, random, faulty);
            cluster.run(faulty ? Duration.ofMillis(random.nextInt(6000)) : Duration.ofSeconds(12));
        }
        end(cluster);
        cluster.run(Duration.ofSeconds(20));
        assertThat(cluster.masters()).as("masters with seed %d", seed).hasSize(1);
        assertThat(cluster.routers.stream().filter(Router::holdsAny))
                .as("with an address, seed %d", seed)
                .containsExactlyElementsOf(cluster.masters());
    }

    private static void act(Cluster cluster, SplittableRandom random, boolean faulty) {
        Router one = cluster.routers.get(random.nextInt(cluster.routers.size()));
        Router concerned = cluster.masters().isEmpty() || random.nextInt(4) == 0
                ? one
                : cluster.masters().get(0);
        switch (random.nextInt(faulty ? 7 : 4)) {
            case 0 -> concerned.handOver();
            case 1 -> {
                // The others run: on a healthy LAN somebody can take over.
                if (cluster.routers.stream().filter(each -> each.node.running()).count() > 1) {
                    concerned.retire(LIMIT);
                }
            }
            case 2 -> one.takeBack();
            case 3 ->
                cluster.routers.stream().filter(each -> !each.node.running()).forEach(Router::start);
            case 4 -> cluster.lan.conditions(Conditions.WIRED.withLoss(random.nextDouble()));
            case 5 -> {
                if (one.node.running()) {
                    one.node.pause();
                }
            }
            default -> one.node.resume();
        }
    }

    private static void end(Cluster cluster) {
        cluster.lan.conditions(Conditions.WIRED);
        for (Router router : cluster.routers) {
            router.node.resume();
        }
        cluster.run(Duration.ofSeconds(12));
        cluster.routers.stream().filter(each -> !each.node.running()).forEach(Router::start);
    }
}
