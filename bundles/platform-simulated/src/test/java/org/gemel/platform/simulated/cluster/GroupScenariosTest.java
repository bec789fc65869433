package org.gemel.platform.simulated.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gemel.api.config.Configuration;
import org.gemel.api.config.LinkDelays;
import org.gemel.api.config.StartDelay;
import org.gemel.api.config.SyncGroup;
import org.gemel.api.config.Tracked;
import org.gemel.api.config.Tracking;
import org.gemel.api.config.VirtualAddress;
import org.gemel.api.config.VrrpInstance;
import org.gemel.api.event.Event;
import org.gemel.api.status.VrrpState;
import org.gemel.api.tracker.Health;
import org.gemel.platform.simulated.Conditions;
import org.gemel.platform.simulated.Lan;
import org.gemel.platform.simulated.World;
import org.gemel.platform.simulated.internal.DefaultSimulator;
import org.junit.jupiter.api.Test;

/** Sync groups, and what is tracked. */
class GroupScenariosTest {

    private final World world = new DefaultSimulator().newWorld(1);
    private final List<Lan> lans = List.of(lan("a"), lan("b"));
    private final GroupRouter better = new GroupRouter(world, lans, 1, 200);
    private final GroupRouter other = new GroupRouter(world, lans, 2, 100);

    private Lan lan(String name) {
        Lan lan = world.newLan(name);
        lan.conditions(Conditions.WIRED);
        return lan;
    }

    private void settle() {
        for (GroupRouter router : List.of(better, other)) {
            router.withOracle();
            router.apply(router.configuration());
        }
        world.run(Duration.ofSeconds(8));
        assertThat(better.all(VrrpState.MASTER)).isTrue();
        assertThat(other.all(VrrpState.BACKUP)).isTrue();
    }

    private void alone(VrrpInstance... instances) {
        better.apply(new Configuration("r1", List.of(instances)));
        world.run(Duration.ofSeconds(8));
    }

    /** Behaviour 67; on the LAN that is well the others hear of it at once, and wait their skew time only. */
    @Test
    void aPulledCableMovesTheWholeGroup() {
        settle();
        better.nics.get(0).unplug();
        world.run(Duration.ofMillis(700));
        assertThat(better.all(VrrpState.FAULT)).isTrue();
        assertThat(other.all(VrrpState.MASTER)).isTrue();
        assertThat(better.status(1).reason()).isEqualTo("sync group G: V0: interface eth0 is down");
        better.nics.get(0).plug();
        world.run(Duration.ofSeconds(4));
        assertThat(better.all(VrrpState.MASTER)).isTrue();
    }

    /** The other router is well, and would take everything back; seen on keepalived 2.2.7. */
    @Test
    void aBrokenLanBetweenTheRoutersDoesNotMoveTheGroup() {
        settle();
        int events = better.events.size();
        lans.get(0).partition(List.of(List.of(better.nics.get(0)), List.of(other.nics.get(0))));
        world.run(Duration.ofMinutes(1));
        assertThat(better.events).hasSize(events);
        assertThat(other.all(VrrpState.BACKUP)).isTrue();
        assertThat(other.events.get(other.events.size() - 1)).isInstanceOfSatisfying(Event.Problem.class, problem -> {
            assertThat(problem.code()).isEqualTo("sync-group-divided");
            assertThat(problem.message()).contains("no master is heard on eth0").contains("V1");
        });
    }

    @Test
    void aGroupOfUnequalIntervalsTakesOverAsSoonAsTheFirstMemberMissesItsMaster() {
        for (GroupRouter router : List.of(better, other)) {
            VrrpInstance slow = router.instance(1).toBuilder()
                    .advertInterval(Duration.ofSeconds(5))
                    .build();
            router.apply(router.configuration().toBuilder()
                    .instances(List.of(router.instance(0), slow))
                    .syncGroups(List.of(new SyncGroup("G", List.of("V0", "V1"), List.of(), false)))
                    .build());
        }
        world.run(Duration.ofSeconds(40));
        assertThat(better.all(VrrpState.MASTER)).isTrue();
        better.node.kill();
        world.run(Duration.ofMillis(3700));
        assertThat(other.all(VrrpState.MASTER)).isTrue();
        assertThat(other.events)
                .filteredOn(Event.Problem.class::isInstance)
                .extracting(event -> ((Event.Problem) event).code())
                .doesNotContain("sync-group-divided");
    }

    @Test
    void aFailedScriptOfTheGroupFaultsItAndOneThatIsWellAgainBringsItBack() {
        settle();
        better.oracle.say(GroupRouter.SCRIPT, new Health.Failed("exit 1"));
        world.run(Duration.ofSeconds(1));
        assertThat(better.all(VrrpState.FAULT)).isTrue();
        assertThat(other.all(VrrpState.MASTER)).isTrue();
        assertThat(better.status(0).reason()).isEqualTo("sync group G: script chk: exit 1");
        better.oracle.say(GroupRouter.SCRIPT, new Health.Well());
        world.run(Duration.ofSeconds(4));
        assertThat(better.all(VrrpState.MASTER)).isTrue();
    }

    /** Behaviours 44 and 57. */
    @Test
    void aWeightMovesTheGroupAndIsExplained() {
        settle();
        better.oracle.say(GroupRouter.FILE, new Health.Level(-15));
        world.run(Duration.ofSeconds(5));
        assertThat(other.all(VrrpState.MASTER)).isTrue();
        assertThat(better.status(0).effectivePriority()).isEqualTo(50);
        assertThat(better.events)
                .filteredOn(Event.PriorityChanged.class::isInstance)
                .extracting(event -> ((Event.PriorityChanged) event).reason())
                .containsOnly("200 configured, file level -150");
    }

    /** Behaviour 31. */
    @Test
    void aGroupWaitsForTheFirstVerdict() {
        better.withOracle();
        better.oracle.say(GroupRouter.SCRIPT, new Health.Unknown());
        better.apply(better.configuration());
        world.run(Duration.ofSeconds(8));
        assertThat(better.status(0).state()).isEqualTo(VrrpState.INIT);
        assertThat(better.status(1).reason()).isEqualTo("waiting for the first verdict of script chk");
        better.oracle.say(GroupRouter.SCRIPT, new Health.Well());
        world.run(Duration.ofSeconds(4));
        assertThat(better.all(VrrpState.MASTER)).isTrue();
    }

    @Test
    void withoutATrackerWhatItWouldWatchHasFailed() {
        better.apply(better.configuration());
        world.run(Duration.ofMillis(1900));
        assertThat(better.status(0).state()).isEqualTo(VrrpState.INIT);
        world.run(Duration.ofMillis(200));
        assertThat(better.all(VrrpState.FAULT)).isTrue();
        assertThat(better.status(0).reason())
                .contains("script chk: there is no tracker")
                .contains("org.gemel.tracking");
        better.withOracle();
        world.run(Duration.ofSeconds(4));
        assertThat(better.all(VrrpState.MASTER)).isTrue();
    }

    @Test
    void aFailureThatOnlyWeighsIsReported() {
        Tracked soft = new Tracked(Tracked.Kind.SCRIPT, GroupRouter.SCRIPT, 10, false);
        better.withOracle();
        better.oracle.say(GroupRouter.SCRIPT, new Health.Unknown());
        better.apply(better.configuration().toBuilder()
                .instances(List.of(tracking(better.instance(0), new Tracking(true, false, List.of(soft)))))
                .syncGroups(List.of())
                .build());
        better.oracle.say(GroupRouter.SCRIPT, new Health.Failed("exit 1"));
        better.oracle.say(GroupRouter.SCRIPT, new Health.Failed("exit 2"));
        world.run(Duration.ofSeconds(1));
        assertThat(better.events)
                .filteredOn(Event.Problem.class::isInstance)
                .extracting(event -> ((Event.Problem) event).message())
                .containsExactly("script chk has failed: exit 1");
    }

    @Test
    void aVerdictOutlivesItsTracker() {
        settle();
        int events = better.events.size();
        better.factory.removeTrackers(better.oracle, Map.of("tracker.kind", "script"));
        world.run(Duration.ofSeconds(10));
        assertThat(better.oracle.watching).isEqualTo(1);
        better.oracle.say(GroupRouter.SCRIPT, new Health.Unknown());
        better.factory.addTrackers(better.oracle, Map.of("tracker.kind", "script"));
        world.run(Duration.ofSeconds(10));
        assertThat(better.events).hasSize(events);
        better.oracle.say(GroupRouter.SCRIPT, new Health.Failed("exit 1"));
        world.run(Duration.ofSeconds(1));
        assertThat(better.all(VrrpState.FAULT)).isTrue();
    }

    /** Behaviour 103. */
    @Test
    void whoWatchesNextIsToldTheVerdict() {
        settle();
        better.factory.removeTrackers(better.oracle, Map.of("tracker.kind", "script"));
        world.run(Duration.ofSeconds(1));
        better.factory.addTrackers(better.oracle, Map.of("tracker.kind", "script"));
        world.run(Duration.ofSeconds(1));
        assertThat(better.oracle.last).isEqualTo(new Health.Well());
    }

    @Test
    void aTrackerThatBreaksHasFailedAndIsTriedAgainWithTheNextReload() {
        better.oracle.broken = true;
        better.withOracle();
        better.apply(better.configuration());
        assertThat(better.all(VrrpState.FAULT)).isTrue();
        assertThat(better.status(0).reason())
                .contains("script chk: its tracker does not work")
                .contains("no eyes");
        better.oracle.broken = false;
        better.apply(better.configuration());
        world.run(Duration.ofSeconds(8));
        assertThat(better.all(VrrpState.MASTER)).isTrue();
    }

    @Test
    void aTrackerThatBreaksLaterDoesNotTakeTheVerdictAlong() {
        settle();
        better.factory.removeTrackers(better.oracle, Map.of("tracker.kind", "script"));
        world.run(Duration.ofSeconds(1));
        better.oracle.broken = true;
        better.factory.addTrackers(better.oracle, Map.of("tracker.kind", "script"));
        world.run(Duration.ofSeconds(5));
        assertThat(better.all(VrrpState.MASTER)).isTrue();
        assertThat(better.status(0).trackers().get(0).detail())
                .contains("no eyes")
                .contains("last verdict kept");
    }

    @Test
    void nobodyWatchesAfterTheStopWhoeverComesThen() {
        settle();
        better.stop(() -> {
            better.factory.removeTrackers(better.oracle, Map.of("tracker.kind", "script"));
            better.withOracle();
        });
        world.run(Duration.ofSeconds(1));
        assertThat(better.oracle.watching).isZero();
    }

    @Test
    void aThingIsWatchedOnceAndAReloadWithAnEqualDefinitionDoesNotDisturbThat() {
        settle();
        assertThat(better.oracle.watching).isEqualTo(2);
        Configuration before = better.configuration();
        Tracked script = before.syncGroups().get(0).tracked().get(0);
        VrrpInstance tracking = before.instances().get(0).toBuilder()
                .tracking(new Tracking(true, false, List.of(script)))
                .build();
        int events = better.events.size();
        better.apply(before.toBuilder()
                .instances(List.of(tracking, before.instances().get(1)))
                .build());
        world.run(Duration.ofSeconds(5));
        assertThat(better.oracle.watching).isEqualTo(2);
        assertThat(better.events).hasSize(events);
    }

    @Test
    void aMemberThatIsAddedJoinsTheMasters() {
        settle();
        Configuration both = better.configuration();
        for (GroupRouter router : List.of(better, other)) {
            SyncGroup one = new SyncGroup("G", List.of("V0"), List.of(), false);
            router.apply(router.configuration().toBuilder()
                    .instances(List.of(router.instance(0)))
                    .syncGroups(List.of(one))
                    .trackers(List.of())
                    .build());
        }
        world.run(Duration.ofSeconds(5));
        better.apply(both);
        other.apply(other.configuration());
        assertThat(better.all(VrrpState.MASTER)).isTrue();
        world.run(Duration.ofSeconds(5));
        assertThat(better.all(VrrpState.MASTER)).isTrue();
        assertThat(other.all(VrrpState.BACKUP)).isTrue();
    }

    @Test
    void whoBecomesOwnerDoesNotPullAGroupAlongThatTheReloadDissolves() {
        settle();
        VrrpInstance owner = other.instance(0).toBuilder().priority(255).build();
        VrrpInstance elsewhere = other.instance(1).toBuilder()
                .addresses(List.of(new VirtualAddress(Mode.address("10.1.0.101"), 24, "eth1", 0, null, null)))
                .build();
        other.apply(new Configuration("r2", List.of(owner, elsewhere)));
        world.run(Duration.ofMillis(1));
        assertThat(other.state(0)).isEqualTo(VrrpState.MASTER);
        assertThat(other.state(1)).isEqualTo(VrrpState.BACKUP);
        assertThat(other.nics.get(1).holds(GroupRouter.vip(1))).isFalse();
    }

    /** Behaviour 70. */
    @Test
    void whoBecomesOwnerInAMixedGroupWaitsLikeTheOthers() {
        other.withOracle();
        other.apply(other.configuration());
        VrrpInstance owner = other.instance(0).toBuilder().priority(255).build();
        other.apply(other.configuration().toBuilder()
                .instances(List.of(owner, other.instance(1)))
                .build());
        world.run(Duration.ofMillis(1));
        assertThat(other.all(VrrpState.BACKUP)).isTrue();
    }

    /** Behaviour 64. */
    @Test
    void aListedInterfaceThatIsDownMeansFaultOrItsWeight() {
        Tracked hard = new Tracked(Tracked.Kind.INTERFACE, "eth1", 0, false);
        Tracked soft = new Tracked(Tracked.Kind.INTERFACE, "eth1", -30, false);
        alone(tracking(better.instance(0), new Tracking(true, false, List.of(hard))));
        better.nics.get(1).unplug();
        world.run(Duration.ofMillis(10));
        assertThat(better.state(0)).isEqualTo(VrrpState.FAULT);
        alone(tracking(better.instance(0), new Tracking(true, false, List.of(soft))));
        assertThat(better.state(0)).isEqualTo(VrrpState.MASTER);
        assertThat(better.status(0).effectivePriority()).isEqualTo(170);
    }

    private static VrrpInstance tracking(VrrpInstance instance, Tracking tracking) {
        return instance.toBuilder().tracking(tracking).build();
    }

    @Test
    void withDontTrackPrimaryAMasterStaysWithoutItsLink() {
        alone(tracking(better.instance(0), new Tracking(false, false, List.of())));
        better.nics.get(0).unplug();
        world.run(Duration.ofSeconds(5));
        assertThat(better.state(0)).isEqualTo(VrrpState.MASTER);
    }

    /** Behaviour 75. */
    @Test
    void withTrackSrcIpAMissingSourceAddressMeansFault() {
        VrrpInstance instance = better.instance(0).toBuilder()
                .source(Mode.address("10.0.0.77"))
                .tracking(new Tracking(true, true, List.of()))
                .build();
        alone(instance);
        assertThat(better.state(0)).isEqualTo(VrrpState.FAULT);
        better.nics.get(1).addAddress(Mode.address("10.0.0.77"), 32);
        world.run(Duration.ofSeconds(4));
        assertThat(better.state(0)).isEqualTo(VrrpState.MASTER);
    }

    /** Behaviour 66. */
    @Test
    void aShortFailureOfALinkDoesNotCountWithADelay() {
        better.apply(new Configuration.Builder("r1")
                .instances(List.of(better.instance(0)))
                .linkDelays(List.of(new LinkDelays("eth0", Duration.ofSeconds(1), Duration.ofSeconds(2))))
                .build());
        world.run(Duration.ofSeconds(8));
        better.nics.get(0).unplug();
        world.run(Duration.ofMillis(900));
        better.nics.get(0).plug();
        world.run(Duration.ofSeconds(5));
        assertThat(better.state(0)).isEqualTo(VrrpState.MASTER);
        better.nics.get(0).unplug();
        world.run(Duration.ofMillis(1100));
        assertThat(better.state(0)).isEqualTo(VrrpState.FAULT);
        better.nics.get(0).plug();
        world.run(Duration.ofMillis(1900));
        assertThat(better.state(0)).isEqualTo(VrrpState.FAULT);
        world.run(Duration.ofMillis(200));
        assertThat(better.state(0)).isEqualTo(VrrpState.BACKUP);
    }

    /** Behaviour 30. */
    @Test
    void aStartDelayKeepsOutOfTheElection() {
        List<VrrpState> seen = new ArrayList<>();
        better.apply(new Configuration.Builder("r1")
                .instances(List.of(better.instance(0)))
                .startDelay(new StartDelay(Duration.ofSeconds(5), Duration.ofSeconds(2)))
                .build());
        for (int second = 0; second < 9; second += 4) {
            world.run(Duration.ofSeconds(4));
            seen.add(better.status(0).state());
        }
        assertThat(seen).containsExactly(VrrpState.INIT, VrrpState.BACKUP, VrrpState.MASTER);
    }

    /** Behaviour 70. */
    @Test
    void anOwnerAmongOthersStartsAsBackup() {
        SyncGroup group = new SyncGroup("G", List.of("V0", "V1"), List.of(), false);
        better.apply(new Configuration.Builder("r1")
                .instances(List.of(better.instance(0).toBuilder().priority(255).build(), better.instance(1)))
                .syncGroups(List.of(group))
                .build());
        world.run(Duration.ofMillis(100));
        assertThat(better.all(VrrpState.BACKUP)).isTrue();
        assertThat(better.status().groups()).hasToString("[GroupStatus[name=G, members=[V0, V1], state=BACKUP]]");
        assertThat(better.status(0).untilTakeover()).isPositive().isLessThan(Duration.ofSeconds(4));
    }
}
