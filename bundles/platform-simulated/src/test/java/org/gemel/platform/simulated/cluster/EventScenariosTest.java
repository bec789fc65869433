package org.gemel.platform.simulated.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.gemel.api.config.Configuration;
import org.gemel.api.config.SyncGroup;
import org.gemel.api.event.Event;
import org.gemel.api.status.VrrpState;
import org.gemel.platform.simulated.Conditions;
import org.gemel.platform.simulated.Lan;
import org.gemel.platform.simulated.World;
import org.gemel.platform.simulated.internal.DefaultSimulator;
import org.junit.jupiter.api.Test;

/** What listeners are told of, and in which order. */
class EventScenariosTest {

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
        better.events.clear();
        other.events.clear();
    }

    /** Behaviour 83. */
    @Test
    void theFirstStateIsTold() {
        better.withOracle();
        better.apply(better.configuration());
        assertThat(told(better)).containsExactly("V0 BACKUP", "V1 BACKUP", "G BACKUP");
    }

    /** Behaviour 69. */
    @Test
    void aGroupIsToldAfterItsMembers() {
        settle();
        better.nics.get(0).unplug();
        world.run(Duration.ofSeconds(1));
        assertThat(told(better)).containsExactly("V0 FAULT", "V1 FAULT", "G FAULT");
        assertThat(told(other)).containsExactly("V1 MASTER", "V0 MASTER", "G MASTER");
    }

    /** Behaviour 24. */
    @Test
    void aStopIsToldOfEachAndThenOfTheGroup() {
        settle();
        better.stop(() -> {});
        assertThat(told(better)).containsExactly("V0 INIT", "V1 INIT", "V0 STOPPED", "V1 STOPPED", "G STOPPED");
    }

    /** Behaviour 104. */
    @Test
    void whatAReloadTakesAwayHasEnded() {
        settle();
        better.apply(better.configuration().toBuilder()
                .instances(List.of(better.instance(0)))
                .syncGroups(List.of())
                .build());
        assertThat(told(better)).containsExactly("V1 INIT", "V1 REMOVED", "G REMOVED");
    }

    /** Behaviour 83. */
    @Test
    void aReloadThatChangesNoStateTellsNothing() {
        settle();
        Configuration same = better.configuration();
        better.apply(same);
        better.apply(same.toBuilder()
                .instances(List.of(better.instance(0).toBuilder().priority(201).build(), better.instance(1)))
                .build());
        world.run(Duration.ofSeconds(8));
        assertThat(told(better)).isEmpty();
    }

    @Test
    void aGroupThatAReloadMakesOfMastersIsToldWhenItsStateChanges() {
        settle();
        better.apply(better.configuration().toBuilder()
                .syncGroups(List.of(new SyncGroup("H", List.of("V0", "V1"), List.of(), false)))
                .build());
        assertThat(told(better)).containsExactly("G REMOVED");
        better.nics.get(0).unplug();
        world.run(Duration.ofSeconds(1));
        assertThat(told(better)).endsWith("H FAULT");
    }

    /** Behaviour 34. */
    @Test
    void aMasterThatHearsALowerPriorityTellsSo() {
        settle();
        for (int i = 0; i < lans.size(); i++) {
            lans.get(i).cut(better.nics.get(i), other.nics.get(i));
        }
        world.run(Duration.ofSeconds(8));
        assertThat(other.all(VrrpState.MASTER)).isTrue();
        assertThat(told(better)).isSubsetOf("V0 lower 200", "V1 lower 200").isNotEmpty();
    }

    /** The other yields with an advertisement of the lowest priority. */
    @Test
    void whoHasJustTakenOverDoesNotTellThatItHearsTheOther() {
        settle();
        better.node.kill();
        world.run(Duration.ofSeconds(8));
        assertThat(other.all(VrrpState.MASTER)).isTrue();
        GroupRouter third = new GroupRouter(world, lans, 3, 150);
        third.withOracle();
        third.apply(third.configuration());
        world.run(Duration.ofSeconds(8));
        assertThat(third.all(VrrpState.MASTER)).isTrue();
        assertThat(third.status(0).counters().get("advertisement-rcvd")).isPositive();
        assertThat(told(third)).noneMatch(word -> word.contains("lower"));
    }

    private static List<String> told(GroupRouter router) {
        return router.events.stream().flatMap(EventScenariosTest::word).toList();
    }

    private static Stream<String> word(Event event) {
        String name = event.subject().name() + " ";
        if (event instanceof Event.Transition transition) {
            return Stream.of(name + transition.to());
        }
        if (event instanceof Event.GroupTransition transition) {
            return Stream.of(name + transition.to());
        }
        if (event instanceof Event.Ended ended) {
            return Stream.of(name + ended.end());
        }
        if (event instanceof Event.GroupEnded ended) {
            return Stream.of(name + ended.end());
        }
        if (event instanceof Event.PriorityChanged changed) {
            return Stream.of(name + "priority " + changed.to());
        }
        return event instanceof Event.LowerPriorityHeard heard
                ? Stream.of(name + "lower " + heard.priority())
                : Stream.of(event.toString());
    }
}
