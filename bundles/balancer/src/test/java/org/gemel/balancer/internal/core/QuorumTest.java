package org.gemel.balancer.internal.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gemel.balancer.internal.core.Samples.TIMING;
import static org.gemel.balancer.internal.core.Samples.balancing;
import static org.gemel.balancer.internal.core.Samples.check;
import static org.gemel.balancer.internal.core.Samples.name;
import static org.gemel.balancer.internal.core.Samples.real;
import static org.gemel.balancer.internal.core.Samples.virtual;

import java.util.Map;
import java.util.Set;
import org.gemel.api.checker.Verdict;
import org.junit.jupiter.api.Test;

/** The quorum of a virtual server, and who serves without it: behaviour 96, and what keepalived 2.2.7 was seen to do. */
class QuorumTest {

    private final Bench bench = new Bench(1);

    @Test
    void anAlphaVirtualServerTellsItsQuorumWhenItIsReached() {
        bench.apply(balancing(
                virtual(real(1).checkedBy(check("TCP_CHECK", 1, TIMING, true))).withAlpha()));
        assertThat(bench.events).isEmpty();

        bench.run(10);
        assertThat(bench.events).containsExactly(name(1) + " up", "quorum up");
    }

    @Test
    void aQuorumThatIsStillToBeReachedIsTheSorryServersHour() {
        bench.apply(balancing(
                virtual(real(1).checkedBy(check("TCP_CHECK", 1, TIMING, true))).withSorry(false)));
        assertThat(bench.weights()).isEqualTo(Map.of(99, 1));
        assertThat(bench.events).containsExactly("quorum down");

        bench.run(10);
        assertThat(bench.weights()).isEqualTo(Map.of(1, 1));
        assertThat(bench.events).containsExactly("quorum down", name(1) + " up", "quorum up");
    }

    @Test
    void withoutSorryServerAQuorumThatIsStillToBeReachedIsNotToldAsLost() {
        bench.apply(balancing(virtual(real(1), real(2)).withQuorum(2, 1)));
        assertThat(bench.weights()).isEqualTo(Map.of(1, 1, 2, 1));
        assertThat(bench.status().quorumReached())
                .as("with the hysteresis, 3 are needed")
                .isFalse();
        assertThat(bench.status().reason()).startsWith("not reached yet: 2 of 2 real servers work");

        bench.answering(Set.of(1, 2)).run(10);
        assertThat(bench.events).containsExactlyInAnyOrder(name(1) + " down", name(2) + " down");
    }

    @Test
    void whereNobodyWeighsAnythingThereIsNoQuorum() {
        bench.apply(balancing(virtual(real(1).weighing(0)).withQuorum(0, 0).withSorry(false)));

        assertThat(bench.weights()).isEqualTo(Map.of(1, 0, 99, 1));
    }

    @Test
    void aWeightThatAChecksResultLowersMayLoseTheQuorum() {
        bench.answers = each -> new Verdict(true, -3, Bench.passed().evidence());
        bench.apply(balancing(virtual(real(1).weighing(5)).withQuorum(3, 0))).run(10);

        assertThat(bench.events).containsExactly("quorum up", name(1) + " 5 -> 2", "quorum down");
    }

    @Test
    void sorryServerServesWhenTheQuorumIsLost() {
        bench.answering(Set.of(1))
                .apply(balancing(virtual(real(1), real(2)).withQuorum(2, 0).withSorry(false)))
                .run(10);

        assertThat(bench.weights())
                .as("what is open with a server that works goes on")
                .isEqualTo(Map.of(2, 0, 99, 1));
        assertThat(bench.events).containsExactly("quorum up", name(1) + " down", "quorum down");
        assertThat(bench.status().sorry()).isTrue();

        bench.answering(Set.of()).run(20);
        assertThat(bench.weights()).isEqualTo(Map.of(1, 1, 2, 1));
    }

    @Test
    void withoutSorryServerTheRestGoesOn() {
        bench.answering(Set.of(1))
                .apply(balancing(virtual(real(1), real(2)).withQuorum(2, 0)))
                .run(10);

        assertThat(bench.weights()).isEqualTo(Map.of(2, 1));
    }

    @Test
    void inhibitedSorryServerIsThereWithWeightZero() {
        bench.apply(balancing(virtual(real(1)).withSorry(true)));

        assertThat(bench.weights()).isEqualTo(Map.of(1, 1, 99, 0));
    }

    @Test
    void inhibitingServersStayWithWeightZeroWhileTheSorryServerServes() {
        bench.answering(Set.of(1))
                .apply(balancing(virtual(real(1).inhibiting(), real(2).inhibiting())
                        .withQuorum(2, 0)
                        .withSorry(false)))
                .run(10);

        assertThat(bench.weights()).isEqualTo(Map.of(1, 0, 2, 0, 99, 1));
    }

    @Test
    void hysteresisKeepsTheQuorumUntilFarBelowAndWithoutUntilFarAbove() {
        bench.answering(Set.of(1))
                .apply(balancing(virtual(real(1), real(2), real(3), real(4)).withQuorum(3, 1)))
                .run(10);
        bench.answering(Set.of(1, 2)).run(20);
        assertThat(bench.status().quorumReached()).as("2 of 3, hysteresis 1").isTrue();

        bench.answering(Set.of(1, 2, 3)).run(20);
        assertThat(bench.status().quorumReached()).isFalse();

        bench.answering(Set.of(1)).run(20);
        assertThat(bench.status().quorumReached()).as("3 of 3, hysteresis 1").isFalse();

        bench.answering(Set.of()).run(20);
        assertThat(bench.status().quorumReached()).isTrue();
    }

    @Test
    void omegaTellsTheEndAsLoss() {
        bench.apply(balancing(virtual(real(1)).withOmega()));
        bench.servers.stop(bench.now());

        assertThat(bench.events).containsExactly("quorum up", name(1) + " down", "quorum down");
    }

    @Test
    void withoutOmegaTheEndIsSilent() {
        bench.apply(balancing(virtual(real(1))));
        bench.servers.stop(bench.now());

        assertThat(bench.events).containsExactly("quorum up");
    }
}
