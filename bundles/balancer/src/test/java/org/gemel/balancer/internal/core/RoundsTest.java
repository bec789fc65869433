package org.gemel.balancer.internal.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gemel.balancer.internal.core.Samples.balancing;
import static org.gemel.balancer.internal.core.Samples.check;
import static org.gemel.balancer.internal.core.Samples.logged;
import static org.gemel.balancer.internal.core.Samples.name;
import static org.gemel.balancer.internal.core.Samples.real;
import static org.gemel.balancer.internal.core.Samples.virtual;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.gemel.api.balancer.VirtualServerStatus.CheckStatus;
import org.gemel.api.config.CheckerDefinition.Timing;
import org.junit.jupiter.api.Test;

/** When checks are asked, and what an answer means (behaviours 89 and 91). */
class RoundsTest {

    private final Bench bench = new Bench(1);

    /** Behaviour 89. */
    @Test
    void firstQuestionComesAtARandomTimeWithinTheWarmup() {
        bench.apply(balancing(virtual(real(1), real(2), real(3)))).run(10);

        assertThat(bench.checks()).allMatch(each -> bench.asked.get(each).times.size() >= 1);
        assertThat(bench.of(1).times.get(0)).isNotEqualTo(bench.of(2).times.get(0));
    }

    /** Behaviour 89. */
    @Test
    void firstFailureCountsWithoutRetry() {
        bench.answering(Set.of(1)).apply(balancing(virtual(real(1), real(2)))).run(10);

        assertThat(bench.weights()).isEqualTo(Map.of(2, 1));
        assertThat(bench.events).containsExactly("quorum up", name(1) + " down");
        assertThat(bench.of(1).times).hasSize(1);
    }

    /** Behaviour 91. */
    @Test
    void failureCountsAfterTheRetriesOnceItHasPassed() {
        bench.apply(balancing(virtual(real(1), real(2)))).run(10);
        long last = bench.of(1).times.get(0);

        bench.answering(Set.of(1)).run(12);

        assertThat(bench.of(1).times).startsWith(last, last + 10_000, last + 11_000, last + 12_000);
        assertThat(bench.weights()).containsEntry(2, 1);
        bench.run(1);
        assertThat(bench.weights()).isEqualTo(Map.of(2, 1));
    }

    /** Behaviour 91. */
    @Test
    void oneRetryThatPassesForgivesTheFailure() {
        bench.apply(balancing(virtual(real(1)))).run(10);
        bench.answering(Set.of(1));
        int before = bench.of(1).times.size();
        while (bench.of(1).times.size() == before) {
            bench.run(Duration.ofMillis(100));
        }
        bench.answering(Set.of()).run(30);

        assertThat(bench.events).containsExactly("quorum up");
    }

    @Test
    void eachFailureIsLoggedWhereThatIsWishedAndNotOnlyTheOneThatCounts() {
        bench.apply(balancing(virtual(real(1).checkedBy(logged(1)), real(2)))).run(10);

        bench.answering(Set.of(1, 2)).run(13);

        assertThat(bench.logged).hasSizeGreaterThanOrEqualTo(3).containsOnly(name(1) + " refused");
    }

    @Test
    void whoNeverAnswersHasFailed() {
        bench.answers = each -> null;
        bench.apply(balancing(virtual(real(1)))).run(14);

        assertThat(bench.weights()).isEmpty();
        assertThat(bench.status().realServers().get(0).reason()).isEqualTo("TCP_CHECK: no answer within 3000 ms");
    }

    @Test
    void anAnswerAfterItsTimeIsNotLookedAt() {
        bench.answers = each -> null;
        bench.apply(balancing(virtual(real(1)))).run(14);
        bench.servers.rounds().answered(bench.check(1), 1, Bench.passed(), true, bench.now());

        assertThat(bench.weights()).isEmpty();
    }

    @Test
    void aCheckThatHearsByItselfIsAskedOnce() {
        bench.polled = false;
        bench.apply(balancing(virtual(real(1)))).run(100);
        assertThat(bench.of(1).times).hasSize(1);

        bench.servers.rounds().heard(bench.check(1), Bench.failed(), bench.now());
        assertThat(bench.weights()).isEmpty();
    }

    @Test
    void whatStillComesForACheckThatIsRemovedIsNotLookedAt() {
        bench.apply(balancing(virtual(real(1), real(2)))).run(20);
        bench.answers = each -> null;
        bench.run(10);
        Bench.Asked removed = bench.of(1);
        long question = removed.pending;
        bench.apply(balancing(virtual(real(2))));

        bench.servers.rounds().answered(bench.checkOf(removed), question, Bench.failed(), true, bench.now());
        bench.servers.rounds().heard(bench.checkOf(removed), Bench.failed(), bench.now());
        bench.servers.rounds().available(bench.checkOf(removed), bench.now());
        int before = removed.times.size();
        bench.answering(Set.of(1)).run(100);

        assertThat(question).isPositive();
        assertThat(removed.pending).as("abandoned").isZero();
        assertThat(removed.times).hasSize(before);
        assertThat(bench.events).containsExactly("quorum up");
    }

    @Test
    void theLastVerdictStandsForTheGraceWhenItsCheckerIsGone() {
        bench.apply(balancing(virtual(real(1)))).run(20);
        bench.servers.rounds().unavailable(bench.check(1), "nobody can ask", bench.now());
        bench.run(59);
        assertThat(bench.weights()).isEqualTo(Map.of(1, 1));
        assertThat(bench.status().realServers().get(0).checks().get(0).condition())
                .isEqualTo("nobody can ask");

        bench.run(2);
        assertThat(bench.weights()).isEmpty();
        assertThat(bench.status().realServers().get(0).reason()).contains("nobody can ask");
    }

    @Test
    void aCheckerThatIsReplacedIsAskedWithinASecondAndNoVerdictFlaps() {
        bench.apply(balancing(virtual(real(1)))).run(20);
        int before = bench.of(1).times.size();
        bench.servers.rounds().unavailable(bench.check(1), "gone", bench.now());
        bench.servers.rounds().available(bench.check(1), bench.now());
        bench.run(1);

        assertThat(bench.of(1).times).hasSize(before + 1);
        assertThat(bench.events).containsExactly("quorum up");
    }

    @Test
    void whoHasWaitedLongForItsCheckerIsAskedWithinASecond() {
        bench.checkersPresent = false;
        bench.apply(balancing(virtual(real(1)))).run(6);
        bench.servers.rounds().available(bench.check(1), bench.now());
        bench.run(1);

        assertThat(bench.of(1).times).hasSize(1);
    }

    @Test
    void whoHasWaitedLongForItsCheckerDoesNotBeginAgainWhenThatBringsOptions() {
        Timing other = new Timing(Duration.ofSeconds(60), 0, Duration.ofSeconds(1), Duration.ofSeconds(60));
        bench.checkersPresent = false;
        bench.apply(balancing(virtual(real(1)))).run(6);
        bench.apply(balancing(virtual(real(1).checkedBy(check("TCP_CHECK", 1, other, false)))));
        bench.servers.rounds().available(bench.check(1), bench.now());
        bench.run(1);

        assertThat(bench.of(1).times).hasSize(1);
    }

    @Test
    void theLastChangesOfAVerdictAreKept() {
        bench.apply(balancing(virtual(real(1))));
        for (int i = 0; i < 30; i++) {
            bench.answering(i % 2 == 0 ? Set.of() : Set.of(1)).run(13);
        }
        CheckStatus status = bench.status().realServers().get(0).checks().get(0);

        assertThat(status.history()).hasSizeBetween(10, 11);
        assertThat(status.probes()).isGreaterThan(30);
    }
}
