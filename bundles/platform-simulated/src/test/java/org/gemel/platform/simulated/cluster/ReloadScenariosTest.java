package org.gemel.platform.simulated.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gemel.platform.simulated.cluster.Setting.priority;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.gemel.api.config.ChecksumForm;
import org.gemel.api.config.Configuration;
import org.gemel.api.config.Family;
import org.gemel.api.config.Route;
import org.gemel.api.config.Subnet;
import org.gemel.api.config.VirtualAddress;
import org.gemel.api.config.VrrpInstance;
import org.gemel.api.event.Event;
import org.gemel.api.platform.MacAddress;
import org.gemel.api.status.VrrpState;
import org.gemel.platform.simulated.Nic;
import org.junit.jupiter.api.Test;

/** What a changed configuration does to routers that run. */
class ReloadScenariosTest {

    private final Cluster cluster =
            Cluster.of(Mode.V3, priority(200), priority(100)).settled();
    private final Router master = cluster.router(1);
    private final VrrpInstance before =
            master.setting.configuration(Mode.V3, 1, 2).instances().get(0);
    private final List<VirtualAddress> addresses = before.addresses();

    private void reload(Router router, VrrpInstance... instances) {
        router.apply(new Configuration("r", List.of(instances)), () -> {});
        cluster.run(Duration.ofMillis(1));
    }

    private static VrrpInstance with(VrrpInstance base, int vrid, int priority, List<VirtualAddress> addresses) {
        return base.toBuilder()
                .name("VI" + vrid)
                .vrid(vrid)
                .priority(priority)
                .addresses(addresses)
                .build();
    }

    @Test
    void aNewAddressIsServedAtOnceAndTheOthersAreNotTouched() {
        InetAddress added = Mode.address("10.0.0.3");
        List<VirtualAddress> more = new ArrayList<>(addresses);
        more.add(new VirtualAddress(added, 24, Router.LINK, 0, null, null));
        int changes = master.changes().size();
        reload(master, with(before, 51, 200, more));
        assertThat(master.nic.holds(added)).isTrue();
        assertThat(master.holdsAll()).isTrue();
        cluster.run(Duration.ofSeconds(10));
        assertThat(master.nic.holds(added)).isTrue();
        assertThat(master.changes()).hasSize(changes);
        assertThat(cluster.router(2).changes()).hasSize(1);
    }

    @Test
    void aNewAddressThatAcceptsNothingComesAfterTheRuleThatRefusesItsPackets() {
        InetAddress added = Mode.address("10.0.0.3");
        List<VirtualAddress> more = new ArrayList<>(addresses);
        more.add(new VirtualAddress(added, 24, Router.LINK, 0, null, null));
        VrrpInstance changed =
                with(before, 51, 200, more).toBuilder().accept(false).build();
        master.apply(new Configuration("r", List.of(changed)), () -> {});

        cluster.runUntil(() -> master.nic.holds(added));

        assertThat(master.node.refused()).contains(added);
        assertThat(master.holdsAll()).isTrue();
    }

    @Test
    void anAddressIsNotKeptWaitingForARuleThatWasTakenBackMeanwhile() {
        InetAddress added = Mode.address("10.0.0.3");
        List<VirtualAddress> more = new ArrayList<>(addresses);
        more.add(new VirtualAddress(added, 24, Router.LINK, 0, null, null));
        VrrpInstance refusing =
                with(before, 51, 200, more).toBuilder().accept(false).build();

        reload(master, refusing);
        reload(master, with(before, 51, 200, addresses));
        cluster.run(Duration.ofMillis(10));
        reload(master, refusing);
        cluster.runUntil(() -> master.nic.holds(added));
        cluster.run(Duration.ofMillis(1));

        assertThat(master.node.refused()).contains(added);
        cluster.run(Duration.ofSeconds(1));
        assertThat(master.node.refused()).contains(added);
    }

    @Test
    void aRemovedAddressIsGoneAtOnceAndStaysGone() {
        reload(master, with(before, 51, 200, addresses.subList(0, 1)));
        assertThat(master.nic.holds(addresses.get(0).address())).isTrue();
        assertThat(master.nic.holds(addresses.get(1).address())).isFalse();
        cluster.run(Duration.ofSeconds(10));
        assertThat(master.nic.holds(addresses.get(1).address())).isFalse();
        assertThat(cluster.masters()).containsExactly(master);
    }

    @Test
    void aMasterWhosePriorityFallsIsPreempted() {
        master.reload(master.setting.withPriority(50));
        cluster.run(Duration.ofSeconds(5));
        assertThat(cluster.masters()).containsExactly(cluster.router(2));
        assertThat(master.state()).isEqualTo(VrrpState.BACKUP);
    }

    @Test
    void aBackupWhosePriorityRisesPreempts() {
        cluster.router(2).reload(priority(250));
        cluster.run(Duration.ofSeconds(5));
        assertThat(cluster.masters()).containsExactly(cluster.router(2));
    }

    @Test
    void anInstanceThatIsRemovedSaysPriorityZeroAndGivesUpItsAddresses() {
        reload(master);
        assertThat(master.holdsAny()).isFalse();
        cluster.run(Duration.ofMillis(609));
        assertThat(cluster.masters()).containsExactly(cluster.router(2));
    }

    @Test
    void anotherInstanceIsAddedWithoutDisturbingTheFirst() {
        InetAddress added = Mode.address("10.0.0.4");
        int changes = master.changes().size();
        long heard = cluster.router(2).node.traffic().received();
        reload(
                master,
                before,
                with(before, 52, 255, List.of(new VirtualAddress(added, 24, Router.LINK, 0, null, null))));
        cluster.run(Duration.ofSeconds(9));
        assertThat(master.nic.holds(added)).isTrue();
        assertThat(master.holdsAll()).isTrue();
        // The new one became master at once; the first did nothing.
        assertThat(master.changes()).hasSize(changes + 1);
        assertThat(cluster.router(2).node.traffic().received() - heard).isBetween(18L, 20L);
    }

    @Test
    void aVirtualAddressIsNoSourceForAnotherVirtualRouterOfTheSameLink() {
        VirtualAddress other = new VirtualAddress(Mode.address("10.0.0.3"), 24, Router.LINK, 0, null, null);
        reload(master, before, with(before, 52, 200, List.of(other)));
        cluster.run(Duration.ofSeconds(10));
        assertThat(master.nic.holds(other.address())).isTrue();
        master.nic.removeAddress(master.source());
        cluster.run(Duration.ofSeconds(1));
        assertThat(master.status().instances())
                .extracting(instance -> instance.state())
                .containsExactly(VrrpState.FAULT, VrrpState.FAULT);
    }

    @Test
    void aLongerIntervalIsToldBeforeItIsKept() {
        int changes = cluster.router(2).changes().size();
        master.reload(priority(200).every(Duration.ofSeconds(5)));
        cluster.run(Duration.ofSeconds(30));
        assertThat(cluster.router(2).changes()).hasSize(changes);
        assertThat(cluster.masters()).containsExactly(master);
    }

    @Test
    void aMuchShorterIntervalDoesNotMakeAMasterBelieveItSlept() {
        int changes = master.changes().size();
        master.reload(priority(200).every(Duration.ofMillis(10)));
        cluster.run(Duration.ofMillis(1));
        cluster.router(2).reload(priority(100).every(Duration.ofMillis(10)));
        cluster.run(Duration.ofSeconds(10));
        assertThat(master.changes()).hasSize(changes);
        assertThat(cluster.masters()).containsExactly(master);
    }

    @Test
    void aShorterLeaseIsRenewedInItsOwnTime() {
        List<Event> restored = new ArrayList<>();
        cluster.listen((router, event) -> {
            if (event instanceof Event.AddressRestored) {
                restored.add(event);
            }
        });
        master.reload(priority(200).every(Duration.ofSeconds(40)));
        cluster.run(Duration.ofSeconds(30));
        master.reload(priority(200).every(Duration.ofMillis(100)));
        cluster.run(Duration.ofSeconds(60));
        assertThat(restored).isEmpty();
        assertThat(master.holdsAll()).isTrue();
    }

    @Test
    void aReloadKeepsTheChecksumFormThatThePeersUnderstand() {
        Router backup = cluster.router(2);
        backup.apply(new Configuration("r", List.of(understandingOnly(ChecksumForm.RFC9568))), () -> {});
        cluster.run(Duration.ofSeconds(20));
        assertThat(cluster.masters()).containsExactly(master);
        int changes = backup.changes().size();
        master.reload(priority(150));
        cluster.run(Duration.ofSeconds(20));
        assertThat(backup.changes()).hasSize(changes);
    }

    private VrrpInstance understandingOnly(ChecksumForm form) {
        return before.toBuilder().priority(100).checksumForm(form).build();
    }

    @Test
    void anAddressOnAnotherLinkThatIsNotTrackedReturnsWithTheLink() {
        InetAddress address = Mode.address("10.1.0.1");
        List<VirtualAddress> more = new ArrayList<>(addresses);
        more.add(new VirtualAddress(
                address, 24, "eth1", 0, null, null, null, Set.of(), VirtualAddress.ALWAYS_PREFERRED, false));
        reload(master, with(before, 51, 200, more));
        Nic first = master.node.connect(cluster.lan, "eth1", new MacAddress(0x0200_0000_0101L), "10.1.0.11/24");
        cluster.run(Duration.ofSeconds(2));
        assertThat(first.holds(address)).isTrue();
        master.node.disconnect(first);
        cluster.run(Duration.ofSeconds(3));
        Nic second = master.node.connect(cluster.lan, "eth1", new MacAddress(0x0200_0000_0102L), "10.1.0.11/24");
        cluster.run(Duration.ofSeconds(2));
        assertThat(second.holds(address)).isTrue();
        assertThat(cluster.masters()).containsExactly(master);
    }

    @Test
    void aBackupThatBecomesOwnerServesAtOnce() {
        cluster.router(2).reload(priority(255));
        cluster.run(Duration.ofMillis(1));
        assertThat(cluster.router(2).state()).isEqualTo(VrrpState.MASTER);
    }

    @Test
    void aMasterThatSleptPastItsLeaseTakesNothingThatAReloadAdds() {
        Route route = Route.to(Subnet.all(Family.IPV4))
                .via(Mode.address("10.0.0.254"), Router.LINK)
                .table(100)
                .build();
        cluster.router(2).terminate();
        master.node.pause();
        cluster.run(Duration.ofSeconds(6));
        master.apply(
                new Configuration(
                        "r", List.of(before.toBuilder().routes(List.of(route)).build())),
                () -> {});
        master.node.resume();
        cluster.run(Duration.ofMillis(1));
        assertThat(master.state()).isEqualTo(VrrpState.BACKUP);
        assertThat(master.node.routes()).isEmpty();
    }
}
