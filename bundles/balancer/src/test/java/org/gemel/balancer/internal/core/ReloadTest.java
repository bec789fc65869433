package org.gemel.balancer.internal.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gemel.balancer.internal.core.Samples.VS;
import static org.gemel.balancer.internal.core.Samples.balancing;
import static org.gemel.balancer.internal.core.Samples.check;
import static org.gemel.balancer.internal.core.Samples.name;
import static org.gemel.balancer.internal.core.Samples.real;
import static org.gemel.balancer.internal.core.Samples.tcp;
import static org.gemel.balancer.internal.core.Samples.virtual;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gemel.api.checker.Verdict;
import org.gemel.api.config.Balancing;
import org.gemel.api.config.CheckerDefinition.Timing;
import org.gemel.api.dataplane.Service;
import org.junit.jupiter.api.Test;

/** What goes on through a reload (behaviour 107), and through an update. */
class ReloadTest {

    private final Bench bench = new Bench(1);

    @Test
    void aReloadKeepsVerdictsOfEqualChecks() {
        bench.answering(Set.of(1)).apply(balancing(virtual(real(1), real(2)))).run(10);
        bench.apply(balancing(virtual(real(1).weighing(4), real(2), real(3))));

        assertThat(bench.weights()).isEqualTo(Map.of(2, 1, 3, 1));
    }

    @Test
    void aCheckThatChangedBeginsWithTheVerdictOfTheFormer() {
        bench.answering(Set.of(1)).apply(balancing(virtual(real(1), real(2)))).run(10);
        Timing other = new Timing(Duration.ofSeconds(5), 0, Duration.ofSeconds(1), Duration.ofSeconds(5));
        bench.apply(balancing(virtual(real(1).checkedBy(check("TCP_CHECK", 1, other, false)), real(2))));

        assertThat(bench.weights()).isEqualTo(Map.of(2, 1));
    }

    @Test
    void aCheckThatChangedForgivesAsTheFormerWould() {
        bench.apply(balancing(virtual(real(1)))).run(20);
        Timing other = new Timing(Duration.ofSeconds(1), 2, Duration.ofSeconds(5), Duration.ZERO);
        bench.answering(Set.of(1))
                .apply(balancing(virtual(real(1).checkedBy(check("TCP_CHECK", 1, other, false)))))
                .run(4);

        assertThat(bench.of(1).times).hasSize(1);
        assertThat(bench.weights()).isEqualTo(Map.of(1, 1));
    }

    @Test
    void anotherWeightIsToldToTheCheckThatGoesOn() {
        bench.apply(balancing(virtual(real(1)))).run(20);
        Bench.Asked running = bench.of(1);
        bench.apply(balancing(virtual(real(1).weighing(7).checkedBy(tcp(1).weighing(7)))));

        assertThat(bench.of(1)).isSameAs(running);
        assertThat(running.weight).isEqualTo(7);
        assertThat(bench.weights()).isEqualTo(Map.of(1, 7));
    }

    @Test
    void aCheckThatHadChangedTheWeightIsAskedSoonAfterAnotherWeight() {
        bench.answers = each -> new Verdict(true, 4, Bench.passed().evidence());
        bench.apply(balancing(virtual(real(1)))).run(20);
        int before = bench.of(1).times.size();
        bench.answers = each -> new Verdict(true, -2, Bench.passed().evidence());
        bench.apply(balancing(virtual(real(1).weighing(7).checkedBy(tcp(1).weighing(7)))))
                .run(1);

        assertThat(bench.of(1).times).hasSize(before + 1);
        assertThat(bench.weights()).isEqualTo(Map.of(1, 5));
    }

    @Test
    void anEqualReloadLeavesTheSameObjects() {
        bench.apply(balancing(virtual(real(1)))).run(10);
        List<Service> before = bench.servers.services().values().iterator().next();
        bench.apply(balancing(virtual(real(1))));

        assertThat(bench.servers.services().values().iterator().next().get(0)).isSameAs(before.get(0));
    }

    @Test
    void oneThatIsRemovedClosesItsChecks() {
        bench.apply(balancing(virtual(real(1))));
        bench.apply(Balancing.NONE);

        assertThat(bench.asked.values()).allMatch(each -> each.closed);
        assertThat(bench.servers.rounds().left(0)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void aReloadKeepsTheDrain() {
        bench.apply(balancing(virtual(real(1), real(2))));
        bench.servers.drain(VS, name(1), true, bench.now());
        bench.apply(balancing(virtual(real(1).weighing(7), real(2))));

        assertThat(bench.weights()).isEqualTo(Map.of(1, 0, 2, 1));
    }

    @Test
    void theNextBalancerGoesOnWhereThisOneEnded() {
        bench.answering(Set.of(1)).apply(balancing(virtual(real(1), real(2)))).run(10);
        bench.servers.drain(VS, name(2), true, bench.now());
        Bench next = new Bench(2, bench.servers.remember());
        next.apply(balancing(virtual(real(1), real(2))));

        assertThat(next.weights()).isEqualTo(Map.of(2, 0));
        assertThat(next.events).isEmpty();
        assertThat(next.status().realServers().get(0).reason()).isEqualTo("TCP_CHECK: refused");
    }

    @Test
    void afterAnUpdateOneLostProbeIsForgiven() {
        bench.apply(balancing(virtual(real(1)))).run(20);
        Bench next = new Bench(2, bench.servers.remember());
        next.answering(Set.of(1)).apply(balancing(virtual(real(1))));
        next.run(Duration.ofMillis(1500));
        assertThat(next.of(1).times).isNotEmpty();
        assertThat(next.weights()).isEqualTo(Map.of(1, 1));

        next.run(2);
        assertThat(next.weights()).as("after two retries").isEmpty();
    }
}
