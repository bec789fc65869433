package org.gemel.bfd.internal.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.gemel.bfd.internal.session.Bench.MILLI;

import java.nio.ByteBuffer;
import org.gemel.bfd.internal.packet.ControlPacket;
import org.gemel.bfd.internal.packet.Diagnostic;
import org.gemel.bfd.internal.packet.State;
import org.gemel.bfd.internal.session.Bench.Sent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a session does, by the sections of RFC 5880. */
class SessionTest {

    /** The diagram of 6.2: the state, what is heard, the next state. */
    @ParameterizedTest
    @CsvSource({
        "DOWN, ADMIN_DOWN, DOWN",
        "DOWN, DOWN, INIT",
        "DOWN, INIT, UP",
        "DOWN, UP, DOWN",
        "INIT, ADMIN_DOWN, DOWN",
        "INIT, DOWN, INIT",
        "INIT, INIT, UP",
        "INIT, UP, UP",
        "UP, ADMIN_DOWN, DOWN",
        "UP, DOWN, DOWN",
        "UP, INIT, UP",
        "UP, UP, UP",
    })
    void section62StateMachine(State from, State heard, State to) {
        Bench bench = Bench.usual();
        if (from != State.DOWN) {
            bench.hear(State.DOWN, 1_000, 300, 0);
        }
        if (from == State.UP) {
            bench.hear(State.INIT, 1_000, 300, 0);
        }
        assertThat(bench.session.state()).isEqualTo(from);

        bench.hear(heard, 1_000, 300, 0);

        assertThat(bench.session.state()).isEqualTo(to);
    }

    @Test
    void section681AFirstPacketNamesNoSessionAndIsDown() {
        Sent first = Bench.usual().last();

        assertThat(first.state()).isEqualTo(State.DOWN);
        assertThat(first.yours()).isZero();
        assertThat(first.diagnostic()).isZero();
    }

    @Test
    void section681TheNeighboursDiscriminatorIsForgottenAfterADetectionTime() {
        Bench bench = Bench.up();

        bench.pass(901);

        assertThat(bench.session.hears()).isFalse();
        assertThat(bench.last().yours()).isZero();
    }

    @Test
    void section683NotUpItSaysAndKeepsASecond() {
        Bench bench = Bench.usual();
        bench.pass(10_000);

        assertThat(bench.last().transmit()).isEqualTo(1_000_000);
        assertThat(bench.sent.size()).isBetween(10, 15);
    }

    @Test
    void section683TheIdleIntervalMayBeLonger() {
        Bench bench = new Bench(new Parameters(300_000, 300_000, 5_000_000, 3, false), 1);
        bench.pass(60_000);

        assertThat(bench.last().transmit()).isEqualTo(5_000_000);
        assertThat(bench.sent.size()).isBetween(12, 18);
    }

    @Test
    void section683GoingUpBeginsAPollSequenceWithTheRealIntervals() {
        Bench bench = Bench.usual();
        bench.hear(State.DOWN, 1_000, 300, 0);
        bench.hear(State.INIT, 1_000, 300, 0);

        assertThat(bench.last().poll()).isTrue();
        assertThat(bench.last().transmit()).isEqualTo(300_000);
    }

    @Test
    void section65APollSequenceLastsUntilAFinalIsHeard() {
        Bench bench = Bench.usual();
        bench.hear(State.DOWN, 1_000, 300, 0);
        bench.hear(State.INIT, 1_000, 300, 0);
        bench.pass(350);
        assertThat(bench.last().poll()).isTrue();

        bench.hearFinal(State.UP, 300, 300);
        bench.pass(350);

        assertThat(bench.last().poll()).isFalse();
    }

    @Test
    void section65APollIsAnsweredAtOnceWithAFinalThatIsNoPoll() {
        Bench bench = Bench.up();

        bench.hearPoll(State.UP, 300, 300);

        assertThat(bench.sent).hasSize(1);
        assertThat(bench.last().fin()).isTrue();
        assertThat(bench.last().poll()).isFalse();
        assertThat(bench.last().at()).isEqualTo(bench.now);
    }

    @Test
    void section682TheSlowerOfBothDecidesHowOftenItSends() {
        Bench bench = Bench.up();

        bench.hear(State.UP, 300, 700, 0);

        assertThat(bench.session.transmitInterval()).isEqualTo(700_000);
    }

    @Test
    void section683AFasterIntervalOfTheNeighbourIsHonouredAtOnce() {
        Bench bench = Bench.up();
        bench.hear(State.UP, 300, 10_000, 0);
        bench.pass(100);
        bench.hear(State.UP, 300, 300, 0);
        bench.sent.clear();

        bench.pass(200);

        assertThat(bench.sent).hasSize(1);
    }

    @Test
    void section683ALongerIntervalIsUsedOnlyWhenTheNeighbourKnowsOfIt() {
        Bench bench = Bench.up();

        bench.session.change(new Parameters(800_000, 300_000, 1_000_000, 3, false), bench.now);

        assertThat(bench.last().poll()).isTrue();
        assertThat(bench.last().transmit()).isEqualTo(800_000);
        assertThat(bench.session.transmitInterval()).isEqualTo(300_000);
        bench.hearFinal(State.UP, 300, 300);
        assertThat(bench.session.transmitInterval()).isEqualTo(800_000);
    }

    @Test
    void section683AShorterReceiveIntervalIsExpectedOnlyWhenTheNeighbourKnowsOfIt() {
        Bench bench = Bench.up();
        bench.hear(State.UP, 50, 300, 0);

        bench.session.change(new Parameters(300_000, 100_000, 1_000_000, 3, false), bench.now);

        assertThat(bench.session.detectionTime()).isEqualTo(900 * MILLI);
        bench.hearFinal(State.UP, 50, 300);
        assertThat(bench.session.detectionTime()).isEqualTo(300 * MILLI);
    }

    @Test
    void section683ALongerReceiveIntervalExtendsTheDetectionTimeAtOnce() {
        Bench bench = Bench.up();
        bench.pass(200);

        bench.session.change(new Parameters(300_000, 2_000_000, 1_000_000, 3, false), bench.now);
        bench.pass(5_700);

        assertThat(bench.session.state()).isEqualTo(State.UP);
        bench.pass(200);
        assertThat(bench.session.state()).isEqualTo(State.DOWN);
    }

    @Test
    void section683AChangeWhileUpKeepsTheSessionUp() {
        Bench bench = Bench.up();

        bench.session.change(new Parameters(100_000, 100_000, 1_000_000, 5, false), bench.now);

        assertThat(bench.session.state()).isEqualTo(State.UP);
        assertThat(bench.states).isEmpty();
    }

    @Test
    void section684DetectionTimeIsTheNeighboursMultiplierTimesTheSlowerInterval() {
        Bench bench = Bench.up(new Parameters(100_000, 400_000, 1_000_000, 7, false));

        assertThat(bench.session.detectionTime()).isEqualTo(1_200 * MILLI);
    }

    @Test
    void section684SilenceForTheDetectionTimeTakesItDown() {
        Bench bench = Bench.up();

        bench.pass(899);
        assertThat(bench.session.state()).isEqualTo(State.UP);
        bench.pass(1);

        assertThat(bench.session.state()).isEqualTo(State.DOWN);
        assertThat(bench.session.diagnostic()).isEqualTo(Diagnostic.DETECTION_TIME_EXPIRED);
        assertThat(bench.last().state()).isEqualTo(State.DOWN);
        assertThat(bench.last().diagnostic()).isEqualTo(Diagnostic.DETECTION_TIME_EXPIRED);
        assertThat(bench.states).containsExactly(State.DOWN);
    }

    @Test
    void section684EveryPacketBeginsTheDetectionTimeAnew() {
        Bench bench = Bench.up();
        for (int i = 0; i < 20; i++) {
            bench.pass(800);
            bench.hear(State.UP, 300, 300, 0);
        }
        assertThat(bench.states).isEmpty();
    }

    @Test
    void section684SilenceInInitTakesItDown() {
        Bench bench = Bench.usual();
        bench.hear(State.DOWN, 1_000, 300, 0);

        bench.pass(3_000);

        assertThat(bench.states).containsExactly(State.INIT, State.DOWN);
    }

    @Test
    void section686ANeighbourThatGoesDownTakesItDownWithDiagnostic3() {
        Bench bench = Bench.up();

        bench.hear(State.DOWN, 1_000, 300, Diagnostic.DETECTION_TIME_EXPIRED);

        assertThat(bench.session.diagnostic()).isEqualTo(Diagnostic.NEIGHBOUR_SIGNALED_DOWN);
        assertThat(bench.session.remoteDiagnostic()).isEqualTo(Diagnostic.DETECTION_TIME_EXPIRED);
    }

    @Test
    void section66ANeighbourInDemandModeGetsNothingUntilItPolls() {
        Bench bench = Bench.up();
        bench.hear(demanding());
        bench.sent.clear();

        bench.pass(850);
        assertThat(bench.sent).isEmpty();
        bench.hearPoll(State.UP, 300, 300);

        assertThat(bench.sent.get(0).fin()).isTrue();
    }

    @Test
    void section687AnythingNewIsSaidAtOnce() {
        Bench bench = Bench.usual();
        bench.pass(100);
        bench.sent.clear();

        bench.hear(State.DOWN, 1_000, 300, 0);

        assertThat(bench.sent).hasSize(1);
        assertThat(bench.last().state()).isEqualTo(State.INIT);
        assertThat(bench.last().yours()).isEqualTo(Bench.THEIRS);
    }

    @Test
    void section687AReceiveIntervalOf0AsksForNoPeriodicPackets() {
        Bench bench = Bench.up();
        bench.hear(State.UP, 300, 0, 0);
        bench.sent.clear();

        bench.pass(850);

        assertThat(bench.sent).isEmpty();
    }

    @Test
    void section687APassiveSideIsSilentUntilItHears() {
        Bench bench = new Bench(new Parameters(300_000, 300_000, 1_000_000, 3, true), 1);
        bench.pass(10_000);
        assertThat(bench.sent).isEmpty();

        bench.hear(State.DOWN, 1_000, 300, 0);

        assertThat(bench.last().state()).isEqualTo(State.INIT);
    }

    @Test
    void section687APassiveSideIsSilentAgainWhenTheNeighbourIsGone() {
        Bench bench = Bench.up(new Parameters(300_000, 300_000, 1_000_000, 3, true));
        bench.pass(900);
        bench.sent.clear();

        bench.pass(10_000);

        assertThat(bench.sent).isEmpty();
    }

    @Test
    void section687IntervalsAreShortenedByUpToAQuarter() {
        assertSpread(3, 0.75, 1.0);
    }

    @Test
    void section687WithAMultiplierOf1ByAtLeastATenth() {
        assertSpread(1, 0.75, 0.9);
    }

    private static void assertSpread(int multiplier, double least, double most) {
        Bench bench = new Bench(new Parameters(300_000, 300_000, 1_000_000, multiplier, false), 42);
        bench.pass(1_000_000);
        double shortest = Double.MAX_VALUE;
        double longest = 0;
        for (int i = 1; i < bench.sent.size(); i++) {
            double seconds = (bench.sent.get(i).at() - bench.sent.get(i - 1).at()) / 1e9;
            shortest = Math.min(shortest, seconds);
            longest = Math.max(longest, seconds);
        }
        assertThat(shortest).isBetween(least, least + 0.01);
        assertThat(longest).isCloseTo(most, within(0.01)).isLessThanOrEqualTo(most);
    }

    @Test
    void section6816AStopIsSaidToANeighbourThatWasHeard() {
        Bench bench = Bench.up();

        bench.session.stop();

        assertThat(bench.last().state()).isEqualTo(State.ADMIN_DOWN);
        assertThat(bench.last().diagnostic()).isEqualTo(Diagnostic.ADMINISTRATIVELY_DOWN);
        assertThat(bench.transmitting).isFalse();
    }

    @Test
    void section6816AStoppedSessionStaysSo() {
        Bench bench = Bench.up();
        bench.session.stop();
        bench.sent.clear();

        bench.hearPoll(State.UP, 300, 300);
        bench.pass(10_000);

        assertThat(bench.session.state()).isEqualTo(State.ADMIN_DOWN);
        assertThat(bench.sent).isEmpty();
    }

    @Test
    void theLargestNumbersOfTheWireOverflowNothing() {
        Bench bench = Bench.up();
        ControlPacket packet = new ControlPacket();
        packet.set(State.UP, 0, false, false, 255, Bench.THEIRS, Bench.MINE, 0xffff_ffffL, 0xffff_ffffL);

        bench.hear(packet);

        assertThat(bench.session.detectionTime()).isEqualTo(255 * 0xffff_ffffL * 1_000);
        assertThat(bench.detectAt - bench.now).isEqualTo(bench.session.detectionTime());
    }

    private static ControlPacket demanding() {
        ByteBuffer bytes = ByteBuffer.allocate(ControlPacket.LENGTH);
        ControlPacket packet = new ControlPacket();
        packet.set(State.UP, 0, false, false, 3, Bench.THEIRS, Bench.MINE, 300_000, 300_000);
        packet.write(bytes);
        bytes.put(1, (byte) (bytes.get(1) | 0x02));
        assertThat(packet.read(bytes)).isNull();
        assertThat(packet.demand()).isTrue();
        return packet;
    }
}
