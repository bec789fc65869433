package org.gemel.platform.simulated.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import org.gemel.api.engine.HandoverResult;
import org.gemel.api.engine.HandoverResult.End;
import org.gemel.platform.simulated.Nic;
import org.gemel.platform.simulated.Observer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Addresses go from router to router while one of them serves all the time. */
class HandoverScenariosTest {

    private static final Duration LIMIT = Duration.ofSeconds(4);

    /** Fails as soon as somebody gives an address up that nobody else has. */
    private static Cluster neverUnserved(Cluster cluster) {
        cluster.world.observe(new Observer() {
            @Override
            public void addressRemoved(Nic nic, InetAddress address, Removal why) {
                assertThat(cluster.routers).as("who has " + address).anyMatch(each -> each.nic.holds(address));
            }
        });
        return cluster;
    }

    private static HandoverResult handOver(Cluster cluster, int router) {
        return cluster.world
                .await(cluster.router(router).handOver(), Duration.ofMinutes(1))
                .get(0);
    }

    @ParameterizedTest
    @EnumSource
    void theBackupServesBeforeTheMasterLetsGo(Mode mode) {
        Cluster cluster = neverUnserved(
                Cluster.of(mode, Setting.priority(150), Setting.priority(100)).settled());
        HandoverResult result = handOver(cluster, 1);
        assertThat(result.end()).isEqualTo(End.HANDED_OVER);
        assertThat(result.text()).doesNotContain("nobody preempted");
        cluster.run(Duration.ofSeconds(30));
        assertThat(cluster.masters()).containsExactly(cluster.router(2));
        assertThat(cluster.router(1).holdsAny()).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void whoDoesNotPreemptIsServedByAResignation(Mode mode) {
        Cluster cluster = neverUnserved(
                Cluster.of(mode, Setting.priority(150), Setting.priority(100).nopreempt())
                        .settled());
        HandoverResult result = handOver(cluster, 1);
        assertThat(result.end()).isEqualTo(End.HANDED_OVER);
        assertThat(result.text()).contains("by a resignation with priority 0, because nobody preempted");
        assertThat(cluster.masters()).containsExactly(cluster.router(2));
    }

    @Test
    void aDelayOfPreemptionIsNotWaitedFor() {
        Cluster cluster = neverUnserved(
                Cluster.of(Mode.V3, Setting.priority(150), Setting.priority(100).preemptDelay(Duration.ofMinutes(5)))
                        .settled());
        assertThat(handOver(cluster, 1).end()).isEqualTo(End.HANDED_OVER);
    }

    @Test
    void amongSeveralTheBestTakesOver() {
        Cluster cluster =
                neverUnserved(Cluster.of(Mode.V3, Setting.priority(200), Setting.priority(100), Setting.priority(150))
                        .settled());
        handOver(cluster, 1);
        cluster.run(Duration.ofSeconds(10));
        assertThat(cluster.masters()).containsExactly(cluster.router(3));
    }

    @Test
    void betweenEqualPrioritiesItWorksBothWays() {
        Cluster cluster = neverUnserved(Cluster.of(Mode.V3, Setting.priority(100), Setting.priority(100))
                .settled());
        int first = cluster.routers.indexOf(cluster.masters().get(0)) + 1;
        assertThat(handOver(cluster, first).end()).isEqualTo(End.HANDED_OVER);
        assertThat(handOver(cluster, 3 - first).end()).isEqualTo(End.HANDED_OVER);
        assertThat(cluster.masters()).containsExactly(cluster.router(first));
    }

    @Test
    void withNobodyThereItStaysMaster() {
        Cluster cluster =
                neverUnserved(Cluster.of(Mode.V3, Setting.priority(150)).settled());
        assertThat(handOver(cluster, 1).end()).isEqualTo(End.STILL_MASTER);
        assertThat(cluster.router(1).master()).isTrue();
        assertThat(cluster.router(1).holdsAll()).isTrue();
    }

    @Test
    void theOwnersOwnAddressesAreNotGivenAway() {
        Cluster cluster = Cluster.of(Mode.V3, Setting.priority(255).owner(), Setting.priority(100))
                .settled();
        HandoverResult result = handOver(cluster, 1);
        assertThat(result.end()).isEqualTo(End.STILL_MASTER);
        assertThat(result.text()).contains("the interface's own");
    }

    @Test
    void anOwnerOfAddressesThatItWasLentHandsOver() {
        Cluster cluster = neverUnserved(Cluster.of(Mode.V3, Setting.priority(255), Setting.priority(100))
                .settled());
        assertThat(handOver(cluster, 1).end()).isEqualTo(End.HANDED_OVER);
        cluster.run(Duration.ofSeconds(30));
        assertThat(cluster.masters()).containsExactly(cluster.router(2));
    }

    @Test
    void aBackupHasNothingToHandOver() {
        Cluster cluster = Cluster.of(Mode.V3, Setting.priority(150), Setting.priority(100))
                .settled();
        assertThat(handOver(cluster, 2).end()).isEqualTo(End.NOT_MASTER);
    }

    @Test
    void itComesBackWhenItIsToldTo() {
        Cluster cluster = neverUnserved(Cluster.of(Mode.V3, Setting.priority(150), Setting.priority(100))
                .settled());
        handOver(cluster, 1);
        cluster.router(1).takeBack();
        cluster.run(Duration.ofSeconds(10));
        assertThat(cluster.masters()).containsExactly(cluster.router(1));
    }

    @Test
    void itComesBackWhenTheOtherDies() {
        Cluster cluster = Cluster.of(Mode.V3, Setting.priority(150), Setting.priority(100))
                .settled();
        handOver(cluster, 1);
        cluster.router(2).kill();
        cluster.run(Duration.ofSeconds(10));
        assertThat(cluster.masters()).containsExactly(cluster.router(1));
    }

    @Test
    void aGracefulStopIsOverInTheSkewTimeAndAMoment() {
        Cluster cluster = neverUnserved(Cluster.of(Mode.V3, Setting.priority(150), Setting.priority(100))
                .settled());
        long begun = cluster.world.now();
        cluster.router(1).retire(LIMIT);
        cluster.runUntil(() -> !cluster.router(1).node.running());
        assertThat(Duration.ofNanos(cluster.world.now() - begun))
                .isBetween(Duration.ofMillis(600), Duration.ofMillis(900));
        assertThat(cluster.masters()).contains(cluster.router(2));
    }

    @Test
    void aGracefulStopWhereNobodyWasEverHeardTakesOneSkewTime() {
        Cluster cluster = Cluster.of(Mode.V3, Setting.priority(150)).settled();
        long begun = cluster.world.now();
        cluster.router(1).retire(LIMIT);
        cluster.runUntil(() -> !cluster.router(1).node.running());
        assertThat(Duration.ofNanos(cluster.world.now() - begun)).isLessThan(Duration.ofMillis(1100));
        assertThat(cluster.router(1).holdsAny()).isFalse();
    }

    @Test
    void aStopInTheMiddleOfAHandoverNeedsNoMore() {
        Cluster cluster = neverUnserved(Cluster.of(Mode.V3, Setting.priority(150), Setting.priority(100))
                .settled());
        cluster.router(1).handOver();
        cluster.run(Duration.ofMillis(500));
        cluster.router(1).retire(LIMIT);
        cluster.run(Duration.ofSeconds(1));
        assertThat(cluster.router(1).node.running()).isFalse();
        assertThat(cluster.router(2).holdsAll()).isTrue();
    }

    @Test
    void whoeverIsExcludedDoesNotServeAndComesBackAfterwards() {
        Cluster cluster = neverUnserved(Cluster.of(Mode.V3, Setting.priority(150), Setting.priority(100))
                .settled());
        handOver(cluster, 1);
        cluster.router(1).exclude("in maintenance");
        cluster.run(Duration.ofSeconds(10));
        assertThat(cluster.masters()).containsExactly(cluster.router(2));
        assertThat(cluster.router(1).changes())
                .last()
                .extracting(Router.Change::reason)
                .isEqualTo("in maintenance");
        cluster.router(1).exclude(null);
        cluster.router(1).takeBack();
        cluster.run(Duration.ofSeconds(10));
        assertThat(cluster.masters()).containsExactly(cluster.router(1));
    }

    @Test
    void twoHandoversAtOnceAreOne() {
        Cluster cluster = Cluster.of(Mode.V3, Setting.priority(150), Setting.priority(100))
                .settled();
        List<HandoverResult> first = cluster.world.await(cluster.router(1).handOver(), Duration.ofMinutes(1));
        assertThat(first).hasSize(1);
        assertThat(handOver(cluster, 1).end()).isEqualTo(End.NOT_MASTER);
    }
}
