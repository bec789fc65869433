package org.gemel.balancer.internal.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.gemel.balancer.internal.core.Samples.TIMING;
import static org.gemel.balancer.internal.core.Samples.VS;
import static org.gemel.balancer.internal.core.Samples.balancing;
import static org.gemel.balancer.internal.core.Samples.check;
import static org.gemel.balancer.internal.core.Samples.name;
import static org.gemel.balancer.internal.core.Samples.real;
import static org.gemel.balancer.internal.core.Samples.tcp;
import static org.gemel.balancer.internal.core.Samples.virtual;

import java.util.Map;
import java.util.Set;
import org.gemel.api.checker.Verdict;
import org.gemel.api.dataplane.Service.Destination;
import org.junit.jupiter.api.Test;

/** What a real server is in the kernel by what its checks say (behaviours 89, 90 and 92), and when it is drained. */
class RealServersTest {

    private final Bench bench = new Bench(1);

    /** Behaviour 89. */
    @Test
    void realServersServeFromTheStart() {
        bench.apply(balancing(virtual(real(1), real(2).weighing(3))));

        assertThat(bench.weights()).isEqualTo(Map.of(1, 1, 2, 3));
        assertThat(bench.events).containsExactly("quorum up");
    }

    /** Behaviour 89. */
    @Test
    void withAlphaItStartsFailed() {
        bench.apply(balancing(virtual(real(1).checkedBy(check("TCP_CHECK", 1, TIMING, true)), real(2))));
        assertThat(bench.weights()).isEqualTo(Map.of(2, 1));

        bench.run(10);
        assertThat(bench.weights()).isEqualTo(Map.of(1, 1, 2, 1));
        assertThat(bench.events).containsExactly("quorum up", name(1) + " up");
    }

    /** As keepalived 2.2.7 was seen to do: scripts and FIFOs are to know how things stand. */
    @Test
    void withAlphaTheFirstFailureIsTold() {
        bench.answering(Set.of(1))
                .apply(balancing(virtual(real(1).checkedBy(check("TCP_CHECK", 1, TIMING, true)), real(2))))
                .run(40);

        assertThat(bench.events).containsExactly("quorum up", name(1) + " down");
        assertThat(bench.status().realServers().get(0).reason()).isEqualTo("TCP_CHECK: refused");
    }

    /** Behaviour 90. */
    @Test
    void comesBackWithItsWeightWhenItsChecksPass() {
        bench.answering(Set.of(1))
                .apply(balancing(virtual(real(1).weighing(5), real(2))))
                .run(10);
        bench.answering(Set.of()).run(20);

        assertThat(bench.weights()).isEqualTo(Map.of(1, 5, 2, 1));
        assertThat(bench.events).containsExactly("quorum up", name(1) + " down", name(1) + " up");
    }

    /** Behaviour 90. */
    @Test
    void inhibitOnFailureKeepsItWithWeightZero() {
        bench.answering(Set.of(1))
                .apply(balancing(virtual(real(1).inhibiting(), real(2))))
                .run(10);

        assertThat(bench.weights()).isEqualTo(Map.of(1, 0, 2, 1));
    }

    @Test
    void theLimitsOfItsConnectionsAreTheKernelsBusiness() {
        bench.apply(balancing(virtual(real(1))));
        assertThat(bench.destinations()).extracting(Destination::upperThreshold).containsExactly(0);

        bench.apply(balancing(virtual(real(1).limited(100, 80))));

        assertThat(bench.destinations())
                .extracting(Destination::upperThreshold, Destination::lowerThreshold)
                .containsExactly(tuple(100, 80));
    }

    /** Behaviour 90. */
    @Test
    void allChecksMustPass() {
        bench.answers = each -> each.definition().kind().equals("MISC_CHECK") ? Bench.failed() : Bench.passed();
        bench.apply(balancing(virtual(real(1).checkedBy(tcp(1), check("MISC_CHECK", 1, TIMING, false)))))
                .run(10);

        assertThat(bench.weights()).isEmpty();
    }

    /** Behaviour 92. */
    @Test
    void weightsOfChecksAreAdded() {
        bench.answers = each -> each.definition().kind().equals("MISC_CHECK")
                ? new Verdict(true, -3, Bench.passed().evidence())
                : Bench.passed();
        bench.apply(balancing(virtual(real(1).weighing(10).checkedBy(tcp(1), check("MISC_CHECK", 1, TIMING, false)))))
                .run(10);

        assertThat(bench.weights()).isEqualTo(Map.of(1, 7));
        assertThat(bench.events).containsExactly("quorum up", name(1) + " 10 -> 7");
    }

    @Test
    void drainedServersGetNothingWhateverTheirChecksSay() {
        bench.apply(balancing(virtual(real(1), real(2)))).run(10);
        bench.servers.drain(VS, name(1), true, bench.now());
        assertThat(bench.weights()).isEqualTo(Map.of(1, 0, 2, 1));

        bench.run(20);
        assertThat(bench.weights()).isEqualTo(Map.of(1, 0, 2, 1));
    }

    @Test
    void undrainingGivesTheWeightBack() {
        bench.apply(balancing(virtual(real(1))));
        bench.servers.drain(VS, name(1), true, bench.now());

        assertThat(bench.servers.drain(VS, name(1), false, bench.now())).isTrue();
        assertThat(bench.weights()).isEqualTo(Map.of(1, 1));
    }

    @Test
    void undrainingOneThatHasFailedSaysWhyItStaysDown() {
        bench.answers = each -> null;
        bench.apply(balancing(virtual(real(1)))).run(14);
        String why = bench.status().realServers().get(0).reason();
        bench.servers.drain(VS, name(1), true, bench.now());
        bench.servers.drain(VS, name(1), false, bench.now());

        assertThat(bench.status().realServers().get(0).reason()).isEqualTo(why).startsWith("TCP_CHECK: ");
    }

    @Test
    void drainingNobodyNamesThoseThatThereAre() {
        bench.apply(balancing(virtual(real(1))));

        assertThatThrownBy(() -> bench.servers.drain(VS, "10.9.9.9:1", true, bench.now()))
                .hasMessageContaining("it has 10.0.0.1:80");
        assertThatThrownBy(() -> bench.servers.drain("x", "y", true, bench.now()))
                .hasMessageContaining(VS);
    }
}
