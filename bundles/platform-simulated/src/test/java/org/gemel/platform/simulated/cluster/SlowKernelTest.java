package org.gemel.platform.simulated.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.gemel.api.config.VirtualAddress;
import org.gemel.api.engine.VrrpEngine;
import org.gemel.api.event.Event;
import org.gemel.api.platform.MacAddress;
import org.gemel.api.status.VrrpState;
import org.gemel.platform.simulated.Client;
import org.gemel.platform.simulated.Lan;
import org.gemel.platform.simulated.Nic;
import org.gemel.platform.simulated.Node;
import org.gemel.platform.simulated.World;
import org.gemel.platform.simulated.internal.DefaultSimulator;
import org.gemel.vrrp.internal.DefaultVrrpEngineFactory;
import org.junit.jupiter.api.Test;

/**
 * Linux grants an IPv6 address and begins to answer for it some milliseconds later on a busy machine. Whoever is told of it
 * before asks in vain, although the former master would still answer.
 */
class SlowKernelTest {

    private final World world = new DefaultSimulator().newWorld(1);
    private final Lan lan = world.newLan("lan");
    private final SlowKernel kernel = new SlowKernel(address(Mode.V3_IPV6)::equals);
    private final Client client = lan.newClient("client", new MacAddress(0x0200_0000_ff00L));
    private final List<Event> events = new ArrayList<>();

    private Nic master(Mode mode) {
        Node node = world.newNode("r1");
        Nic nic = node.connect(
                lan,
                Router.LINK,
                new MacAddress(0x0200_0000_0001L),
                mode.realAddress(1) + (mode == Mode.V3_IPV6 ? "/64" : "/24"));
        VrrpEngine engine = new DefaultVrrpEngineFactory().create(kernel.between(node.start()), events::add);
        world.await(engine.apply(Setting.priority(100).configuration(mode, 1, 1)), Duration.ofSeconds(1));
        if (!world.runUntil(this::isMaster, Duration.ofSeconds(10))) {
            throw new AssertionError("is no master: " + events);
        }
        return nic;
    }

    private boolean isMaster() {
        return events.stream()
                .anyMatch(event -> event instanceof Event.Transition transition && transition.to() == VrrpState.MASTER);
    }

    private static InetAddress address(Mode mode) {
        List<VirtualAddress> all = mode.virtualAddresses();
        return all.get(0).address();
    }

    @Test
    void nobodyIsToldOfAnAddressThatIsNotServedYet() {
        Nic nic = master(Mode.V3_IPV6);
        world.run(Duration.ofMillis(20));
        assertThat(nic.holds(address(Mode.V3_IPV6))).isTrue();
        assertThat(client.neighbour(address(Mode.V3_IPV6))).isNull();
        kernel.serve();
        world.run(Duration.ofMillis(1));
        assertThat(client.neighbour(address(Mode.V3_IPV6))).isEqualTo(nic.mac());
    }

    @Test
    void whatTheKernelKeepsToItselfIsAnnouncedWithTheNextRenewal() {
        Nic nic = master(Mode.V3_IPV6);
        world.run(Duration.ofSeconds(2));
        assertThat(client.neighbour(address(Mode.V3_IPV6))).isEqualTo(nic.mac());
    }

    @Test
    void anIpv4AddressIsServedWhenItIsGranted() {
        Nic nic = master(Mode.V3);
        world.run(Duration.ofMillis(1));
        assertThat(client.neighbour(address(Mode.V3))).isEqualTo(nic.mac());
    }
}
