package org.gemel.balancer.internal.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gemel.balancer.internal.core.Samples.VS;
import static org.gemel.balancer.internal.core.Samples.balancing;
import static org.gemel.balancer.internal.core.Samples.check;
import static org.gemel.balancer.internal.core.Samples.name;
import static org.gemel.balancer.internal.core.Samples.virtual;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.gemel.api.balancer.VirtualServerStatus;
import org.gemel.api.balancer.VirtualServerStatus.RealServerStatus;
import org.gemel.api.checker.Verdict;
import org.gemel.api.config.CheckerDefinition.Timing;
import org.gemel.api.event.Event;
import org.gemel.balancer.internal.core.Samples.Real;
import org.gemel.balancer.internal.core.Samples.Virtual;
import org.junit.jupiter.api.Test;

/** Whatever happens in whatever order, some things hold. */
class RandomSchedulesTest {

    @Test
    void invariantsHoldInTenThousandSchedules() {
        for (long seed = 0; seed < 10_000; seed++) {
            try {
                new Schedule(seed).play();
            } catch (AssertionError | RuntimeException failed) {
                throw new AssertionError("seed " + seed, failed);
            }
        }
    }

    private static final class Schedule {

        private final Random random;
        private Bench bench;
        private final Map<String, Boolean> quorum = new HashMap<>();
        private final Map<String, Boolean> alive = new HashMap<>();
        private int seen;

        Schedule(long seed) {
            random = new Random(seed);
            bench = new Bench(seed);
        }

        void play() {
            Virtual server = server();
            bench.apply(balancing(server));
            inspect(server);
            for (int step = 0; step < 25; step++) {
                server = step(server);
                inspect(server);
            }
            bench.servers.stop(bench.now());
            assertThat(bench.asked.values()).allMatch(each -> each.closed);
            assertThat(bench.servers.rounds().left(0)).isEqualTo(Long.MAX_VALUE);
        }

        private Virtual step(Virtual server) {
            switch (random.nextInt(9)) {
                case 0, 1, 2 -> behave();
                case 3 -> bench.servers.drain(VS, name(1), random.nextBoolean(), bench.now());
                case 4 -> {
                    Virtual next = server();
                    bench.apply(balancing(next));
                    return next;
                }
                case 5 -> bench.checks().forEach(each -> bench.servers.rounds().unavailable(each, "gone", bench.now()));
                case 6 -> bench.checks().forEach(each -> bench.servers.rounds().available(each, bench.now()));
                case 7 -> bench.here(random.nextBoolean() ? "192.0.2.1" : "192.0.2.2");
                default -> reborn(server);
            }
            bench.run(Duration.ofMillis(random.nextInt(30_000)));
            return server;
        }

        private void behave() {
            Set<String> down = new HashSet<>();
            for (int i = 1; i <= 4; i++) {
                if (random.nextInt(3) == 0) {
                    down.add(name(i));
                }
            }
            boolean silent = random.nextInt(5) == 0;
            int weight = random.nextInt(3) - 1;
            bench.answers = check -> down.contains(check.realServer())
                    ? silent ? null : Bench.failed()
                    : new Verdict(true, weight, Bench.passed().evidence());
        }

        private void reborn(Virtual server) {
            inspect(server);
            Bench next = new Bench(random.nextLong(), bench.servers.remember());
            assertThat(bench.asked.values()).allMatch(each -> each.closed);
            bench = next;
            seen = 0;
            bench.apply(balancing(server));
        }

        private Virtual server() {
            List<Real> reals = new ArrayList<>();
            int number = 1 + random.nextInt(4);
            for (int i = 1; i <= number; i++) {
                Timing timing = new Timing(
                        Duration.ofSeconds(1L + random.nextInt(5)),
                        random.nextInt(3),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(random.nextInt(5)));
                Real real = new Real(
                        i,
                        random.nextInt(4),
                        random.nextBoolean(),
                        0,
                        0,
                        random.nextInt(4) == 0
                                ? List.of()
                                : List.of(check("TCP_CHECK", i, timing, random.nextInt(4) == 0)));
                reals.add(real);
            }
            int quorum = 1 + random.nextInt(4);
            Virtual server = virtual(reals.toArray(Real[]::new)).withQuorum(quorum, random.nextInt(quorum));
            server = random.nextBoolean() ? server.withSorry(random.nextBoolean()) : server;
            server = random.nextInt(4) == 0 ? server.suspending() : server;
            return random.nextInt(4) == 0 ? server.withAlpha() : server;
        }

        private void inspect(Virtual server) {
            VirtualServerStatus status = bench.status();
            Map<Integer, Integer> weights = bench.weights();
            int i = 0;
            long sum = 0;
            for (RealServerStatus each : status.realServers()) {
                if (each.sorry()) {
                    continue;
                }
                Real real = server.reals().get(i++);
                Integer weight = weights.get(real.number());
                if (!each.alive()) {
                    assertThat(weight).as("failed").isEqualTo(real.inhibit() ? Integer.valueOf(0) : null);
                }
                if (each.drained() && weight != null) {
                    assertThat(weight).as("drained").isZero();
                }
                if (each.alive() && !each.drained() && !status.sorry()) {
                    assertThat(weight).as("serving").isNotNull().isNotNegative();
                    sum += weight;
                }
                assertThat(each.checks().stream().allMatch(check -> check.passed()))
                        .isEqualTo(each.alive());
            }
            if (!status.sorry()) {
                assertThat(status.weight()).isEqualTo(sum);
            }
            assertThat(weights.get(99))
                    .isEqualTo(
                            status.sorry() ? Integer.valueOf(1) : server.sorry() && server.sorryInhibit() ? 0 : null);
            assertThat(status.sorry()).isEqualTo(server.sorry() && !status.quorumReached());
            eventsAlternate(status);
        }

        private void eventsAlternate(VirtualServerStatus status) {
            for (Event event : bench.rawEvents.subList(seen, bench.rawEvents.size())) {
                if (event instanceof Event.QuorumChanged changed) {
                    assertThat(quorum.put(VS, changed.reached())).isNotEqualTo(changed.reached());
                } else if (event instanceof Event.RealServerChanged changed) {
                    Boolean before = alive.put(changed.realServer(), changed.alive());
                    assertThat(before == null || before != changed.alive()).isTrue();
                }
            }
            seen = bench.rawEvents.size();
            if (quorum.containsKey(VS)) {
                assertThat(quorum.get(VS)).isEqualTo(status.quorumReached());
            }
            // A real server that a reload takes away takes what was told of it with it.
            alive.keySet()
                    .retainAll(status.realServers().stream()
                            .map(RealServerStatus::name)
                            .toList());
        }
    }
}
