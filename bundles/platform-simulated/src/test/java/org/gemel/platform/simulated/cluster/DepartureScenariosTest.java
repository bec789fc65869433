package org.gemel.platform.simulated.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import org.gemel.api.event.Event;
import org.gemel.api.platform.MacAddress;
import org.gemel.api.status.VrrpState;
import org.gemel.api.tracker.Health;
import org.gemel.platform.simulated.Client;
import org.gemel.platform.simulated.Conditions;
import org.gemel.platform.simulated.Lan;
import org.gemel.platform.simulated.Nic;
import org.gemel.platform.simulated.Observer;
import org.gemel.platform.simulated.World;
import org.gemel.platform.simulated.internal.DefaultSimulator;
import org.junit.jupiter.api.Test;

/** What a master tracks fails, so that it may not serve any more; it serves until another does. */
class DepartureScenariosTest {

    private static final Duration SKEW = Duration.ofMillis(610);
    private static final Duration LEAVING = Duration.ofMillis(900);

    private final World world = new DefaultSimulator().newWorld(1);
    private final List<Lan> lans = List.of(lan("a"), lan("b"));
    private final GroupRouter master = new GroupRouter(world, lans, 1, 200);
    private final GroupRouter other = new GroupRouter(world, lans, 2, 100);

    private Lan lan(String name) {
        Lan lan = world.newLan(name);
        lan.conditions(Conditions.WIRED);
        return lan;
    }

    private void settle(GroupRouter... routers) {
        for (GroupRouter router : routers) {
            router.withOracle();
            router.apply(router.configuration());
        }
        world.run(Duration.ofSeconds(8));
        assertThat(master.all(VrrpState.MASTER)).isTrue();
        master.events.clear();
    }

    private void settle() {
        settle(master, other);
        other.events.clear();
    }

    private void neverUnserved() {
        world.observe(new Observer() {
            @Override
            public void addressRemoved(Nic nic, InetAddress address, Removal why) {
                assertThat(List.of(master, other))
                        .as("who has " + address)
                        .anyMatch(router -> router.nics.stream().anyMatch(each -> each.holds(address)));
            }
        });
    }

    private void fail() {
        master.oracle.say(GroupRouter.SCRIPT, new Health.Failed("exit 1"));
    }

    private void mend() {
        master.oracle.say(GroupRouter.SCRIPT, new Health.Well());
    }

    private static List<Object> transitions(GroupRouter router) {
        return router.events.stream()
                .filter(Event.GroupTransition.class::isInstance)
                .map(event -> (Object) ((Event.GroupTransition) event).to())
                .toList();
    }

    @Test
    void nobodyNotices() {
        settle();
        neverUnserved();
        Client client = lans.get(0).newClient("client", new MacAddress(0x0200_0000_ff00L));
        client.probe(GroupRouter.vip(0), Duration.ofMillis(1));
        fail();
        world.run(SKEW);
        assertThat(other.holdsAll()).isTrue();
        assertThat(master.holdsAll()).isTrue();
        world.run(LEAVING.minus(SKEW));
        assertThat(master.all(VrrpState.FAULT)).isTrue();
        world.run(Duration.ofSeconds(5));
        assertThat(client.lost()).isZero();
        assertThat(transitions(master)).containsExactly(VrrpState.FAULT);
        assertThat(transitions(other)).containsExactly(VrrpState.MASTER);
    }

    @Test
    void aFileThatSaysThatItMayNotServeIsNoOther() {
        settle();
        neverUnserved();
        master.oracle.say(GroupRouter.FILE, new Health.Level(-100));
        world.run(LEAVING);
        assertThat(master.all(VrrpState.FAULT)).isTrue();
        assertThat(other.holdsAll()).isTrue();
    }

    @Test
    void afterwardsItPreemptsAsAnyOther() {
        settle();
        neverUnserved();
        fail();
        world.run(Duration.ofSeconds(5));
        mend();
        world.run(Duration.ofSeconds(5));
        assertThat(master.all(VrrpState.MASTER)).isTrue();
        assertThat(other.all(VrrpState.BACKUP)).isTrue();
    }

    /** As keepalived does, only a little later. */
    @Test
    void whereNobodyWasEverHeardItWaitsForOneSkewTime() {
        settle(master);
        fail();
        world.run(Duration.ofMillis(1100));
        assertThat(master.all(VrrpState.FAULT)).isTrue();
        assertThat(master.nics.get(0).holds(GroupRouter.vip(0))).isFalse();
    }

    /** One that was heard once may not have heard the resignation. */
    @Test
    void whoIsNotSucceededGoesAllTheSame() {
        other.withOracle();
        other.apply(other.configuration());
        world.run(Duration.ofSeconds(8));
        settle(master);
        other.node.kill();
        fail();
        world.run(Duration.ofSeconds(3));
        assertThat(master.holdsAll()).isTrue();
        world.run(Duration.ofMillis(1100));
        assertThat(master.all(VrrpState.FAULT)).isTrue();
    }

    @Test
    void whatIsWellAgainBeforeAnybodyTookOverChangesNothing() {
        settle();
        neverUnserved();
        fail();
        world.run(Duration.ofMillis(300));
        mend();
        world.run(Duration.ofSeconds(8));
        assertThat(transitions(master)).isEmpty();
        assertThat(transitions(other)).isEmpty();
        assertThat(master.all(VrrpState.MASTER)).isTrue();
    }

    @Test
    void whatIsWellAgainTooLateLetsTheOtherServeFirst() {
        settle();
        neverUnserved();
        fail();
        world.run(SKEW.plusMillis(100));
        mend();
        world.run(LEAVING.minus(SKEW));
        assertThat(master.all(VrrpState.BACKUP)).isTrue();
        world.run(Duration.ofSeconds(5));
        assertThat(transitions(master)).containsExactly(VrrpState.BACKUP, VrrpState.MASTER);
        assertThat(transitions(other)).containsExactly(VrrpState.MASTER, VrrpState.BACKUP);
    }

    @Test
    void aCableThatIsPulledMeanwhileIsNotWaitedFor() {
        settle();
        fail();
        world.run(Duration.ofMillis(300));
        master.nics.get(0).unplug();
        world.run(Duration.ofMillis(1));
        assertThat(master.all(VrrpState.FAULT)).isTrue();
    }

    @Test
    void aStopMeanwhileIsNoFault() {
        settle();
        neverUnserved();
        fail();
        world.run(Duration.ofMillis(300));
        world.await(master.retire(Duration.ofSeconds(4)), Duration.ofSeconds(5));
        assertThat(transitions(master)).doesNotContain(VrrpState.FAULT);
        assertThat(other.holdsAll()).isTrue();
    }

    /** Programs are stopped together when a host goes down. */
    @Test
    void aFailureDuringAStopEndsNothingEarly() {
        settle();
        neverUnserved();
        var stopped = master.retire(Duration.ofSeconds(4));
        world.run(Duration.ofMillis(300));
        fail();
        world.await(stopped, Duration.ofSeconds(5));
        assertThat(transitions(master)).doesNotContain(VrrpState.FAULT);
    }

    @Test
    void aFailureDuringAHandoverIsNotNoticedEither() {
        settle();
        neverUnserved();
        var results = master.handOver();
        world.run(Duration.ofMillis(300));
        fail();
        world.run(LEAVING);
        assertThat(results).isCompleted();
        assertThat(master.all(VrrpState.FAULT)).isTrue();
        assertThat(other.holdsAll()).isTrue();
    }

    /** Who handed over preempts nobody, whatever else happened meanwhile. */
    @Test
    void aHandoverStaysOneWhenSomethingFailsMeanwhileAndIsWellAgain() {
        settle();
        neverUnserved();
        master.handOver();
        world.run(Duration.ofMillis(300));
        fail();
        world.run(LEAVING);
        mend();
        world.run(Duration.ofSeconds(8));
        assertThat(master.all(VrrpState.BACKUP)).isTrue();
        assertThat(other.holdsAll()).isTrue();
    }
}
