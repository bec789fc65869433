package org.gemel.platform.simulated.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gemel.platform.simulated.cluster.Setting.priority;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.gemel.api.config.VirtualAddress;
import org.gemel.api.event.Event;
import org.gemel.api.platform.Link;
import org.gemel.api.platform.MacAddress;
import org.gemel.api.status.VrrpState;
import org.gemel.platform.simulated.Client;
import org.gemel.platform.simulated.Conditions;
import org.gemel.platform.simulated.Nic;
import org.gemel.platform.simulated.Observer;
import org.junit.jupiter.api.Test;

/** What becomes of the address when something breaks. */
class FaultScenariosTest {

    private static final Duration FAST = Duration.ofMillis(100);

    private final InetAddress vip = Mode.V3.virtualAddresses().get(0).address();

    private static Cluster pair() {
        return Cluster.of(Mode.V3, priority(200), priority(100)).settled();
    }

    @Test
    void aKilledMasterLosesItsAddressesByTheKernelsHand() {
        Cluster cluster = pair();
        cluster.router(1).kill();
        cluster.run(Duration.ofMillis(2_500));
        assertThat(cluster.router(1).holdsAll()).isTrue();
        cluster.run(Duration.ofMillis(1_800));
        assertThat(cluster.router(1).holdsAny()).isFalse();
    }

    @Test
    void aHungMasterLosesItsAddressesAndDoesNotDisturbTheNewOneWhenItMayNotPreempt() {
        Cluster cluster =
                Cluster.of(Mode.V3, priority(200).nopreempt(), priority(100)).settled();
        cluster.router(1).node.pause();
        cluster.run(Duration.ofSeconds(6));
        assertThat(cluster.router(1).holdsAny()).isFalse();
        assertThat(cluster.router(2).master()).isTrue();
        int changes = cluster.router(2).changes().size();
        cluster.router(1).node.resume();
        cluster.run(Duration.ofSeconds(10));
        assertThat(cluster.masters()).containsExactly(cluster.router(2));
        assertThat(cluster.router(2).changes()).hasSize(changes);
    }

    /** The lease, in whole seconds, may outlive the master-down interval by far. */
    @Test
    void aHungMasterThatWakesWithinItsLeaseDoesNotDisturbTheNewOneWhenItMayNotPreempt() {
        Cluster cluster = Cluster.of(
                        Mode.V3,
                        priority(200).nopreempt().every(FAST),
                        priority(100).every(FAST))
                .settled();
        Router hung = cluster.masters().get(0);
        cluster.router(1).node.pause();
        cluster.run(Duration.ofSeconds(1));
        assertThat(cluster.router(2).master()).isTrue();
        assertThat(hung).isSameAs(cluster.router(1));
        int changes = cluster.router(2).changes().size();
        cluster.router(1).node.resume();
        cluster.run(Duration.ofSeconds(10));
        assertThat(cluster.masters()).containsExactly(cluster.router(2));
        assertThat(cluster.router(2).changes()).hasSize(changes);
    }

    @Test
    void aHungMasterThatWakesBeforeAnybodyTookOverGoesOn() {
        Cluster cluster =
                Cluster.of(Mode.V3, priority(200).nopreempt(), priority(100)).settled();
        cluster.router(1).node.pause();
        cluster.run(Duration.ofMillis(2_400));
        cluster.router(1).node.resume();
        cluster.run(Duration.ofSeconds(10));
        assertThat(cluster.router(1).changes()).hasSize(2);
        assertThat(cluster.masters()).containsExactly(cluster.router(1));
    }

    @Test
    void aHungMasterThatWakesAndMayPreemptReturnsOnlyAfterAMasterDownInterval() {
        Cluster cluster = pair();
        cluster.router(1).node.pause();
        cluster.run(Duration.ofSeconds(6));
        long woken = cluster.world.now();
        cluster.router(1).node.resume();
        cluster.run(Duration.ofMillis(1));
        assertThat(cluster.masters()).containsExactly(cluster.router(2));
        cluster.runUntil(cluster.router(1)::master);
        assertThat((cluster.world.now() - woken) / 1e9).isBetween(3.2, 3.3);
    }

    @Test
    void anAddressRemovedByHandIsBackAtOnceWithoutAChangeOfState() {
        Cluster cluster = pair();
        List<Event> events = new ArrayList<>();
        cluster.listen((router, event) -> events.add(event));
        cluster.router(1).nic.removeAddress(vip);
        assertThat(cluster.router(1).nic.holds(vip)).isFalse();
        cluster.run(Duration.ofNanos(1));
        assertThat(cluster.router(1).nic.holds(vip)).isTrue();
        cluster.run(Duration.ofSeconds(10));
        assertThat(events).hasOnlyElementsOfType(Event.AddressRestored.class).hasSize(1);
        assertThat(cluster.masters()).containsExactly(cluster.router(1));
    }

    @Test
    void anOwnersOwnAddressRemovedByHandComesBackAndStays() {
        Cluster cluster =
                Cluster.of(Mode.V3, priority(255).owner(), priority(100)).settled();
        List<String> removals = new ArrayList<>();
        cluster.router(1).nic.removeAddress(vip);
        cluster.world.observe(new Observer() {
            @Override
            public void addressRemoved(Nic nic, InetAddress address, Removal why) {
                removals.add(address.getHostAddress() + " " + why);
            }
        });
        cluster.run(Duration.ofSeconds(20));
        assertThat(cluster.router(1).holdsAll()).isTrue();
        assertThat(removals).isEmpty();
    }

    @Test
    void aMasterWhoseCableIsPulledIsInFaultAndReturnsAsABackupFirst() {
        Cluster cluster = pair();
        cluster.router(1).nic.unplug();
        cluster.run(Duration.ofMillis(1));
        assertThat(cluster.router(1).state()).isEqualTo(VrrpState.FAULT);
        assertThat(cluster.router(1).holdsAny()).isFalse();
        cluster.run(Duration.ofSeconds(5));
        assertThat(cluster.masters()).containsExactly(cluster.router(2));
        cluster.router(1).nic.plug();
        cluster.run(Duration.ofMillis(1));
        assertThat(cluster.router(1).state()).isEqualTo(VrrpState.BACKUP);
        cluster.run(Duration.ofSeconds(4));
        assertThat(cluster.masters()).containsExactly(cluster.router(1));
    }

    /** Behaviour 74. */
    @Test
    void aMasterWhoseInterfaceIsRemovedServesAgainOnOneOfTheSameName() {
        Cluster cluster = pair();
        List<Event.Problem> problems = new ArrayList<>();
        cluster.listen((router, event) -> {
            if (event instanceof Event.Problem problem) {
                problems.add(problem);
            }
        });
        Router first = cluster.router(1);
        first.node.disconnect(first.nic);
        cluster.run(Duration.ofSeconds(5));
        assertThat(first.state()).isEqualTo(VrrpState.FAULT);
        assertThat(cluster.masters()).containsExactly(cluster.router(2));
        Nic successor = first.node.connect(cluster.lan, Router.LINK, new MacAddress(0x0200_0000_00aaL), "10.0.0.11/24");
        cluster.run(Duration.ofSeconds(5));
        assertThat(cluster.masters()).containsExactly(first);
        assertThat(successor.holds(vip)).isTrue();
        assertThat(problems).isEmpty();
    }

    /** Behaviour 72: without an address to advertise from nobody can serve. */
    @Test
    void aMasterThatLosesItsAddressesIsInFaultUntilItHasOneAgain() {
        Cluster cluster = pair();
        Router first = cluster.router(1);
        for (Link.Address each : first.nic.link().addresses()) {
            first.nic.removeAddress(each.address());
        }
        cluster.run(Duration.ofMillis(501));
        assertThat(first.state()).isEqualTo(VrrpState.FAULT);
        assertThat(first.holdsAny()).isFalse();
        cluster.run(Duration.ofMillis(610));
        assertThat(cluster.masters()).containsExactly(cluster.router(2));
        first.nic.addAddress(first.source(), 24);
        cluster.run(Duration.ofSeconds(4));
        assertThat(cluster.masters()).containsExactly(first);
    }

    @Test
    void aPartitionMakesAMasterOnEachSideAndHealingLeavesTheBetterOneUndisturbed() {
        Cluster cluster = pair();
        cluster.lan.partition(List.of(List.of(cluster.router(1).nic), List.of(cluster.router(2).nic)));
        cluster.run(Duration.ofSeconds(5));
        assertThat(cluster.masters()).hasSize(2);
        cluster.lan.heal();
        cluster.run(Duration.ofSeconds(2));
        assertThat(cluster.masters()).containsExactly(cluster.router(1));
        assertThat(cluster.router(1).changes()).hasSize(2);
    }

    /** The lower router hears nothing and serves too; the better one stays, and answers within its rate limit. */
    @Test
    void aOneWaySplitNeitherMakesTheBetterRouterYieldNorAStorm() {
        Cluster cluster = pair();
        long sent = cluster.router(1).node.traffic().sent();
        cluster.lan.cut(cluster.router(1).nic, cluster.router(2).nic);
        cluster.run(Duration.ofSeconds(60));
        assertThat(cluster.masters()).hasSize(2);
        assertThat(cluster.router(1).changes()).hasSize(2);
        assertThat(cluster.router(1).node.traffic().sent() - sent).isBetween(115L, 121L);
        cluster.lan.heal();
        cluster.run(Duration.ofSeconds(2));
        assertThat(cluster.masters()).containsExactly(cluster.router(1));
    }

    /** Both hear each other's losing advertisements only at wire speed if nothing limits the answers. */
    @Test
    void twoMastersThatDuplicateAndReorderPacketsSettle() {
        Cluster cluster = Cluster.of(
                Mode.V3_IPV6, priority(100).every(FAST), priority(100).every(FAST));
        cluster.lan.conditions(Conditions.WIRED.withDuplication(0.5).withReordering(0.5, Duration.ofMillis(50)));
        cluster.settled();
        assertThat(cluster.masters()).hasSize(1);
        assertThat(cluster.router(1).node.traffic().sent()
                        + cluster.router(2).node.traffic().sent())
                .isLessThan(120);
    }

    @Test
    void twoLostAdvertisementsDoNotMakeATakeover() {
        Cluster cluster = pair();
        cluster.lan.cut(cluster.router(1).nic, cluster.router(2).nic);
        cluster.run(Duration.ofSeconds(2));
        cluster.lan.heal();
        cluster.run(Duration.ofSeconds(10));
        assertThat(cluster.router(2).changes()).hasSize(1);
    }

    @Test
    void aRestartedEngineTakesItsPredecessorsLeftoversOff() {
        Cluster cluster = Cluster.of(Mode.V3, priority(200), priority(100)).settled();
        cluster.router(1).kill();
        assertThat(cluster.router(1).holdsAll()).isTrue();
        cluster.router(1).start();
        cluster.run(Duration.ofMillis(1));
        assertThat(cluster.router(1).state()).isEqualTo(VrrpState.BACKUP);
        assertThat(cluster.router(1).holdsAny()).isFalse();
    }

    @Test
    void aClientLosesOnlyWhatTheProtocolAllowsWhenTheMasterDies() {
        Cluster cluster =
                Cluster.of(Mode.V3, priority(200).every(FAST), priority(100).every(FAST));
        Client client = cluster.lan.newClient("client", new MacAddress(0x0200_0000_00ffL));
        cluster.settled();
        client.probe(vip, Duration.ofMillis(10));
        cluster.run(Duration.ofSeconds(1));
        assertThat(client.lost()).isZero();
        cluster.router(1).nic.unplug();
        cluster.run(Duration.ofSeconds(2));
        assertThat(client.lost()).isBetween(26, 37);
        assertThat(client.probes().get(client.probes().size() - 1).answeredBy()).isEqualTo(cluster.router(2).node);
    }

    @Test
    void anOwnerWhoseOnlyAddressIsRemovedPutsItBackAndStays() {
        Cluster cluster =
                Cluster.of(Mode.V3, priority(255).owner(), priority(100)).settled();
        Router owner = cluster.router(1);
        owner.nic.removeAddress(owner.source());
        cluster.run(Duration.ofSeconds(1));
        int changes = owner.changes().size();
        for (VirtualAddress address : Mode.V3.virtualAddresses()) {
            owner.nic.removeAddress(address.address());
        }
        cluster.run(Duration.ofSeconds(10));
        assertThat(owner.changes()).hasSize(changes);
        assertThat(owner.master()).isTrue();
        assertThat(owner.holdsAll()).isTrue();
    }

    @Test
    void againstAProgramThatRemovesTheAddressAgainAndAgainItComesBackEverLater() {
        Cluster cluster = pair();
        List<Event> events = new ArrayList<>();
        cluster.listen((router, event) -> events.add(event));
        Nic nic = cluster.router(1).nic;
        List<Integer> returns = new ArrayList<>();
        for (int millis = 0; millis < 3_000; millis++) {
            if (nic.holds(vip)) {
                returns.add(millis);
            }
            nic.removeAddress(vip);
            cluster.run(Duration.ofMillis(1));
        }
        assertThat(returns).hasSizeBetween(5, 13);
        assertThat(returns.get(2)).isLessThan(50);
        assertThat(events).as("said once, and once that it goes on").hasSize(2);
        assertThat(events.get(0)).isInstanceOf(Event.AddressRestored.class);
        assertThat(events.get(1)).isInstanceOfSatisfying(Event.Problem.class, problem -> {
            assertThat(problem.code()).isEqualTo("address-contested");
            assertThat(problem.message()).contains(vip.getHostAddress(), "ip monitor address");
        });

        cluster.run(Duration.ofSeconds(10));
        events.clear();
        nic.removeAddress(vip);
        cluster.run(Duration.ofNanos(1));
        assertThat(events).hasOnlyElementsOfType(Event.AddressRestored.class).hasSize(1);
    }
}
