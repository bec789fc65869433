package org.gemel.platform.simulated.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.gemel.api.config.Configuration;
import org.gemel.api.config.Family;
import org.gemel.api.config.Route;
import org.gemel.api.config.Rule;
import org.gemel.api.config.StaticEntries;
import org.gemel.api.config.StaticEntries.Entry;
import org.gemel.api.config.Subnet;
import org.gemel.api.config.VirtualAddress;
import org.gemel.api.config.VrrpInstance;
import org.gemel.api.engine.VrrpEngine;
import org.gemel.api.event.Event;
import org.gemel.api.platform.MacAddress;
import org.gemel.api.status.EngineStatus;
import org.gemel.api.status.HeldEntry;
import org.gemel.api.status.VrrpState;
import org.gemel.platform.simulated.Lan;
import org.gemel.platform.simulated.Nic;
import org.gemel.platform.simulated.Node;
import org.gemel.platform.simulated.World;
import org.gemel.platform.simulated.internal.DefaultSimulator;
import org.gemel.vrrp.internal.DefaultVrrpEngineFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a master holds beside its addresses, and what is there in every state. */
class RoutingScenariosTest {

    private static final InetAddress VIP = Mode.address("192.0.2.100");
    private static final InetAddress OTHER = Mode.address("192.0.2.200");
    private static final InetAddress OWN = Mode.address("192.0.2.1");
    private static final Route FROM_VIP = Route.to(new Subnet(Mode.address("198.51.100.0"), 24))
            .via(Mode.address("192.0.2.254"), "eth0")
            .source(VIP)
            .build();
    private static final Route PLAIN = Route.to(Subnet.all(Family.IPV4))
            .via(Mode.address("192.0.2.254"), "eth0")
            .table(100)
            .build();
    private static final Rule RULE =
            Rule.of(Family.IPV4, 1000, new Rule.Lookup(100)).build();

    private final List<Event> events = new ArrayList<>();
    private World world;
    private Lan lan;
    private Node node;
    private Nic nic;
    private VrrpEngine engine;

    @BeforeEach
    void aRouterOnALan() {
        world = new DefaultSimulator().newWorld(1);
        lan = world.newLan("lan");
        node = world.newNode("r1");
        nic = node.connect(lan, "eth0", new MacAddress(0x0200_0000_0001L), "192.0.2.1/24");
        engine = new DefaultVrrpEngineFactory().create(node.start(), events::add);
    }

    private static VrrpInstance.Builder instance() {
        return new VrrpInstance.Builder("v", "eth0", 51, Family.IPV4, 2, Mode.address("224.0.0.18"))
                .addresses(List.of(new VirtualAddress(VIP, 24, "eth0", 0, null, null)))
                .routes(List.of(FROM_VIP, PLAIN))
                .rules(List.of(RULE));
    }

    private void run(VrrpInstance instance, StaticEntries entries) {
        Configuration configuration = new Configuration.Builder("r1")
                .instances(List.of(instance))
                .staticEntries(entries)
                .build();
        world.await(engine.apply(configuration), Duration.ofSeconds(1));
    }

    @Test
    void theStatusTellsWhetherRoutesRulesAndStaticEntriesAreThere() {
        Route nowhere = Route.to(new Subnet(Mode.address("203.0.113.0"), 24))
                .via(null, "eth9")
                .build();
        run(
                instance().build(),
                new StaticEntries(
                        List.of(new Entry<>(new VirtualAddress(OTHER, 24, "eth0", 0, null, null), List.of())),
                        List.of(new Entry<>(nowhere, List.of())),
                        List.of()));
        EngineStatus backup = world.await(engine.status(), Duration.ofSeconds(1));
        assertThat(backup.instances().get(0).routing())
                .extracting(HeldEntry::kind, HeldEntry::entry, HeldEntry::held, HeldEntry::refusal)
                .containsExactly(
                        tuple(HeldEntry.Kind.ROUTE, FROM_VIP.toString(), false, ""),
                        tuple(HeldEntry.Kind.ROUTE, PLAIN.toString(), false, ""),
                        tuple(HeldEntry.Kind.RULE, RULE.toString(), false, ""));
        assertThat(backup.staticEntries()).extracting(HeldEntry::held).containsExactly(true, false);
        assertThat(backup.staticEntries().get(0).entry()).isEqualTo("192.0.2.200/24 dev eth0");
        assertThat(backup.staticEntries().get(1).refusal()).contains("eth9");

        world.run(Duration.ofSeconds(10));
        assertThat(world.await(engine.status(), Duration.ofSeconds(1))
                        .instances()
                        .get(0)
                        .routing())
                .extracting(HeldEntry::held)
                .containsOnly(true);
    }

    private void becomeMaster() {
        run(instance().build(), StaticEntries.NONE);
        world.run(Duration.ofSeconds(10));
        assertThat(state()).isEqualTo(VrrpState.MASTER);
        events.clear();
    }

    private VrrpState state() {
        return world.await(engine.status(), Duration.ofSeconds(1))
                .instances()
                .get(0)
                .state();
    }

    private List<String> problems() {
        return events.stream()
                .filter(Event.Problem.class::isInstance)
                .map(event -> ((Event.Problem) event).code())
                .toList();
    }

    @Test
    void aMasterInstallsItsRoutesAndRulesAndRemovesThemWhenItStops() {
        run(instance().build(), StaticEntries.NONE);
        assertThat(node.routes()).isEmpty();
        world.run(Duration.ofSeconds(10));
        assertThat(node.routes()).containsExactly(FROM_VIP, PLAIN);
        assertThat(node.rules()).containsExactly(RULE);

        world.await(engine.stop(), Duration.ofSeconds(1));

        assertThat(node.routes()).isEmpty();
        assertThat(node.rules()).isEmpty();
    }

    @Test
    void whatSomebodyRemovesIsBackAtOnceWithoutAChangeOfState() {
        becomeMaster();

        node.removeRoute(PLAIN);
        node.removeRule(RULE);
        world.run(Duration.ofNanos(1));

        assertThat(node.routes()).containsExactly(FROM_VIP, PLAIN);
        assertThat(node.rules()).containsExactly(RULE);
        assertThat(problems()).containsExactly("routing-removed", "routing-removed");
        assertThat(events).noneMatch(Event.Transition.class::isInstance);
    }

    @Test
    void againstAProgramThatRemovesARouteAndARuleAgainAndAgainTheyComeBackEverLaterAndTheLogStaysShort() {
        becomeMaster();
        int returns = 0;

        for (int millis = 0; millis < 3_000; millis++) {
            returns += node.routes().contains(PLAIN) ? 1 : 0;
            returns += node.rules().contains(RULE) ? 1 : 0;
            node.removeRoute(PLAIN);
            node.removeRule(RULE);
            world.run(Duration.ofMillis(1));
        }

        assertThat(returns).isBetween(2 * 5, 2 * 13);
        assertThat(problems())
                .containsExactly("routing-removed", "routing-removed", "routing-contested", "routing-contested");
        assertThat(events.get(2))
                .extracting(event -> ((Event.Problem) event).message())
                .asString()
                .contains("5 times in a row", "ip monitor route rule");

        world.run(Duration.ofSeconds(10));
        assertThat(node.routes()).containsExactlyInAnyOrder(FROM_VIP, PLAIN);
        assertThat(node.rules()).containsExactly(RULE);
    }

    @Test
    void againstAProgramThatRemovesStaticEntriesAgainAndAgainTheyComeBackEverLaterAndTheLogStaysShort() {
        VirtualAddress address = new VirtualAddress(Mode.address("203.0.113.7"), 24, "eth0", 0, null, null);
        StaticEntries entries = new StaticEntries(
                List.of(new Entry<>(address, List.of())),
                List.of(new Entry<>(PLAIN, List.of())),
                List.of(new Entry<>(RULE, List.of())));
        run(instance().routes(List.of()).rules(List.of()).build(), entries);
        events.clear();
        int returns = 0;

        for (int millis = 0; millis < 3_000; millis++) {
            returns += nic.holds(address.address()) ? 1 : 0;
            nic.removeAddress(address.address());
            node.removeRoute(PLAIN);
            node.removeRule(RULE);
            world.run(Duration.ofMillis(1));
        }

        assertThat(returns).isBetween(5, 13);
        assertThat(problems()).filteredOn("static-entry-removed"::equals).hasSize(3);
        assertThat(problems()).filteredOn("static-entry-contested"::equals).hasSize(3);

        world.run(Duration.ofSeconds(2));
        assertThat(nic.holds(address.address())).isTrue();
        assertThat(node.routes()).containsExactly(PLAIN);
        assertThat(node.rules()).containsExactly(RULE);
    }

    @Test
    void whatTwoVirtualRoutersWantStaysWhenOneOfThemGoes() {
        VrrpInstance one = instance().routes(List.of(PLAIN)).build();
        VrrpInstance other = new VrrpInstance.Builder("w", "eth0", 52, Family.IPV4, 2, one.multicastGroup())
                .addresses(List.of(new VirtualAddress(Mode.address("192.0.2.101"), 24, "eth0", 0, null, null)))
                .routes(List.of(PLAIN))
                .rules(List.of(RULE))
                .build();
        Configuration both = new Configuration("r1", List.of(one, other));
        world.await(engine.apply(both), Duration.ofSeconds(1));
        world.run(Duration.ofSeconds(10));

        world.await(engine.apply(new Configuration("r1", List.of(other))), Duration.ofSeconds(1));
        world.run(Duration.ofNanos(1));

        assertThat(node.routes()).containsExactly(PLAIN);
        assertThat(node.rules()).containsExactly(RULE);
    }

    @Test
    void aRouteThatWentWithItsSourceAddressComesBackWithIt() {
        becomeMaster();

        nic.removeAddress(VIP);
        assertThat(node.routes()).containsExactly(PLAIN);
        world.run(Duration.ofNanos(1));

        assertThat(nic.holds(VIP)).isTrue();
        assertThat(node.routes()).containsExactlyInAnyOrder(FROM_VIP, PLAIN);
    }

    @Test
    void aReloadChangesOnlyWhatDiffers() {
        becomeMaster();
        Route other = Route.to(new Subnet(Mode.address("203.0.113.0"), 24))
                .via(Mode.address("192.0.2.254"), "eth0")
                .build();

        run(instance().routes(List.of(PLAIN, other)).build(), StaticEntries.NONE);

        assertThat(node.routes()).containsExactly(PLAIN, other);
        assertThat(node.rules()).containsExactly(RULE);
    }

    @Test
    void aRouteWhoseInterfaceIsMissingIsReportedOnceAndComesWithIt() {
        Route later = Route.to(Subnet.all(Family.IPV4))
                .via(null, "eth7")
                .table(7)
                .tracked(false)
                .build();
        run(instance().routes(List.of(later)).build(), StaticEntries.NONE);
        world.run(Duration.ofSeconds(20));
        assertThat(state()).isEqualTo(VrrpState.MASTER);
        assertThat(problems()).containsExactly("routing-refused");

        node.connect(lan, "eth7", new MacAddress(0x0200_0000_0007L));
        world.run(Duration.ofSeconds(2));

        assertThat(node.routes()).containsExactly(later);
    }

    @Test
    void aKilledPredecessorsRoutesAreRemovedAtTheNextStart() {
        becomeMaster();
        node.kill();
        assertThat(node.routes()).contains(PLAIN);

        engine = new DefaultVrrpEngineFactory().create(node.start(), events::add);
        run(instance().build(), StaticEntries.NONE);

        assertThat(node.routes()).isEmpty();
        assertThat(node.rules()).isEmpty();
    }

    @Test
    void aKilledPredecessorsRoutesThatAreInNoFileAnyMoreAreRemovedToo() {
        becomeMaster();
        node.kill();

        engine = new DefaultVrrpEngineFactory().create(node.start(), events::add);
        run(instance().routes(List.of()).rules(List.of()).build(), StaticEntries.NONE);

        assertThat(node.routes()).isEmpty();
        assertThat(node.rules()).isEmpty();
    }

    @Test
    void aNetworkManagerThatStartsAgainCostsNeitherTheAddressNorTheMastership() {
        becomeMaster();

        nic.removeAddress(VIP);
        nic.removeAddress(OWN);
        world.run(Duration.ofMillis(30));
        assertThat(nic.holds(VIP))
                .as("it would become the first of its network")
                .isFalse();
        nic.addAddress(OWN, 24);
        world.run(Duration.ofNanos(1));

        assertThat(nic.holds(VIP)).isTrue();
        assertThat(nic.link().addresses()).extracting(each -> each.address()).containsExactly(OWN, VIP);
        world.run(Duration.ofSeconds(10));
        assertThat(events).noneMatch(Event.Transition.class::isInstance);
        assertThat(node.routes()).containsExactlyInAnyOrder(FROM_VIP, PLAIN);
        assertThat(problems()).as("routes wait with the address").doesNotContain("routing-refused");
    }

    @Test
    void anInterfaceWithoutAnyAddressForLongerIsAFaultThatAnAddressEnds() {
        becomeMaster();

        nic.removeAddress(VIP);
        nic.removeAddress(OWN);
        world.run(Duration.ofMillis(499));
        assertThat(state()).isEqualTo(VrrpState.MASTER);
        world.run(Duration.ofMillis(2));
        assertThat(state()).isEqualTo(VrrpState.FAULT);
        assertThat(node.routes()).isEmpty();

        nic.addAddress(OWN, 24);
        world.run(Duration.ofNanos(1));
        assertThat(state()).isEqualTo(VrrpState.BACKUP);
        world.run(Duration.ofSeconds(10));
        assertThat(state()).isEqualTo(VrrpState.MASTER);
    }

    @Test
    void theHostsOwnAddressIsPutBeforeTheVirtualOneWhenItComesLater() {
        nic.removeAddress(OWN);
        nic.addAddress(Mode.address("203.0.113.1"), 24);
        becomeMaster();

        nic.addAddress(OWN, 24);
        world.run(Duration.ofNanos(1));

        assertThat(nic.link().addresses())
                .extracting(each -> each.address())
                .containsExactly(Mode.address("203.0.113.1"), OWN, VIP);
        assertThat(node.routes()).containsExactlyInAnyOrder(FROM_VIP, PLAIN);
        assertThat(events)
                .noneMatch(event -> event instanceof Event.Transition || event instanceof Event.AddressRestored);
    }

    @Test
    void whatIsStaticIsThereInEveryStateAndIsPutBackAtOnce() {
        VirtualAddress address = new VirtualAddress(Mode.address("203.0.113.7"), 24, "eth0", 0, null, null);
        StaticEntries entries = new StaticEntries(
                List.of(new Entry<>(address, List.of())),
                List.of(new Entry<>(PLAIN, List.of())),
                List.of(new Entry<>(RULE, List.of())));
        run(instance().routes(List.of()).rules(List.of()).build(), entries);
        assertThat(state()).isEqualTo(VrrpState.BACKUP);
        assertThat(nic.holds(address.address())).isTrue();
        assertThat(node.routes()).containsExactly(PLAIN);
        assertThat(node.rules()).containsExactly(RULE);

        nic.removeAddress(address.address());
        node.removeRoute(PLAIN);
        node.removeRule(RULE);
        world.run(Duration.ofNanos(1));

        assertThat(nic.holds(address.address())).isTrue();
        assertThat(node.routes()).containsExactly(PLAIN);
        assertThat(node.rules()).containsExactly(RULE);
        assertThat(problems()).hasSize(3).allSatisfy(code -> assertThat(code).isEqualTo("static-entry-removed"));

        world.await(engine.stop(), Duration.ofSeconds(1));
        assertThat(nic.holds(address.address())).isFalse();
        assertThat(node.routes()).isEmpty();
        assertThat(node.rules()).isEmpty();
    }

    @Test
    void whoDependsOnAStaticEntryFailsUntilItCanBeThere() {
        VirtualAddress address = new VirtualAddress(Mode.address("203.0.113.7"), 24, "eth7", 0, null, null);
        run(instance().build(), new StaticEntries(List.of(new Entry<>(address, List.of("v"))), List.of(), List.of()));
        assertThat(state()).isEqualTo(VrrpState.FAULT);

        node.connect(lan, "eth7", new MacAddress(0x0200_0000_0007L));
        world.run(Duration.ofSeconds(2));

        assertThat(state()).isEqualTo(VrrpState.BACKUP);
    }
}
