package org.gemel.platform.simulated.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.gemel.api.config.Configuration;
import org.gemel.api.config.VrrpInstance;
import org.gemel.api.engine.VrrpEngine;
import org.gemel.api.platform.MacAddress;
import org.gemel.api.platform.Network;
import org.gemel.api.platform.Platform;
import org.gemel.api.status.InstanceStatus;
import org.gemel.api.status.VrrpState;
import org.gemel.platform.simulated.Nic;
import org.gemel.platform.simulated.World;
import org.gemel.platform.simulated.internal.DefaultSimulator;
import org.gemel.vrrp.internal.DefaultVrrpEngineFactory;
import org.junit.jupiter.api.Test;

/** A router whose addresses are not to answer, on a host whose packet filter takes its time. */
class PacketRulesScenariosTest {

    private final World world = new DefaultSimulator().newWorld(1);
    private final Nic nic = world.newNode("r1")
            .connect(
                    world.newLan("lan"),
                    Router.LINK,
                    new MacAddress(0x0200_0000_0001L),
                    Mode.V3.realAddress(1) + "/24");
    private final List<Runnable> filtering = new ArrayList<>();
    private final Platform platform = slow(nic.node().start());
    private VrrpEngine engine = new DefaultVrrpEngineFactory().create(platform, event -> {});

    @Test
    void doesNotStandForElectionBeforeItCouldServe() {
        start();
        world.run(Duration.ofSeconds(8));
        assertThat(status().state()).isEqualTo(VrrpState.INIT);
        assertThat(status().reason()).isEqualTo("waiting for the packet rules of no_accept");
    }

    @Test
    void standsForElectionAsSoonAsTheRulesAreThere() {
        start();
        world.run(Duration.ofSeconds(8));
        filtering.forEach(Runnable::run);
        world.run(Duration.ofSeconds(8));
        assertThat(status().state()).isEqualTo(VrrpState.MASTER);
        assertThat(status().addresses()).allMatch(each -> each.held());
    }

    /** They are in force all the time; an address that was lost meanwhile has not to wait for them. */
    @Test
    void goesOnServingWhatAPredecessorHadTheRulesFor() {
        start();
        world.run(Duration.ofSeconds(1));
        filtering.forEach(Runnable::run);
        world.run(Duration.ofSeconds(8));
        String memory = world.await(engine.suspend(), Duration.ofSeconds(1));
        nic.removeAddress(Mode.V3.virtualAddresses().get(0).address());
        engine = new DefaultVrrpEngineFactory().create(platform, event -> {}, memory);
        start();
        world.run(Duration.ofMillis(10));
        assertThat(status().state()).isEqualTo(VrrpState.MASTER);
        assertThat(status().addresses()).allMatch(each -> each.held());
    }

    private void start() {
        Configuration usual = Setting.priority(100).configuration(Mode.V3, 1, 1);
        List<VrrpInstance> silent = usual.instances().stream()
                .map(each -> each.toBuilder().accept(false).build())
                .toList();
        engine.apply(usual.toBuilder().instances(silent).build());
    }

    private InstanceStatus status() {
        return world.await(engine.status(), Duration.ofSeconds(1)).instances().get(0);
    }

    private Platform slow(Platform real) {
        Network network = (Network) Proxy.newProxyInstance(
                Network.class.getClassLoader(), new Class<?>[] {Network.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("filter")) {
                        filtering.add(() -> call(method, real.network(), arguments));
                        return null;
                    }
                    return call(method, real.network(), arguments);
                });
        return (Platform) Proxy.newProxyInstance(
                Platform.class.getClassLoader(),
                new Class<?>[] {Platform.class},
                (proxy, method, arguments) ->
                        method.getName().equals("network") ? network : call(method, real, arguments));
    }

    private static Object call(Method method, Object target, Object[] arguments) {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw new AssertionError(e.getCause());
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }
}
