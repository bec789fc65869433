package org.gemel.balancer.internal.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.gemel.balancer.internal.core.Samples.TIMING;
import static org.gemel.balancer.internal.core.Samples.VS;
import static org.gemel.balancer.internal.core.Samples.balancing;
import static org.gemel.balancer.internal.core.Samples.check;
import static org.gemel.balancer.internal.core.Samples.logged;
import static org.gemel.balancer.internal.core.Samples.name;
import static org.gemel.balancer.internal.core.Samples.real;
import static org.gemel.balancer.internal.core.Samples.tcp;
import static org.gemel.balancer.internal.core.Samples.virtual;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gemel.api.balancer.VirtualServerStatus.CheckStatus;
import org.gemel.api.checker.Verdict;
import org.gemel.api.config.Balancing;
import org.gemel.api.config.CheckerDefinition.Timing;
import org.gemel.api.dataplane.Service;
import org.junit.jupiter.api.Test;

class VirtualServersTest {

    private final Bench bench = new Bench(1);

    @Test
    void realServersServeFromTheStart() {
        bench.apply(balancing(virtual(real(1), real(2).weighing(3))));

        assertThat(bench.weights()).isEqualTo(Map.of(1, 1, 2, 3));
        assertThat(bench.events).containsExactly("quorum up");
    }

    @Test
    void firstQuestionComesAtARandomTimeWithinTheWarmup() {
        bench.apply(balancing(virtual(real(1), real(2), real(3)))).run(10);

        assertThat(bench.checks()).allMatch(each -> bench.asked.get(each).times.size() >= 1);
        assertThat(bench.of(1).times.get(0)).isNotEqualTo(bench.of(2).times.get(0));
    }

    @Test
    void firstFailureCountsWithoutRetry() {
        bench.answering(Set.of(1)).apply(balancing(virtual(real(1), real(2)))).run(10);

        assertThat(bench.weights()).isEqualTo(Map.of(2, 1));
        assertThat(bench.events).containsExactly("quorum up", name(1) + " down");
        assertThat(bench.of(1).times).hasSize(1);
    }

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

    @Test
    void eachFailureIsLoggedWhereThatIsWishedAndNotOnlyTheOneThatCounts() {
        bench.apply(balancing(virtual(real(1).checkedBy(logged(1)), real(2)))).run(10);

        bench.answering(Set.of(1, 2)).run(13);

        assertThat(bench.logged).hasSizeGreaterThanOrEqualTo(3).containsOnly(name(1) + " refused");
    }

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
    void comesBackWithItsWeightWhenItsChecksPass() {
        bench.answering(Set.of(1))
                .apply(balancing(virtual(real(1).weighing(5), real(2))))
                .run(10);
        bench.answering(Set.of()).run(20);

        assertThat(bench.weights()).isEqualTo(Map.of(1, 5, 2, 1));
        assertThat(bench.events).containsExactly("quorum up", name(1) + " down", name(1) + " up");
    }

    @Test
    void inhibitOnFailureKeepsItWithWeightZero() {
        bench.answering(Set.of(1))
                .apply(balancing(virtual(real(1).inhibiting(), real(2))))
                .run(10);

        assertThat(bench.weights()).isEqualTo(Map.of(1, 0, 2, 1));
    }

    @Test
    void withAlphaItStartsFailed() {
        bench.apply(balancing(virtual(real(1).checkedBy(check("TCP_CHECK", 1, TIMING, true)), real(2))));
        assertThat(bench.weights()).isEqualTo(Map.of(2, 1));

        bench.run(10);
        assertThat(bench.weights()).isEqualTo(Map.of(1, 1, 2, 1));
        assertThat(bench.events).containsExactly("quorum up", name(1) + " up");
    }

    @Test
    void anAlphaVirtualServerTellsItsQuorumWhenItIsReached() {
        bench.apply(balancing(
                virtual(real(1).checkedBy(check("TCP_CHECK", 1, TIMING, true))).withAlpha()));
        assertThat(bench.events).isEmpty();

        bench.run(10);
        assertThat(bench.events).containsExactly(name(1) + " up", "quorum up");
    }

    @Test
    void sorryServerServesWhenTheQuorumIsLost() {
        bench.answering(Set.of(1))
                .apply(balancing(virtual(real(1), real(2)).withQuorum(2, 0).withSorry(false)))
                .run(10);

        assertThat(bench.weights()).isEqualTo(Map.of(99, 1));
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
    void allChecksMustPass() {
        bench.answers = each -> each.definition().kind().equals("MISC_CHECK") ? Bench.failed() : Bench.passed();
        bench.apply(balancing(virtual(real(1).checkedBy(tcp(1), check("MISC_CHECK", 1, TIMING, false)))))
                .run(10);

        assertThat(bench.weights()).isEmpty();
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
        bench.servers.answered(bench.check(1), 1, Bench.passed(), true, bench.now());

        assertThat(bench.weights()).isEmpty();
    }

    @Test
    void aCheckThatHearsByItselfIsAskedOnce() {
        bench.polled = false;
        bench.apply(balancing(virtual(real(1)))).run(100);
        assertThat(bench.of(1).times).hasSize(1);

        bench.servers.heard(bench.check(1), Bench.failed(), bench.now());
        assertThat(bench.weights()).isEmpty();
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
    void aReloadKeepsTheDrain() {
        bench.apply(balancing(virtual(real(1), real(2))));
        bench.servers.drain(VS, name(1), true, bench.now());
        bench.apply(balancing(virtual(real(1).weighing(7), real(2))));

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
    void drainingNobodyNamesThoseThatThereAre() {
        bench.apply(balancing(virtual(real(1))));

        assertThatThrownBy(() -> bench.servers.drain(VS, "10.9.9.9:1", true, bench.now()))
                .hasMessageContaining("it has 10.0.0.1:80");
        assertThatThrownBy(() -> bench.servers.drain("x", "y", true, bench.now()))
                .hasMessageContaining(VS);
    }

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
        assertThat(bench.servers.left(0)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void whileItsAddressIsElsewhereNothingIsAsked() {
        bench.apply(balancing(virtual(real(1)).suspending()));
        bench.here("192.0.2.77");
        bench.run(100);
        assertThat(bench.of(1).times).isEmpty();

        bench.here("192.0.2.1");
        bench.run(1);
        assertThat(bench.of(1).times).hasSize(1);
    }

    @Test
    void theLastVerdictStandsForTheGraceWhenItsCheckerIsGone() {
        bench.apply(balancing(virtual(real(1)))).run(20);
        bench.servers.unavailable(bench.check(1), "nobody can ask", bench.now());
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
        bench.servers.unavailable(bench.check(1), "gone", bench.now());
        bench.servers.available(bench.check(1), bench.now());
        bench.run(1);

        assertThat(bench.of(1).times).hasSize(before + 1);
        assertThat(bench.events).containsExactly("quorum up");
    }

    @Test
    void whoHasWaitedLongForItsCheckerIsAskedWithinASecond() {
        bench.checkersPresent = false;
        bench.apply(balancing(virtual(real(1)))).run(6);
        bench.servers.available(bench.check(1), bench.now());
        bench.run(1);

        assertThat(bench.of(1).times).hasSize(1);
    }

    @Test
    void whoHasWaitedLongForItsCheckerDoesNotBeginAgainWhenThatBringsOptions() {
        Timing other = new Timing(Duration.ofSeconds(60), 0, Duration.ofSeconds(1), Duration.ofSeconds(60));
        bench.checkersPresent = false;
        bench.apply(balancing(virtual(real(1)))).run(6);
        bench.apply(balancing(virtual(real(1).checkedBy(check("TCP_CHECK", 1, other, false)))));
        bench.servers.available(bench.check(1), bench.now());
        bench.run(1);

        assertThat(bench.of(1).times).hasSize(1);
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
    void theLastChangesOfAVerdictAreKept() {
        bench.apply(balancing(virtual(real(1))));
        for (int i = 0; i < 30; i++) {
            bench.answering(i % 2 == 0 ? Set.of() : Set.of(1)).run(13);
        }
        CheckStatus status = bench.status().realServers().get(0).checks().get(0);

        assertThat(status.history()).hasSizeBetween(10, 11);
        assertThat(status.probes()).isGreaterThan(30);
    }

    @Test
    void whatStillComesForACheckThatIsRemovedIsNotLookedAt() {
        bench.apply(balancing(virtual(real(1), real(2)))).run(20);
        bench.answers = each -> null;
        bench.run(10);
        Bench.Asked removed = bench.of(1);
        long question = removed.pending;
        bench.apply(balancing(virtual(real(2))));

        bench.servers.answered(bench.checkOf(removed), question, Bench.failed(), true, bench.now());
        bench.servers.heard(bench.checkOf(removed), Bench.failed(), bench.now());
        bench.servers.available(bench.checkOf(removed), bench.now());
        int before = removed.times.size();
        bench.answering(Set.of(1)).run(100);

        assertThat(question).isPositive();
        assertThat(removed.pending).as("abandoned").isZero();
        assertThat(removed.times).hasSize(before);
        assertThat(bench.events).containsExactly("quorum up");
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
    void whileItsAddressIsElsewhereNoGraceEnds() {
        bench.apply(balancing(virtual(real(1)).suspending()));
        bench.here("192.0.2.1");
        bench.run(20);
        bench.here("192.0.2.77");
        bench.servers.unavailable(bench.check(1), "gone", bench.now());
        bench.run(1000);
        assertThat(bench.weights()).isEqualTo(Map.of(1, 1));

        bench.here("192.0.2.1");
        bench.run(59);
        assertThat(bench.weights()).as("within the grace").isEqualTo(Map.of(1, 1));
        bench.run(2);
        assertThat(bench.weights()).isEmpty();
    }
}
