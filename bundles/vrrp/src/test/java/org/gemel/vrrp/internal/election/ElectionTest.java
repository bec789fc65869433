package org.gemel.vrrp.internal.election;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gemel.vrrp.internal.election.Bench.HIGHER;
import static org.gemel.vrrp.internal.election.Bench.LOWER;
import static org.gemel.vrrp.internal.packet.Instances.router;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.gemel.api.config.Authentication;
import org.gemel.api.config.ChecksumForm;
import org.gemel.api.config.UnicastPeer;
import org.gemel.api.config.VrrpInstance;
import org.gemel.api.status.VrrpState;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Section 6.4 of RFC 9568 and RFC 3768, with what operators know from keepalived. Priority 100, interval 1 s. */
class ElectionTest {

    private static final VrrpInstance PLAIN = router().build();
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration DOWN = Duration.ofNanos(3_609_375_000L);
    private static final Duration SKEW = Duration.ofNanos(609_375_000L);

    @Nested
    class Start {

        @Test
        void ownerServesAtOnce_rfc9568_6_4_1() {
            Bench bench = new Bench(router().priority(255).build());
            bench.election.start(0, true);
            assertThat(bench.said()).containsExactly("advertise 255", "INIT -> MASTER");
            assertThat(bench.waits()).isEqualTo(SECOND);
        }

        @Test
        void anybodyElseWatchesForAMasterDownInterval_rfc9568_6_4_1() {
            Bench bench = new Bench(PLAIN);
            bench.election.start(0, true);
            assertThat(bench.said()).containsExactly("INIT -> BACKUP");
            assertThat(bench.waits()).isEqualTo(DOWN);
        }

        @Test
        void stateMasterOnlyShortensTheFirstWait_behaviour26() {
            Bench bench = Bench.started(router().stateMaster().build());
            assertThat(bench.state()).isEqualTo(VrrpState.BACKUP);
            assertThat(bench.waits()).isEqualTo(Duration.ofNanos(1_003_906_250L));
        }

        @Test
        void returningFromAFaultWaitsInFullAlsoForStateMaster_behaviour39() {
            Bench bench = Bench.started(router().stateMaster().build());
            bench.election.fault("interface down");
            bench.election.start(bench.now(), true);
            assertThat(bench.waits()).isEqualTo(DOWN);
        }

        @Test
        void nothingIsHeardBefore() {
            Bench bench = new Bench(PLAIN);
            bench.hear(200, HIGHER);
            assertThat(bench.said()).isEmpty();
            assertThat(bench.armed()).isFalse();
        }
    }

    @Nested
    class Backup {

        @Test
        void takesOverWhenTheMasterDownIntervalEnds_rfc9568_6_4_2() {
            Bench bench = Bench.started(PLAIN).hear(150, HIGHER);
            bench.pass(DOWN.minusNanos(1));
            assertThat(bench.said()).isEmpty();
            bench.pass(Duration.ofNanos(1));
            assertThat(bench.said()).containsExactly("advertise 100", "BACKUP -> MASTER");
        }

        @Test
        void everyAdvertisementOfTheMasterRestartsTheWait_rfc9568_6_4_2() {
            Bench bench = Bench.started(PLAIN);
            for (int i = 0; i < 10; i++) {
                bench.hear(150, HIGHER).pass(Duration.ofSeconds(3));
            }
            assertThat(bench.state()).isEqualTo(VrrpState.BACKUP);
        }

        @Test
        void waitsOnlyTheSkewTimeAfterPriorityZero_rfc9568_6_4_2() {
            Bench bench = Bench.started(PLAIN).hear(150, HIGHER).hear(0, HIGHER);
            assertThat(bench.waits()).isEqualTo(SKEW);
        }

        @Test
        void followsAnEqualPriority_rfc9568_6_4_2() {
            Bench bench = Bench.started(PLAIN).pass(SECOND).hear(100, LOWER);
            assertThat(bench.waits()).isEqualTo(DOWN);
        }

        @Test
        void doesNotFollowALowerPriority_rfc9568_6_4_2() {
            Bench bench = Bench.started(PLAIN).pass(SECOND).hear(50, HIGHER);
            assertThat(bench.waits()).isEqualTo(DOWN.minus(SECOND));
        }

        @Test
        void followsALowerPriorityWithNopreempt_rfc9568_6_4_2() {
            Bench bench =
                    Bench.started(router().nopreempt().build()).pass(SECOND).hear(50, HIGHER);
            assertThat(bench.waits()).isEqualTo(DOWN);
        }

        @Test
        void learnsTheMastersInterval_rfc9568_6_4_2() {
            Bench bench = Bench.started(PLAIN).hear(150, HIGHER, Duration.ofSeconds(2));
            assertThat(bench.waits()).isEqualTo(DOWN.multipliedBy(2));
        }

        @Test
        void doesNotLearnTheIntervalOfOneItDoesNotFollow_rfc9568_6_4_2() {
            Bench bench = Bench.started(PLAIN).hear(50, HIGHER, Duration.ofSeconds(2));
            assertThat(bench.waits()).isEqualTo(DOWN);
        }

        @Test
        void returnsToItsOwnIntervalAsMaster_behaviour42() {
            Bench bench = Bench.started(PLAIN).hear(150, HIGHER, Duration.ofSeconds(2));
            bench.pass(DOWN.multipliedBy(2));
            assertThat(bench.waits()).isEqualTo(SECOND);
            assertThat(bench.election.masterDown()).isEqualTo(DOWN.toNanos());
        }

        @Test
        void saysNothingWhenItStops_rfc9568_6_4_2() {
            Bench bench = Bench.started(PLAIN);
            bench.election.shutdown("stopped");
            assertThat(bench.said()).containsExactly("BACKUP -> INIT");
            assertThat(bench.armed()).isFalse();
        }
    }

    @Nested
    class PreemptDelay {

        private final VrrpInstance delayed =
                router().preemptDelay(Duration.ofSeconds(4)).build();

        @Test
        void aLowerMasterIsFollowedUntilTheDelayIsOver_behaviour33() {
            Bench bench = Bench.started(delayed);
            for (int i = 0; i < 4; i++) {
                bench.hear(50, HIGHER).pass(SECOND);
            }
            assertThat(bench.waits()).isEqualTo(DOWN.minus(SECOND));
            bench.hear(50, HIGHER);
            assertThat(bench.waits()).isEqualTo(DOWN.minus(SECOND));
        }

        @Test
        void theWholeTakesTheDelayAndAMasterDownInterval_behaviour33() {
            Bench bench = Bench.started(delayed);
            Duration taken = Duration.ZERO;
            while (bench.state() != VrrpState.MASTER) {
                bench.hear(50, HIGHER).pass(SECOND);
                taken = taken.plus(SECOND);
            }
            // Last followed at 3 s, so down at 3 s + 3.61 s.
            assertThat(taken).isEqualTo(Duration.ofSeconds(7));
        }

        @Test
        void aHigherMasterEndsTheDelay() {
            Bench bench = Bench.started(delayed).hear(50, LOWER).pass(Duration.ofSeconds(3));
            bench.hear(150, HIGHER).pass(SECOND).hear(50, LOWER);
            assertThat(bench.waits()).isEqualTo(DOWN);
        }
    }

    @Nested
    class Master {

        @Test
        void advertisesEveryInterval_rfc9568_6_4_3() {
            Bench bench = Bench.master(PLAIN).pass(Duration.ofSeconds(3));
            assertThat(bench.said()).containsExactly("advertise 100", "advertise 100", "advertise 100");
        }

        @Test
        void keepsItsRhythmWhenALittleLate() {
            Bench bench = Bench.master(PLAIN).sleep(Duration.ofMillis(1100));
            bench.election.timerExpired(bench.now());
            assertThat(bench.waits()).isEqualTo(Duration.ofMillis(900));
        }

        @Test
        void saysPriorityZeroWhenItStops_rfc9568_6_4_3() {
            Bench bench = Bench.master(PLAIN);
            bench.election.shutdown("stopped");
            assertThat(bench.said()).containsExactly("advertise 0", "MASTER -> INIT");
        }

        @Test
        void answersPriorityZeroAtOnce_rfc9568_6_4_3() {
            Bench bench = Bench.master(PLAIN).pass(Duration.ofMillis(500)).hear(0, HIGHER);
            assertThat(bench.said()).containsExactly("advertise 100");
            assertThat(bench.waits()).isEqualTo(SECOND);
        }

        @Test
        void yieldsToAHigherPriority_rfc9568_6_4_3() {
            Bench bench = Bench.started(PLAIN).hear(0, LOWER).pass(DOWN);
            bench.said();
            bench.hear(150, LOWER);
            assertThat(bench.said()).containsExactly("MASTER -> BACKUP");
            assertThat(bench.waits()).isEqualTo(DOWN);
        }

        /** The better one may have been on the other side of a LAN that was in two, and announces again when it hears this. */
        @Test
        void saysSoWithTheLowestPriorityIfItTookOverWhereNobodyWasHeard() {
            Bench bench = Bench.master(PLAIN).hear(150, LOWER);
            assertThat(bench.said()).containsExactly("advertise 1", "MASTER -> BACKUP");
        }

        /** A third router that does not preempt would wait by our interval, in which the better one is not heard. */
        @Test
        void doesNotSaySoToOneThatAdvertisesMoreSlowly() {
            Bench bench = Bench.master(PLAIN).hear(150, LOWER, Duration.ofSeconds(2));
            assertThat(bench.said()).containsExactly("MASTER -> BACKUP");
        }

        @Test
        void learnsTheIntervalOfTheOneItYieldsTo_rfc9568_6_4_3() {
            Bench bench = Bench.master(PLAIN).hear(150, LOWER, Duration.ofSeconds(2));
            assertThat(bench.waits()).isEqualTo(DOWN.multipliedBy(2));
        }

        @Test
        void yieldsToAnEqualPriorityWithAHigherAddress_rfc9568_6_4_3() {
            assertThat(Bench.master(PLAIN).hear(100, HIGHER).state()).isEqualTo(VrrpState.BACKUP);
        }

        @Test
        void staysBeforeAnEqualPriorityWithALowerAddress_rfc9568_6_4_3() {
            assertThat(Bench.master(PLAIN).hear(100, LOWER).state()).isEqualTo(VrrpState.MASTER);
        }

        @Test
        void addressesAreComparedAsUnsignedNumbers_rfc9568_6_4_3() {
            Bench bench = Bench.master(PLAIN);
            bench.election.ownAddress(0x7fff_ffff_ffff_ffffL, 0);
            bench.election.advertisementReceived(bench.now(), 100, SECOND.toNanos(), 0x8000_0000_0000_0000L, 0);
            assertThat(bench.state()).isEqualTo(VrrpState.BACKUP);
        }

        @Test
        void answersALowerPriorityAtOnceAndTellsTheLan_rfc9568_6_4_3() {
            Bench bench = Bench.master(PLAIN).pass(Duration.ofMillis(400)).hear(50, HIGHER);
            assertThat(bench.said()).containsExactly("advertise 100", "announce");
            assertThat(bench.waits()).as("the rhythm stays").isEqualTo(Duration.ofMillis(600));
        }

        @Test
        void aStormOfLowerPrioritiesIsNotReflected() {
            Bench bench = Bench.master(PLAIN);
            for (int i = 0; i < 1000; i++) {
                bench.hear(1, HIGHER);
            }
            assertThat(bench.said()).containsExactly("advertise 100", "announce", "advertise 100", "announce");
        }

        /** Who reads its configuration again misses what comes meanwhile, and says once more that it serves. */
        @Test
        void whoGoesOnAlthoughItWasAnsweredIsAnsweredOnceMore() {
            Bench bench = Bench.master(PLAIN).pass(Duration.ofMillis(300)).hear(50, HIGHER);
            bench.said();
            bench.pass(Duration.ofMillis(100)).hear(50, HIGHER);
            assertThat(bench.said()).containsExactly("advertise 100", "announce");
        }

        @Test
        void aLastingStormIsAnsweredTwiceInAnInterval() {
            Bench bench = Bench.master(PLAIN);
            for (int i = 0; i < 10_000; i++) {
                bench.hear(1, HIGHER).pass(Duration.ofMillis(1));
            }
            assertThat(bench.said().stream().filter("announce"::equals)).hasSize(21);
        }

        @Test
        void mayAdvertiseOnceMoreBeforeYielding() {
            Bench bench =
                    Bench.master(router().advertiseBeforeYielding().build()).hear(150, HIGHER);
            assertThat(bench.said()).containsExactly("advertise 100", "MASTER -> BACKUP");
        }

        @Test
        void ofTwoOwnersTheLowerAddressYields_behaviour35() {
            VrrpInstance owner = router().priority(255).build();
            assertThat(Bench.master(owner).hear(255, HIGHER).state()).isEqualTo(VrrpState.BACKUP);
            assertThat(Bench.master(owner).hear(255, LOWER).state()).isEqualTo(VrrpState.MASTER);
        }

        @Test
        void saysPriorityZeroWhenItFaults_behaviour37() {
            Bench bench = Bench.master(PLAIN);
            bench.election.fault("interface down");
            assertThat(bench.said()).containsExactly("advertise 0", "MASTER -> FAULT");
        }
    }

    @Nested
    class Lease {

        @Test
        void aMasterThatSleptPastItsLeaseStandsForElectionAgain() {
            Bench bench = Bench.master(PLAIN).leasedFor(Duration.ofSeconds(4)).sleep(Duration.ofSeconds(6));
            bench.election.timerExpired(bench.now());
            assertThat(bench.said()).containsExactly("MASTER -> BACKUP");
            assertThat(bench.waits()).isEqualTo(DOWN);
        }

        @Test
        void itDoesSoBeforeItAnswersAnybody() {
            Bench bench = Bench.master(PLAIN).leasedFor(Duration.ofSeconds(4)).sleep(Duration.ofSeconds(6));
            bench.hear(50, HIGHER);
            assertThat(bench.said()).containsExactly("MASTER -> BACKUP");
        }

        @Test
        void aMasterThatSleptUntilAnotherTookOverStandsForElectionAgainAlthoughItsLeaseGoesOn() {
            Bench bench = Bench.master(PLAIN).leasedFor(Duration.ofSeconds(6)).sleep(DOWN);
            bench.hear(50, LOWER);
            assertThat(bench.said()).containsExactly("MASTER -> BACKUP");
            assertThat(bench.waits()).isEqualTo(DOWN);
        }

        @Test
        void aMasterThatSleptLessAnswersALowerPriorityAsEver() {
            Bench bench = Bench.master(PLAIN)
                    .leasedFor(Duration.ofSeconds(6))
                    .sleep(DOWN.minusNanos(1))
                    .hear(50, LOWER);
            assertThat(bench.state()).isEqualTo(VrrpState.MASTER);
        }

        @Test
        void aMasterThatSleptLessGoesOn() {
            Bench bench = Bench.master(PLAIN).leasedFor(Duration.ofSeconds(4)).sleep(Duration.ofSeconds(3));
            bench.election.timerExpired(bench.now());
            assertThat(bench.said()).containsExactly("advertise 100");
        }
    }

    @Nested
    class Reload {

        @Test
        void aNewPriorityIsInTheNextAdvertisement_behaviour44() {
            Bench bench = Bench.master(PLAIN);
            bench.election.adapt(router().priority(120).build(), 120, bench.now());
            assertThat(bench.said()).isEmpty();
            bench.pass(SECOND);
            assertThat(bench.said()).containsExactly("advertise 120");
        }

        static Stream<VrrpInstance.Builder> speech() {
            return Stream.of(
                    PLAIN.toBuilder().authentication(new Authentication.Pass(new byte[8])),
                    PLAIN.toBuilder().addresses(List.of()),
                    PLAIN.toBuilder().source(InetAddress.getLoopbackAddress()),
                    PLAIN.toBuilder().unicastPeers(List.of(new UnicastPeer(InetAddress.getLoopbackAddress(), 1, 255))),
                    PLAIN.toBuilder().unicastTtl(3),
                    PLAIN.toBuilder().checksumForm(ChecksumForm.RFC9568));
        }

        @ParameterizedTest
        @MethodSource("speech")
        void whatOthersMayBelieveOrHearFromNowOnIsSaidAtOnce_behaviour102(VrrpInstance.Builder changed) {
            Bench bench = Bench.master(PLAIN);
            bench.election.adapt(changed.build(), 100, bench.now());
            assertThat(bench.said()).containsExactly("advertise 100");
        }

        @Test
        void whatDoesNotConcernOthersIsNotSaid() {
            Bench bench = Bench.master(PLAIN);
            bench.election.adapt(PLAIN.toBuilder().preempt(false).build(), 100, bench.now());
            assertThat(bench.said()).isEmpty();
        }

        @Test
        void aBackupThatBecomesOwnerWaitsUntilItIsTold_behaviour70() {
            Bench bench = Bench.started(PLAIN);
            bench.election.adapt(router().priority(255).build(), 255, bench.now());
            assertThat(bench.state()).isEqualTo(VrrpState.BACKUP);
            assertThat(bench.said()).isEmpty();
        }
    }

    @Test
    void version2SkewsBySecondsWhateverTheInterval_rfc3768_6_1() {
        Bench bench = Bench.started(
                router().version(2).interval(Duration.ofSeconds(2)).build());
        assertThat(bench.waits()).isEqualTo(Duration.ofSeconds(6).plus(SKEW));
    }
}
