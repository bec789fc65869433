package org.gemel.platform.simulated.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.gemel.api.config.Announcements;
import org.gemel.api.config.Configuration;
import org.gemel.api.config.Family;
import org.gemel.api.config.Pacing;
import org.gemel.api.config.VirtualAddress;
import org.gemel.api.config.VrrpInstance;
import org.gemel.api.engine.VrrpEngine;
import org.gemel.api.platform.MacAddress;
import org.gemel.platform.simulated.Lan;
import org.gemel.platform.simulated.Nic;
import org.gemel.platform.simulated.Node;
import org.gemel.platform.simulated.Observer;
import org.gemel.platform.simulated.World;
import org.gemel.platform.simulated.internal.DefaultSimulator;
import org.gemel.vrrp.internal.DefaultVrrpEngineFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Many virtual routers become masters at once, and switches that cannot take all their announcements at once. */
class PacingScenariosTest {

    private static final int ROUTERS = 250;
    private static final int FRAMES = 3;

    private final World world = new DefaultSimulator().newWorld(1);
    private final List<Frame> frames = new ArrayList<>();
    private final Node node = world.newNode("n");

    private record Frame(long at, String link, boolean arp, long address) {}

    @BeforeEach
    void connect() {
        for (String link : List.of("eth0", "eth1", "eth2")) {
            int number = link.charAt(3) - '0';
            Lan lan = world.newLan("lan" + number);
            node.connect(
                    lan,
                    link,
                    new MacAddress(0x0200_0000_0000L + number),
                    "10." + number + ".0.1/16",
                    "fe80::" + (number + 1) + "/64");
        }
        world.observe(new Observer() {
            @Override
            public void sent(Nic from, ByteBuffer bytes, boolean frame) {
                if (frame) {
                    boolean arp = bytes.getShort(12) == 0x0806;
                    frames.add(new Frame(
                            world.now(), from.link().name(), arp, arp ? bytes.getInt(28) : bytes.getLong(70)));
                }
            }
        });
    }

    private void become(Pacing pacing, VrrpInstance... instances) {
        VrrpEngine engine = new DefaultVrrpEngineFactory().create(node.start(), event -> {});
        engine.apply(new Configuration.Builder("n")
                .instances(List.of(instances))
                .pacing(pacing)
                .build());
        world.run(Duration.ofSeconds(30));
    }

    private static VrrpInstance[] masters(String link, Family family) {
        return IntStream.rangeClosed(1, ROUTERS)
                .mapToObj(vrid -> master(link, family, vrid))
                .toArray(VrrpInstance[]::new);
    }

    private static VrrpInstance master(String link, Family family, int vrid) {
        boolean ipv4 = family == Family.IPV4;
        String address = ipv4 ? "10." + link.charAt(3) + ".1." + vrid : "fe80::5e:" + Integer.toHexString(vrid);
        return new VrrpInstance.Builder(
                        link + vrid, link, vrid, family, 3, Mode.address(ipv4 ? "224.0.0.18" : "ff02::12"))
                .startAsMaster(true)
                .addresses(List.of(new VirtualAddress(Mode.address(address), 32, link, 0, null, null)))
                .announcements(new Announcements(FRAMES, Duration.ZERO, Duration.ZERO, 1, 0, Duration.ZERO))
                .build();
    }

    private List<Long> gaps(List<Frame> some) {
        return IntStream.range(1, some.size())
                .mapToObj(i -> some.get(i).at() - some.get(i - 1).at())
                .toList();
    }

    @Test
    void withoutAnIntervalTheyAreSentAtOnce() {
        become(Pacing.NONE, masters("eth0", Family.IPV4));
        assertThat(frames).hasSize(ROUTERS * FRAMES);
        assertThat(frames.get(frames.size() - 1).at() - frames.get(0).at()).isLessThan(1_000_000);
    }

    @Test
    void theIntervalOfAnInterfaceHoldsOverAllItsVirtualRouters() {
        become(new Pacing(Duration.ofMillis(2), Duration.ZERO, List.of()), masters("eth0", Family.IPV4));
        assertThat(frames).hasSize(ROUTERS * FRAMES);
        assertThat(gaps(frames)).allMatch(gap -> gap >= 2_000_000);
    }

    @Test
    void everyAddressIsAnnouncedOnceBeforeAnyIsAgain() {
        become(new Pacing(Duration.ofMillis(2), Duration.ZERO, List.of()), masters("eth0", Family.IPV4));
        // The first one is sent again before the second has come.
        assertThat(frames.subList(0, ROUTERS + 1).stream().map(Frame::address).distinct())
                .hasSize(ROUTERS);
    }

    @Test
    void neighbourAdvertisementsHaveAnIntervalOfTheirOwn() {
        become(new Pacing(Duration.ofSeconds(5), Duration.ofMillis(3), List.of()), masters("eth0", Family.IPV6));
        assertThat(frames).hasSize(ROUTERS * FRAMES);
        assertThat(gaps(frames)).allMatch(gap -> gap >= 3_000_000);
    }

    @Test
    void interfacesOfAGroupShareItsInterval() {
        Pacing pacing = new Pacing(
                Duration.ZERO,
                Duration.ZERO,
                List.of(new Pacing.Group(List.of("eth0", "eth1"), Duration.ofMillis(4), Duration.ZERO)));
        become(pacing, master("eth0", Family.IPV4, 1), master("eth1", Family.IPV4, 1), master("eth2", Family.IPV4, 1));
        List<Frame> grouped =
                frames.stream().filter(frame -> !frame.link().equals("eth2")).toList();
        assertThat(grouped).hasSize(2 * FRAMES);
        assertThat(gaps(grouped)).allMatch(gap -> gap >= 4_000_000);
        assertThat(frames).hasSize(3 * FRAMES);
    }

    @Test
    void whatWaitsForAMasterThatStepsDownIsNotSent() {
        VrrpEngine engine = new DefaultVrrpEngineFactory().create(node.start(), event -> {});
        engine.apply(new Configuration.Builder("n")
                .instances(List.of(masters("eth0", Family.IPV4)))
                .pacing(new Pacing(Duration.ofMillis(20), Duration.ZERO, List.of()))
                .build());
        world.runUntil(() -> frames.size() == 10, Duration.ofMinutes(1));
        engine.stop();
        world.run(Duration.ofSeconds(30));
        assertThat(frames).hasSize(10);
    }
}
