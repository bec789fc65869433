package org.gemel.bfd.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.gemel.api.config.Family;
import org.gemel.api.config.TrackerDefinition.BfdSession;
import org.gemel.api.platform.Datagrams.Flow;
import org.gemel.api.platform.MacAddress;
import org.gemel.api.tracker.Health;
import org.gemel.api.tracker.Tracker;
import org.gemel.platform.simulated.Conditions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Two nodes that watch each other. */
class SessionsOnALanTest {

    /** 100 ms x 3 at most, and what the wire takes. */
    private static final long DETECTION = 300;

    private static final Health WELL = new Health.Well();

    static Stream<Long> seeds() {
        return LongStream.rangeClosed(1, 100).boxed();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void afterAOneWayCutNeitherSideIsUpForLongerThanItsDetectionTime(long seed) {
        Pair pair = new Pair(seed);
        pair.lan.conditions(Conditions.WIRED);
        pair.up();

        pair.lan.cut(pair.left.nic, pair.right.nic);

        boolean right = pair.world.runUntil(() -> pair.right.failed(), Duration.ofMillis(DETECTION + 1));
        assertThat(right).as("who hears nothing notices").isTrue();
        boolean left = pair.world.runUntil(() -> pair.left.failed(), Duration.ofMillis(2));
        assertThat(left).as("and tells the other").isTrue();
        assertThat(pair.right.health())
                .isEqualTo(new Health.Failed("no packet from 10.99.0.1 for 300 ms (RFC 5880 6.8.4)"));
        assertThat(pair.left.health())
                .isEqualTo(new Health.Failed("10.99.0.2 has taken the session down: control detection time expired"));

        pair.lan.heal();

        assertThat(pair.world.runUntil(() -> pair.left.well() && pair.right.well(), Duration.ofSeconds(4)))
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void throughLossAndReorderingBothSidesAgreeInTheEnd(long seed) {
        Pair pair = new Pair(seed);
        pair.lan.conditions(
                Conditions.WIRED.withLoss(0.3).withDuplication(0.1).withReordering(0.1, Duration.ofMillis(50)));
        pair.left.watch(Pair.session(Pair.RIGHT));
        pair.right.watch(Pair.session(Pair.LEFT));
        pair.run(60_000);

        pair.lan.conditions(Conditions.WIRED);

        assertThat(pair.world.runUntil(() -> pair.left.well() && pair.right.well(), Duration.ofSeconds(10)))
                .isTrue();
        pair.run(2_000);
        int before = pair.left.news.size() + pair.right.news.size();
        pair.run(60_000);
        assertThat(pair.left.news.size() + pair.right.news.size()).isEqualTo(before);
    }

    @Test
    void twoThatWatchOneNeighbourBothHearAndOneMayLeave() {
        Pair pair = new Pair(1).up();
        Tracker first = pair.left.watch(Pair.session(Pair.RIGHT));
        pair.left.watch(Pair.session(Pair.RIGHT));
        pair.left.news.clear();

        pair.right.close();
        pair.run(2_000);

        assertThat(pair.left.news).as("one from each of three").hasSize(3);
        pair.left.on(first::close);
        pair.right.watch(Pair.session(Pair.LEFT));
        pair.run(10_000);
        assertThat(pair.left.news).as("and from each of two").hasSize(5);
    }

    @Test
    void nothingIsKnownBeforeTheSessionIsUp() {
        Pair pair = new Pair(1);
        pair.left.watch(Pair.session(Pair.RIGHT));
        assertThat(pair.left.health()).isEqualTo(new Health.Unknown());
        assertThat(pair.left.news).isEmpty();
    }

    @Test
    void theSessionComesUpWithinTwoSlowIntervals() {
        Pair pair = new Pair(1);
        pair.left.watch(Pair.session(Pair.RIGHT));
        pair.right.watch(Pair.session(Pair.LEFT));
        pair.run(2_000);
        assertThat(pair.left.news).containsExactly(WELL);
        assertThat(pair.right.news).containsExactly(WELL);
    }

    @Test
    void detailSaysStateAndNegotiatedIntervals() {
        Pair pair = new Pair(1);
        pair.left.watch(Pair.session(Pair.RIGHT, 50, 400));
        pair.right.watch(Pair.session(Pair.LEFT, 200, 300));
        pair.run(10_000);
        assertThat(pair.left.detail())
                .isEqualTo("Up, sends every 300 ms, hears every 400 ms, down after 1200 ms of silence");
        assertThat(pair.right.detail())
                .isEqualTo("Up, sends every 400 ms, hears every 300 ms, down after 900 ms of silence");
    }

    @Test
    void anIpv6LinkLocalNeighbourIsWatchedToo() {
        Pair pair = new Pair(1);
        pair.left.watch(Pair.session("fe80::2"));
        pair.right.watch(Pair.session("fe80::1"));
        pair.run(3_000);
        assertThat(pair.left.well() && pair.right.well()).isTrue();
    }

    @Test
    void aNeighbourThatIsNotThereFailsWithWhatToLookAt() {
        Pair pair = new Pair(1);
        pair.left.watch(Pair.session(Pair.RIGHT));
        pair.run(2_999);
        assertThat(pair.left.news).isEmpty();
        pair.run(1);
        assertThat(pair.left.news)
                .containsExactly(new Health.Failed("10.99.0.2 has not been heard for 3000 ms; does BFD run there,"
                        + " with this host as its neighbour?"));
    }

    @Test
    void aLinkLocalNeighbourThatMayBeOnSeveralLinksIsNotGuessed() {
        Pair pair = new Pair(1);
        pair.left.node.connect(pair.world.newLan("other"), "eth1", new MacAddress(9), "fe80::9/64");
        pair.left.watch(Pair.session("fe80::2"));
        pair.run(3_000);
        assertThat(pair.left.health())
                .isEqualTo(new Health.Failed("fe80::2 may be on any of eth0, eth1; say which with source_ip"));
    }

    @Test
    void aClosedTrackerSwitchesTheSessionOffAndTheOtherSideSaysSo() {
        Pair pair = new Pair(1).up();
        pair.left.close();
        pair.run(10);
        assertThat(pair.right.health())
                .isEqualTo(new Health.Failed("10.99.0.1 has switched the session off (AdminDown)"));
        assertThat(pair.left.news).containsExactly(WELL);
    }

    @Test
    void anEqualReloadIsNotNoticedByAnybody() {
        Pair pair = new Pair(1).up();
        String before = pair.left.detail();
        pair.left.reload(Pair.session(Pair.RIGHT));
        pair.run(5_000);
        assertThat(pair.left.detail()).isEqualTo(before);
        assertThat(pair.left.news).containsExactly(WELL);
        assertThat(pair.right.news).containsExactly(WELL);
    }

    @Test
    void changedIntervalsAreNegotiatedWithoutLeavingUp() {
        Pair pair = new Pair(1).up();
        pair.left.reload(Pair.session(Pair.RIGHT, 500, 700));
        pair.run(5_000);
        assertThat(pair.left.detail())
                .isEqualTo("Up, sends every 500 ms, hears every 700 ms, down after 2100 ms of silence");
        pair.left.reload(Pair.session(Pair.RIGHT, 50, 50));
        pair.run(5_000);
        assertThat(pair.left.detail())
                .isEqualTo("Up, sends every 100 ms, hears every 100 ms, down after 300 ms of silence");
        assertThat(pair.left.news).containsExactly(WELL);
        assertThat(pair.right.news).containsExactly(WELL);
    }

    @Test
    void aChangedTtlTakesEffectWithoutLeavingUp() {
        Pair pair = new Pair(1).up();
        BfdSession old = Pair.session(Pair.RIGHT);
        pair.left.reload(new BfdSession(
                old.name(),
                old.neighbour(),
                old.source(),
                old.receiveInterval(),
                old.transmitInterval(),
                old.idleInterval(),
                old.multiplier(),
                old.passive(),
                254,
                old.mostHops(),
                old.multihop()));
        pair.run(DETECTION + 1);
        assertThat(pair.right.failed()).as("the neighbour wants 255").isTrue();
        assertThat(pair.right.detail()).contains("max_hops");
    }

    @Test
    void aRestartedNeighbourIsFoundAgain() {
        Pair pair = new Pair(1).up();
        pair.right.node.kill();
        pair.run(DETECTION + 1);
        assertThat(pair.left.failed()).isTrue();
        var factory = new BfdTrackerFactory(99);
        var platform = pair.right.node.start();
        platform.loop().execute(() -> factory.watch(Pair.session(Pair.LEFT), platform, health -> {}));
        pair.run(3_000);
        assertThat(pair.left.well()).isTrue();
    }

    @Test
    void aPulledCableIsNoticedAndAPluggedOneToo() {
        Pair pair = new Pair(1).up();
        pair.left.nic.unplug();
        pair.run(DETECTION + 1);
        assertThat(pair.left.failed() && pair.right.failed()).isTrue();
        pair.left.nic.plug();
        pair.run(3_000);
        assertThat(pair.left.well() && pair.right.well()).isTrue();
    }

    @Test
    void aPortThatAnotherProgramHasIsSaidAndHealsWhenItIsGone() throws Exception {
        Pair pair = new Pair(1);
        var taken = pair.left.platform.datagrams().listen(Family.IPV4, Ear.PORT, datagram -> {});
        pair.left.watch(Pair.session(Pair.RIGHT));
        pair.right.watch(Pair.session(Pair.LEFT));
        pair.run(3_000);
        assertThat(pair.left.health()).isEqualTo(new Health.Failed("UDP port 3784 for IPV4: taken on left"));

        taken.close();
        pair.run(4_000);

        assertThat(pair.left.well() && pair.right.well()).isTrue();
    }

    @Test
    void packetsFromBeyondARouterDoNotTouchTheSession() throws Exception {
        Pair pair = new Pair(1).up();
        byte[] down = new byte[24];
        down[0] = 0x20;
        down[1] = 0x40;
        down[2] = 3;
        down[3] = 24;
        down[7] = 1;
        var buffer = ByteBuffer.allocateDirect(24).put(down).flip();
        var far = pair.left
                .platform
                .datagrams()
                .open(new Flow(null, 50_000, Pair.address(Pair.RIGHT), Ear.PORT, 254, pair.left.nic.link()));

        far.send(buffer);
        pair.run(50);
        assertThat(pair.right.well()).isTrue();

        var near = pair.left
                .platform
                .datagrams()
                .open(new Flow(null, 50_001, Pair.address(Pair.RIGHT), Ear.PORT, 255, pair.left.nic.link()));
        near.send(buffer);
        pair.run(50);
        assertThat(pair.right.news).as("the same packet from nearby does").hasSizeGreaterThan(1);
    }

    @Test
    void noisyDatagramsChangeNothing() throws Exception {
        Pair pair = new Pair(1).up();
        var noise = pair.left
                .platform
                .datagrams()
                .open(new Flow(null, 50_000, Pair.address(Pair.RIGHT), Ear.PORT, 255, pair.left.nic.link()));
        var random = new SplittableRandom(5881);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = new byte[random.nextInt(80)];
            random.nextBytes(bytes);
            if (bytes.length > 11) {
                // Whatever else it says, it names a session that is not there.
                bytes[8] = 0;
                bytes[9] = 0;
                bytes[10] = 1;
                bytes[11] = 1;
            }
            noise.send(ByteBuffer.allocateDirect(80).put(bytes).flip());
        }
        pair.run(2_000);
        assertThat(pair.left.news).containsExactly(WELL);
        assertThat(pair.right.news).containsExactly(WELL);
    }
}
