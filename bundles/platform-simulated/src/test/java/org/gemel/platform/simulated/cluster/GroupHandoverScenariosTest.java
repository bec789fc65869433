package org.gemel.platform.simulated.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.gemel.api.config.Configuration;
import org.gemel.api.config.Pacing;
import org.gemel.api.config.SyncGroup;
import org.gemel.api.config.VrrpInstance;
import org.gemel.api.engine.HandoverResult;
import org.gemel.api.engine.HandoverResult.End;
import org.gemel.api.event.Event;
import org.gemel.api.platform.MacAddress;
import org.gemel.api.status.VrrpState;
import org.gemel.platform.simulated.Client;
import org.gemel.platform.simulated.Conditions;
import org.gemel.platform.simulated.Lan;
import org.gemel.platform.simulated.Nic;
import org.gemel.platform.simulated.Observer;
import org.gemel.platform.simulated.World;
import org.gemel.platform.simulated.internal.DefaultSimulator;
import org.junit.jupiter.api.Test;

/** A sync group is handed over as a whole or not at all, and nobody misses a member of it. */
class GroupHandoverScenariosTest {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration SLOW = Duration.ofSeconds(5);

    private final World world = new DefaultSimulator().newWorld(1);
    private final List<Lan> lans = List.of(lan("a"), lan("b"));
    private final GroupRouter master = new GroupRouter(world, lans, 1, 200);
    private final GroupRouter other = new GroupRouter(world, lans, 2, 100);

    private Lan lan(String name) {
        Lan lan = world.newLan(name);
        lan.conditions(Conditions.WIRED);
        return lan;
    }

    /** The master's group has a fast member and one with this interval; the other has these virtual routers, in a group or not. */
    private void settle(Duration second, boolean grouped, int... others) {
        master.apply(grouped(List.of(master.instance(0), every(second, master.instance(1)))));
        List<VrrpInstance> instances = Arrays.stream(others)
                .mapToObj(each -> each == 1 ? every(second, other.instance(1)) : other.instance(each))
                .toList();
        other.apply(grouped ? grouped(instances) : new Configuration("r2", instances));
        world.run(Duration.ofMinutes(1));
        assertThat(master.all(VrrpState.MASTER)).isTrue();
        world.observe(new Observer() {
            @Override
            public void addressRemoved(Nic nic, InetAddress address, Removal why) {
                assertThat(List.of(master, other))
                        .as("who has " + address)
                        .anyMatch(router -> router.nics.stream().anyMatch(each -> each.holds(address)));
            }
        });
    }

    private static VrrpInstance every(Duration interval, VrrpInstance instance) {
        return instance.toBuilder().advertInterval(interval).build();
    }

    private static Configuration grouped(List<VrrpInstance> instances) {
        return new Configuration.Builder("r")
                .instances(instances)
                .syncGroups(List.of(new SyncGroup(
                        "G", instances.stream().map(VrrpInstance::name).toList(), List.of(), false)))
                .build();
    }

    private List<HandoverResult> handOver() {
        return world.await(master.handOver(), Duration.ofMinutes(2));
    }

    @Test
    void toAGroupItGoesAtOnceWhateverTheIntervalsAre() {
        settle(SLOW, true, 0, 1);
        long begun = world.now();
        assertThat(handOver()).extracting(HandoverResult::end).containsOnly(End.HANDED_OVER);
        assertThat(Duration.ofNanos(world.now() - begun)).isLessThan(SLOW);
        assertThat(other.holdsAll()).isTrue();
        assertThat(master.all(VrrpState.BACKUP)).isTrue();
    }

    @Test
    void aSlowerMemberServesUntilItIsSucceededToo() {
        settle(SLOW, false, 0, 1);
        List<HandoverResult> results = handOver();
        assertThat(results).extracting(HandoverResult::end).containsOnly(End.HANDED_OVER);
        assertThat(results.get(0).text()).doesNotContain("nobody preempted");
        assertThat(results.get(1).text()).contains("by a resignation with priority 0, because nobody preempted");
        assertThat(other.holdsAll()).isTrue();
        assertThat(master.all(VrrpState.BACKUP)).isTrue();
    }

    @Test
    void aMemberThatNobodyElseServesKeepsTheWholeGroup() {
        settle(SECOND, false, 0);
        int events = master.events.size();
        List<HandoverResult> results = handOver();
        assertThat(results).extracting(HandoverResult::end).containsOnly(End.STILL_MASTER);
        assertThat(results.get(0).text())
                .contains("taken back, because the sync group stays together and nobody took over V1 within");
        assertThat(results.get(1).text()).contains("nobody took over within");
        world.run(SECOND);
        assertThat(master.all(VrrpState.MASTER)).isTrue();
        assertThat(master.holdsAll()).isTrue();
        assertThat(other.state(0)).isEqualTo(VrrpState.BACKUP);
        assertThat(master.events.subList(events, master.events.size())).hasOnlyElementsOfType(Event.Problem.class);
    }

    @Test
    void whoLearntOfASuccessorIsToldOfTheGroupThatWasKept() {
        settle(SECOND, false, 0);
        Client client = lans.get(0).newClient("client", new MacAddress(0x0200_0000_ff00L));
        client.probe(GroupRouter.vip(0), Duration.ofMillis(1));
        handOver();
        world.run(SECOND);
        assertThat(client.neighbour(GroupRouter.vip(0)))
                .isEqualTo(master.nics.get(0).mac());
        assertThat(client.lost()).isZero();
    }

    /** The other may announce as slowly as this router is told to, and needs not be waited for so long. */
    @Test
    void slowAnnouncementsAreNotWaitedForToTheEnd() {
        settle(SECOND, true, 0, 1);
        master.apply(grouped(List.of(master.instance(0), master.instance(1))).toBuilder()
                .pacing(new Pacing(Duration.ofMinutes(1), Duration.ZERO, List.of()))
                .build());
        long begun = world.now();
        assertThat(handOver()).extracting(HandoverResult::end).containsOnly(End.HANDED_OVER);
        assertThat(Duration.ofNanos(world.now() - begun)).isBetween(Duration.ofSeconds(3), Duration.ofSeconds(8));
    }

    @Test
    void aStopGivesASlowerMemberItsTime() {
        settle(Duration.ofSeconds(3), false, 0, 1);
        world.await(master.retire(Duration.ofSeconds(4)), Duration.ofMinutes(1));
        assertThat(other.holdsAll()).isTrue();
    }

    @Test
    void aStopInTheMiddleOfAHandoverGivesASlowerMemberItsTime() {
        settle(Duration.ofSeconds(3), false, 0, 1);
        var handover = master.handOver();
        world.runUntil(() -> other.state(0) == VrrpState.MASTER, Duration.ofMinutes(1));
        world.await(master.retire(Duration.ofSeconds(4)), Duration.ofMinutes(1));
        assertThat(handover).isCompleted();
        assertThat(other.holdsAll()).isTrue();
    }
}
