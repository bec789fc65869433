package org.gemel.vrrp.internal.election;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gemel.vrrp.internal.election.Bench.HIGHER;
import static org.gemel.vrrp.internal.election.Bench.LOWER;
import static org.gemel.vrrp.internal.packet.Instances.router;

import java.time.Duration;
import org.gemel.api.status.VrrpState;
import org.junit.jupiter.api.Test;

/** A master that gives its addresses away. Priority 100, interval 1 s. */
class YieldingTest {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration DOWN = Duration.ofNanos(3_609_375_000L);

    private final Bench bench = Bench.master(router().build());

    @Test
    void asksToBePreemptedAndGoesOnAdvertising() {
        bench.election.giving().lower(bench.now());
        bench.pass(SECOND);
        assertThat(bench.said()).containsExactly("advertise 1", "advertise 1");
        assertThat(bench.state()).isEqualTo(VrrpState.MASTER);
    }

    @Test
    void isSilentOnceItsSuccessorAdvertises() {
        bench.election.giving().lower(bench.now());
        bench.said();
        bench.hear(50, LOWER).pass(DOWN);
        assertThat(bench.said()).containsExactly("succeeded");
        assertThat(bench.state()).isEqualTo(VrrpState.MASTER);
    }

    @Test
    void tellsThatItsSuccessorAdvertisesAgainAndOfNobodyElse() {
        bench.election.giving().lower(bench.now());
        bench.said();
        bench.hear(50, LOWER).hear(60, LOWER + 1);
        assertThat(bench.said()).containsExactly("succeeded");
        bench.hear(60, LOWER + 1);
        assertThat(bench.said()).containsExactly("succeeded still");
    }

    @Test
    void followsItsSuccessorOfLowerPriorityWhenItLetsGo() {
        bench.election.giving().lower(bench.now());
        bench.hear(50, LOWER);
        bench.election.giving().letGo(bench.now(), "handed over");
        bench.said();
        for (int i = 0; i < 10; i++) {
            bench.pass(SECOND).hear(50, LOWER);
        }
        assertThat(bench.said()).isEmpty();
        assertThat(bench.election.masterPriority()).isEqualTo(50);
        assertThat(bench.waits()).isEqualTo(DOWN);
    }

    @Test
    void resignsOnceAndServesOn() {
        bench.election.giving().resign();
        bench.pass(Duration.ofSeconds(10));
        assertThat(bench.said()).containsExactly("advertise 0");
        assertThat(bench.state()).isEqualTo(VrrpState.MASTER);
    }

    @Test
    void resignsOnceAlsoIfItEndsAfterwards() {
        bench.election.giving().resign();
        bench.election.shutdown("stopped");
        assertThat(bench.said()).containsExactly("advertise 0", "MASTER -> INIT");
    }

    @Test
    void saysNothingAtItsEndWhenSomebodyElseIsMaster() {
        bench.election.giving().resign();
        bench.hear(50, LOWER);
        bench.said();
        bench.election.shutdown("stopped");
        assertThat(bench.said()).containsExactly("MASTER -> INIT");
    }

    @Test
    void staysMasterWhereNobodyTakesOver() {
        bench.election.giving().resign();
        bench.said();
        bench.election.giving().keep(bench.now());
        bench.pass(SECOND);
        assertThat(bench.said()).containsExactly("advertise 100", "advertise 100");
        assertThat(bench.election.abstains()).isFalse();
    }

    @Test
    void staysAlsoWhenItsSuccessorHasBeenHeard() {
        bench.election.giving().lower(bench.now());
        bench.hear(50, LOWER);
        bench.said();
        bench.election.giving().keep(bench.now());
        bench.pass(SECOND);
        assertThat(bench.said()).containsExactly("advertise 100", "advertise 100");
        bench.hear(50, LOWER);
        assertThat(bench.state()).isEqualTo(VrrpState.MASTER);
    }

    @Test
    void ofTwoThatYieldToEachOtherTheHigherAddressStays() {
        bench.election.giving().lower(bench.now());
        bench.said();
        bench.hear(1, LOWER);
        assertThat(bench.said()).isEmpty();
        bench.hear(1, HIGHER);
        assertThat(bench.said()).containsExactly("succeeded");
    }

    @Test
    void isNotSucceededByOneThatResigns() {
        bench.election.giving().resign();
        bench.said();
        bench.hear(0, LOWER);
        assertThat(bench.said()).isEmpty();
    }

    @Test
    void takesOverAgainWhenItsSuccessorIsGone() {
        bench.election.giving().lower(bench.now());
        bench.hear(50, LOWER);
        bench.election.giving().letGo(bench.now(), "handed over");
        bench.said();
        bench.pass(DOWN);
        assertThat(bench.said()).containsExactly("advertise 100", "BACKUP -> MASTER");
        assertThat(bench.election.abstains()).isFalse();
    }

    @Test
    void takesOverAfterTheSkewTimeWhenItsSuccessorResigns() {
        bench.election.giving().lower(bench.now());
        bench.hear(50, LOWER);
        bench.election.giving().letGo(bench.now(), "handed over");
        bench.said();
        bench.hear(0, LOWER).pass(Duration.ofNanos(609_375_000L));
        assertThat(bench.said()).containsExactly("advertise 100", "BACKUP -> MASTER");
    }

    @Test
    void preemptsAgainOnceItIsToldTo() {
        bench.election.giving().lower(bench.now());
        bench.hear(50, LOWER);
        bench.election.giving().letGo(bench.now(), "handed over");
        bench.election.giving().standAgain();
        bench.said();
        for (int i = 0; i < 4; i++) {
            bench.pass(SECOND.minusMillis(1)).hear(50, LOWER);
        }
        assertThat(bench.said()).contains("BACKUP -> MASTER");
    }

    @Test
    void anOwnerThatHasHandedOverDoesNotComeBackByItself() {
        Bench owner = Bench.master(router().priority(255).build());
        owner.election.giving().lower(owner.now());
        owner.hear(50, LOWER);
        owner.election.giving().letGo(owner.now(), "handed over");
        owner.said();
        owner.pass(SECOND)
                .hear(50, LOWER)
                .pass(SECOND)
                .hear(50, LOWER)
                .pass(SECOND)
                .hear(50, LOWER);
        assertThat(owner.said()).isEmpty();
    }

    @Test
    void aChangedConfigurationLetsItStandAgain() {
        bench.election.giving().lower(bench.now());
        bench.hear(50, LOWER);
        bench.election.giving().letGo(bench.now(), "handed over");
        bench.election.adapt(router().priority(120).build(), 120, bench.now());
        assertThat(bench.election.abstains()).isFalse();
    }

    @Test
    void aMasterWhoseLeaseIsOverFollowsTheSuccessorItHeard() {
        bench.leasedFor(SECOND);
        bench.election.giving().resign();
        bench.hear(50, LOWER);
        bench.sleep(Duration.ofSeconds(2)).hear(50, LOWER);
        assertThat(bench.state()).isEqualTo(VrrpState.BACKUP);
        assertThat(bench.election.masterPriority()).isEqualTo(50);
    }
}
