package org.gemel.platform.simulated.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.gemel.api.config.Configuration;
import org.gemel.api.config.Family;
import org.gemel.api.config.Reception;
import org.gemel.api.config.VirtualAddress;
import org.gemel.api.config.VirtualLink;
import org.gemel.api.config.VrrpInstance;
import org.gemel.api.engine.VrrpEngine;
import org.gemel.api.platform.MacAddress;
import org.gemel.api.platform.Network;
import org.gemel.api.platform.Platform;
import org.gemel.api.platform.Port;
import org.gemel.platform.simulated.Node;
import org.gemel.platform.simulated.World;
import org.gemel.platform.simulated.internal.DefaultSimulator;
import org.gemel.vrrp.internal.DefaultVrrpEngineFactory;
import org.junit.jupiter.api.Test;

/** What a changed configuration asks of ports that are open already. */
class ReloadedPortsTest {

    private final World world = new DefaultSimulator().newWorld(1);
    private final Node node = world.newNode("r1");
    private final List<String> asked = new ArrayList<>();
    private final VrrpEngine engine;

    ReloadedPortsTest() {
        node.connect(world.newLan("lan"), "eth0", new MacAddress(0x0200_0000_0001L), "fe80::1/64");
        engine = new DefaultVrrpEngineFactory().create(overheard(Platform.class, node.start()), event -> {});
    }

    /** The same, but what is asked of ports is written down. */
    private <T> T overheard(Class<T> type, T real) {
        return type.cast(Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {type}, (self, method, args) -> {
                    try {
                        if (real instanceof Port && args != null) {
                            asked.add(method.getName() + " " + args[0]);
                        }
                        Object result = method.invoke(real, args);
                        if (result instanceof Network network) {
                            return overheard(Network.class, network);
                        }
                        return result instanceof Port port ? overheard(Port.class, port) : result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    private VrrpInstance.Builder instance(String... addresses) {
        VirtualLink link = new VirtualLink(
                "vrrp6.51",
                "eth0",
                VirtualLink.Kind.MACVLAN,
                VirtualLink.standardMac(Family.IPV6, 51),
                true,
                true,
                null,
                null);
        List<VirtualAddress> all = new ArrayList<>();
        for (String each : addresses) {
            all.add(new VirtualAddress(Mode.address(each), 64, link.name(), 0, null, null));
        }
        return new VrrpInstance.Builder("v", "eth0", 51, Family.IPV6, 3, Mode.address("ff02::12"))
                .addresses(all)
                .virtualLinks(List.of(link));
    }

    private void apply(VrrpInstance instance) {
        asked.clear();
        world.await(engine.apply(new Configuration("r1", List.of(instance))), Duration.ofSeconds(1));
    }

    @Test
    void theBaseJoinsTheGroupOfAnAddressThatAReloadAdds() {
        apply(instance("fe80::100").build());

        apply(instance("fe80::100", "2001:db8::12:3456").build());

        assertThat(asked).anyMatch(each -> each.startsWith("join") && each.endsWith("ff02:0:0:0:0:1:ff12:3456"));
    }

    @Test
    void anotherBufferForPacketsIsAskedForAtOnce() {
        apply(instance("fe80::100").build());

        apply(instance("fe80::100")
                .reception(new Reception(false, false, false, true, 100_000, 0))
                .build());

        assertThat(asked).contains("receiveBuffer 100000");
    }
}
