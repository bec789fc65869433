package org.gemel.platform.simulated.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.gemel.api.config.Configuration;
import org.gemel.api.config.VirtualAddress;
import org.gemel.api.engine.VrrpEngine;
import org.gemel.api.event.Event;
import org.gemel.api.platform.MacAddress;
import org.gemel.api.platform.Network;
import org.gemel.api.platform.Platform;
import org.gemel.api.platform.PlatformException;
import org.gemel.api.status.InstanceStatus;
import org.gemel.api.status.VrrpState;
import org.gemel.platform.simulated.Lan;
import org.gemel.platform.simulated.Nic;
import org.gemel.platform.simulated.Observer;
import org.gemel.platform.simulated.World;
import org.gemel.platform.simulated.internal.DefaultSimulator;
import org.gemel.vrrp.internal.DefaultVrrpEngineFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A master on a platform that takes extensions of leases for the kernel, which then refuses them (Network.lease). */
class FailingExtensionsTest {

    private static final VirtualAddress SHARED = Mode.V2.virtualAddresses().get(0);

    private final World world = new DefaultSimulator().newWorld(1);
    private final Lan lan = world.newLan("lan");
    private final Nic nic = world.newNode("r1")
            .connect(lan, Router.LINK, new MacAddress(0x0200_0000_0001L), Mode.V2.realAddress(1) + "/24");
    private final List<Event.Problem> problems = new ArrayList<>();
    private final List<Observer.Removal> removals = new ArrayList<>();
    private VrrpEngine engine;
    private int failing;
    private boolean failed;
    private int asked;

    @BeforeEach
    void becomeMaster() {
        engine = new DefaultVrrpEngineFactory().create(platform(nic.node().start()), event -> {
            if (event instanceof Event.Problem problem) {
                problems.add(problem);
            }
        });
        world.observe(new Observer() {
            @Override
            public void addressRemoved(Nic from, InetAddress address, Removal why) {
                if (address.equals(SHARED.address())) {
                    removals.add(why);
                }
            }
        });
        Configuration configuration = Setting.priority(100).configuration(Mode.V2, 1, 1);
        engine.apply(configuration);
        world.run(Duration.ofSeconds(10));
        assertThat(status().state()).isEqualTo(VrrpState.MASTER);
        assertThat(nic.holds(SHARED.address())).isTrue();
    }

    @Test
    void oneThatFailsIsMadeUpForBeforeTheLeaseEnds() {
        failing = 1;
        world.run(Duration.ofMinutes(1));

        assertThat(failing).isZero();
        assertThat(removals).isEmpty();
        assertThat(problems).isEmpty();
        assertThat(status().addresses().get(0).held()).isTrue();
    }

    @Test
    void aRefusalIsKnownAndToldWhileTheKernelStillHasTheAddress() {
        failing = Integer.MAX_VALUE;
        assertThat(world.runUntil(() -> !problems.isEmpty(), Duration.ofMinutes(1)))
                .isTrue();

        assertThat(problems).extracting(Event.Problem::code).containsExactly("address-refused");
        assertThat(nic.holds(SHARED.address())).isTrue();
        assertThat(status().addresses().get(0).held()).isFalse();
    }

    @Test
    void aRefusalThatLastsIsNoNewsAtEveryTry() {
        failing = Integer.MAX_VALUE;
        world.runUntil(() -> !problems.isEmpty(), Duration.ofMinutes(1));
        List<Boolean> held = new ArrayList<>();

        for (int i = 0; i < 40; i++) {
            world.run(Duration.ofMillis(250));
            held.add(status().addresses().get(0).held());
        }

        assertThat(held).containsOnly(false);
        assertThat(problems).hasSize(1);
    }

    @Test
    void whatTheKernelTookIsServedAgainAsSoonAsItGrantsIt() {
        failing = Integer.MAX_VALUE;
        world.run(Duration.ofSeconds(10));
        assertThat(removals).containsExactly(Observer.Removal.EXPIRED);

        failing = 0;
        world.run(Duration.ofSeconds(2));

        assertThat(nic.holds(SHARED.address())).isTrue();
        assertThat(status().addresses().get(0).held()).isTrue();
    }

    @Test
    void aMasterThatDidNotRunUntilTheKernelMayHaveTakenItsAddressesDoesNotBelieveInThem() {
        int before = asked;
        world.runUntil(() -> asked > before, Duration.ofMinutes(1));
        // Granted for four seconds; the kernel may be a quarter of one early.
        nic.node().pause();
        world.run(Duration.ofMillis(3_800));
        nic.node().resume();
        world.run(Duration.ofMillis(1));

        assertThat(status().state()).isEqualTo(VrrpState.BACKUP);
        assertThat(status().reason()).contains("lease had ended");
    }

    @Test
    void aMasterThatRunsAgainBeforeThatGoesOn() {
        int before = asked;
        world.runUntil(() -> asked > before, Duration.ofMinutes(1));
        nic.node().pause();
        world.run(Duration.ofMillis(3_700));
        nic.node().resume();
        world.run(Duration.ofSeconds(1));

        assertThat(status().state()).isEqualTo(VrrpState.MASTER);
        assertThat(removals).isEmpty();
    }

    private InstanceStatus status() {
        return world.await(engine.status(), Duration.ofSeconds(1)).instances().get(0);
    }

    private Platform platform(Platform real) {
        Network network = (Network) Proxy.newProxyInstance(
                Network.class.getClassLoader(), new Class<?>[] {Network.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("lease") && arguments[1].equals(SHARED) && fails()) {
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

    /** An extension after one that was granted is taken and fails later; those after that are refused at once. */
    private boolean fails() throws PlatformException {
        asked++;
        if (failing == 0) {
            failed = false;
            return false;
        }
        failing--;
        if (failed || !nic.holds(SHARED.address())) {
            throw new PlatformException("cannot put " + SHARED + " on eth0: refused for a test");
        }
        failed = true;
        return true;
    }

    private static Object call(Method method, Object target, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
