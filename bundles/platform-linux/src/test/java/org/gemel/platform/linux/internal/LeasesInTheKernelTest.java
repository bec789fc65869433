package org.gemel.platform.linux.internal;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.gemel.api.config.VirtualAddress;
import org.gemel.api.platform.Link;
import org.gemel.api.platform.Network;
import org.gemel.api.platform.NetworkListener;
import org.gemel.api.platform.PlatformException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeasesInTheKernelTest extends InTheLab {

    private Node node;

    @BeforeEach
    void start() throws Exception {
        node = lab.node(lab.left);
    }

    @Test
    void aLeasedAddressAppearsWithItsLifetime() throws Exception {
        lease("10.99.0.100", 24, 600);

        assertThat(node.nextNews()).isEqualTo("+10.99.0.100");
        assertThat(validLifetime("10.99.0.100")).isBetween(500, 600);
        assertThat(node.eth0().find(InetAddress.getByName("10.99.0.100")))
                .isEqualTo(new Link.Address(InetAddress.getByName("10.99.0.100"), 24, true, true));
    }

    @Test
    void anAddressThatIsThereForGoodIsNotLeased() throws Exception {
        assertThat(node.eth0().find(InetAddress.getByName("10.99.0.1")))
                .isEqualTo(new Link.Address(InetAddress.getByName("10.99.0.1"), 24, false));
    }

    /** Without a host's own address in its network the kernel takes the first one for the primary one (behaviour 72). */
    @Test
    void releasingTheFirstAddressOfANetworkTakesNoOtherWithIt() throws Exception {
        lease("10.98.0.100", 24, 30);
        assertThat(node.nextNews()).isEqualTo("+10.98.0.100");
        Lab.ip(lab.left, "addr add 10.98.0.101/24 dev eth0");
        assertThat(node.nextNews()).isEqualTo("+10.98.0.101");
        Link link = node.eth0();
        VirtualAddress first = address("10.98.0.100", 24);

        node.onLoop(() -> {
            node.network.release(link, first);
            return true;
        });

        assertThat(Lab.ip(lab.left, "addr show dev eth0"))
                .contains("10.98.0.101/24")
                .doesNotContain("10.98.0.100");
        assertThat(Lab.run("ip", "netns", "exec", lab.left, "cat", "/proc/sys/net/ipv4/conf/eth0/promote_secondaries")
                        .strip())
                .isEqualTo("0");
    }

    @Test
    void extendingALeaseIsNoNews() throws Exception {
        lease("10.99.0.100", 32, 300);
        lease("10.99.0.100", 32, 600);
        lease("10.99.0.101", 32, 60);

        assertThat(node.nextNews()).isEqualTo("+10.99.0.100");
        assertThat(node.nextNews()).isEqualTo("+10.99.0.101");
        assertThat(validLifetime("10.99.0.100")).isBetween(500, 600);
    }

    @Test
    void aLeaseThatIsExtendedAndReleasedAtOnceIsGone() throws Exception {
        lease("10.99.0.100", 24, 30);
        assertThat(node.nextNews()).isEqualTo("+10.99.0.100");
        VirtualAddress address = address("10.99.0.100", 24);
        Link link = node.eth0();

        node.onLoop(() -> {
            node.network.lease(link, address, 60);
            node.network.release(link, address);
            return true;
        });

        assertThat(node.nextNews()).isEqualTo("-10.99.0.100");
        assertThat(Lab.ip(lab.left, "addr show dev eth0")).doesNotContain("10.99.0.100");
    }

    @Test
    void aLeaseThatSomebodyDeletedMeanwhileIsBackWhenItIsExtended() throws Exception {
        lease("10.99.0.100", 24, 30);
        assertThat(node.nextNews()).isEqualTo("+10.99.0.100");
        Link link = node.eth0();

        // The loop has not heard of it yet when it extends the lease.
        node.onLoop(() -> {
            Lab.ip(lab.left, "addr del 10.99.0.100/24 dev eth0");
            node.network.lease(link, address("10.99.0.100", 24), 60);
            return true;
        });

        assertThat(node.nextNews()).isEqualTo("-10.99.0.100");
        assertThat(node.nextNews()).isEqualTo("+10.99.0.100");
        assertThat(Lab.ip(lab.left, "addr show dev eth0")).contains("10.99.0.100/24");
    }

    @Test
    void anExtensionThatTheKernelRefusesIsRefusedAtTheNextTry() throws Exception {
        lease("10.99.0.100", 24, 30);
        assertThat(node.nextNews()).isEqualTo("+10.99.0.100");
        Link link = node.eth0();
        VirtualAddress address = address("10.99.0.100", 24);

        assertThatThrownBy(() -> node.onLoop(() -> {
                    Lab.ip(lab.left, "link del eth0");
                    node.network.lease(link, address, 60);
                    node.network.release(link, address);
                    node.network.lease(link, address, 60);
                    return true;
                }))
                .hasRootCauseInstanceOf(PlatformException.class)
                .rootCause()
                .hasMessageContaining("the interface is gone");
    }

    @Test
    void newsThatMakesNewsLeavesTheLoopTimeForOthers() throws Exception {
        Link link = node.eth0();
        VirtualAddress address = address("10.99.0.100", 32);
        AtomicBoolean flipping = new AtomicBoolean(true);
        node.onLoop(() -> node.network.subscribe(new NetworkListener() {
            @Override
            public void linkChanged(Link changed) {}

            @Override
            public void linkRemoved(Link removed) {}

            @Override
            public void addressAdded(Link on, InetAddress added) {
                if (flipping.get()) {
                    assertThatNoException().isThrownBy(() -> node.network.release(link, address));
                }
            }

            @Override
            public void addressRemoved(Link on, InetAddress removed) {
                if (flipping.get()) {
                    assertThatNoException().isThrownBy(() -> node.network.lease(link, address, 30));
                }
            }
        }));
        lease(link, address, 30);
        for (int i = 0; i < 100; i++) {
            assertThat(node.nextNews()).isNotNull();
        }

        try {
            assertThat(node.onLoop(() -> true)).isTrue();
        } finally {
            flipping.set(false);
        }
    }

    @Test
    void aPermanentAddressBecomesLeased() throws Exception {
        lease("10.99.0.1", 24, 60);
        lease("10.99.0.101", 32, 60);

        assertThat(node.nextNews()).isEqualTo("+10.99.0.101");
        assertThat(node.eth0().find(InetAddress.getByName("10.99.0.1")))
                .isEqualTo(new Link.Address(InetAddress.getByName("10.99.0.1"), 24, true, true));
    }

    @Test
    void theKernelRemovesAnIpv4AddressThatIsNotRenewed() throws Exception {
        lease("10.99.0.100", 32, 1);

        assertThat(node.nextNews()).isEqualTo("+10.99.0.100");
        assertThat(node.nextNews()).isEqualTo("-10.99.0.100");
        assertThat(Lab.ip(lab.left, "addr show dev eth0")).doesNotContain("10.99.0.100");
    }

    @Test
    void theKernelRemovesAnIpv6AddressThatIsNotRenewed() throws Exception {
        lease("fd00::100", 64, 1);

        assertThat(node.nextNews()).isEqualTo("+fd00:0:0:0:0:0:0:100");
        assertThat(node.nextNews()).isEqualTo("-fd00:0:0:0:0:0:0:100");
    }

    @Test
    void theKernelRemovesTheAddressAlsoWhenThePlatformIsGone() throws Exception {
        try (Node witness = new Node(lab.left)) {
            lease("10.99.0.100", 32, 1);
            node.close();

            assertThat(witness.nextNews()).isEqualTo("+10.99.0.100");
            assertThat(witness.nextNews()).isEqualTo("-10.99.0.100");
        }
    }

    @Test
    void anAddressThatIsLeasedAgainInTheTurnOfItsReleaseIsThereAtOnce() throws Exception {
        lease("10.99.0.100", 24, 60);
        assertThat(node.nextNews()).isEqualTo("+10.99.0.100");
        VirtualAddress address = address("10.99.0.100", 24);
        Link link = node.eth0();

        String shown = node.onLoop(() -> {
            node.network.release(link, address);
            node.network.lease(link, address, 60);
            return Lab.ip(lab.left, "addr show dev eth0");
        });

        assertThat(shown).contains("10.99.0.100/24");
    }

    @Test
    void anExtensionThatWasHeldUpForTooLongIsNotMadeAndTheNextOneIsMadeAtOnce() throws Exception {
        lease("10.99.0.100", 24, 300);
        assertThat(node.nextNews()).isEqualTo("+10.99.0.100");
        Link link = node.eth0();
        VirtualAddress address = address("10.99.0.100", 24);

        node.onLoop(() -> {
            long begin = System.nanoTime();
            node.network.lease(link, address, 900);
            while (System.nanoTime() - begin <= Network.EXTENSION_MILLIS * 1_000_000L) {
                Thread.onSpinWait();
            }
            return true;
        });
        assertThat(node.onLoop(() -> validLifetime("10.99.0.100"))).isLessThanOrEqualTo(300);

        int then = node.onLoop(() -> {
            node.network.lease(link, address, 600);
            return validLifetime("10.99.0.100");
        });
        assertThat(then).isBetween(500, 600);
    }

    @Test
    void aReleasedAddressIsGone() throws Exception {
        lease("10.99.0.100", 24, 60);
        release("10.99.0.100", 24);

        assertThat(node.nextNews()).isEqualTo("+10.99.0.100");
        assertThat(node.nextNews()).isEqualTo("-10.99.0.100");
    }

    @Test
    void releasingAnAddressThatIsNotThereIsNoError() throws Exception {
        release("10.99.0.100", 24);
        release("fd00::100", 64);
        lease("10.99.0.101", 32, 60);

        assertThat(node.nextNews()).isEqualTo("+10.99.0.101");
    }

    @Test
    void releasingFromALinkThatIsGoneIsNoError() throws Exception {
        Link eth0 = node.eth0();
        Lab.ip(lab.left, "link del eth0");

        assertThatNoException().isThrownBy(() -> release(eth0, "10.99.0.100", 24));
    }

    @Test
    void leasingOnALinkThatIsGoneSaysSo() throws Exception {
        Link eth0 = node.eth0();
        Lab.ip(lab.left, "link del eth0");

        assertThatThrownBy(() -> lease(eth0, address("10.99.0.100", 24), 5))
                .rootCause()
                .isInstanceOf(PlatformException.class)
                .hasMessageStartingWith("cannot put 10.99.0.100/24 on eth0: No such device")
                .hasMessageEndingWith("; the interface is gone");
    }

    @Test
    void anAddressDeletedByHandIsNews() throws Exception {
        lease("10.99.0.100", 32, 60);
        Lab.ip(lab.left, "addr del 10.99.0.100/32 dev eth0");

        assertThat(node.nextNews()).isEqualTo("+10.99.0.100");
        assertThat(node.nextNews()).isEqualTo("-10.99.0.100");
    }

    @Test
    void anIpv6AddressWorksAtOnceWithoutDuplicateAddressDetection() throws Exception {
        lease("fd00::100", 64, 60);

        assertThat(node.nextNews()).isEqualTo("+fd00:0:0:0:0:0:0:100");
        assertThat(Lab.ip(lab.left, "-6 addr show dev eth0"))
                .containsPattern("fd00::100/64 scope global (dynamic nodad|nodad dynamic)")
                .doesNotContain("tentative");
    }

    @Test
    void aLoneIpv6AddressIsNeverPreferredAsASource() throws Exception {
        lease("fd00::100", 128, 60);

        assertThat(Lab.ip(lab.left, "-6 addr show dev eth0")).containsPattern("fd00::100/128 .*deprecated");
    }

    @Test
    void scopeBroadcastAndLabelAreSet() throws Exception {
        Link eth0 = node.eth0();
        lease(
                eth0,
                new VirtualAddress(
                        InetAddress.getByName("10.88.0.100"),
                        24,
                        "eth0",
                        253,
                        InetAddress.getByName("10.88.0.255"),
                        "eth0:vip"),
                60);

        assertThat(Lab.ip(lab.left, "addr show dev eth0"))
                .contains("10.88.0.100/24 brd 10.88.0.255 scope link")
                .contains("eth0:vip");
    }

    @Test
    void pullingTheCableAndPluggingItInIsNews() throws Exception {
        Lab.ip(lab.right, "link set eth0 down");
        assertThat(node.nextNews()).isEqualTo("link eth0 down");

        Lab.ip(lab.right, "link set eth0 up");
        assertThat(node.nextNews()).isEqualTo("link eth0 up");
    }

    @Test
    void deletingALinkIsNews() throws Exception {
        Lab.ip(lab.left, "link add eth1 type veth peer name eth2");
        assertThat(List.of(node.nextNews(), node.nextNews()))
                .containsExactlyInAnyOrder("link eth1 down", "link eth2 down");

        Lab.ip(lab.left, "link del eth1");
        assertThat(List.of(node.nextNews(), node.nextNews()))
                .containsExactlyInAnyOrder("link eth1 gone", "link eth2 gone");
    }

    @Test
    void whenNotificationsAreLostTheDifferencesAreToldAllTheSame(@TempDir Path directory) throws Exception {
        Path batch = directory.resolve("batch");
        String many = IntStream.range(0, 6000)
                .mapToObj(i -> "addr add 10.98." + i / 250 + "." + (i % 250 + 1) + "/32 dev eth0\n")
                .collect(joining());
        Files.writeString(batch, many + many.replace("addr add", "addr del") + "addr add 10.99.0.100/24 dev eth0\n");

        // While the loop is held up, its queue of notifications runs over.
        node.onLoop(() -> Lab.ip(lab.left, "-batch " + batch));

        String news = node.nextNews();
        int told = 1;
        while (!"+10.99.0.100".equals(news)) {
            assertThat(news).isNotNull();
            news = node.nextNews();
            told++;
        }
        assertThat(told).as("some were lost").isLessThan(12_000);
        assertThat(node.eth0().addresses())
                .extracting(Link.Address::address)
                .contains(InetAddress.getByName("10.99.0.1"), InetAddress.getByName("10.99.0.100"))
                .hasSizeLessThan(5);
    }

    @Test
    void aLeaseLeavesThePrefixRouteOfAnAdvertisedAddressAlone() throws Exception {
        Lab.ip(lab.left, "addr add 2001:db8::5/64 dev eth0 nodad valid_lft 3600 preferred_lft 3600");
        assertThat(node.nextNews()).isEqualTo("+2001:db8:0:0:0:0:0:5");

        lease("2001:db8::100", 64, 30);
        lease("2001:db8::100", 64, 20);
        assertThat(routeLifetime("2001:db8::/64")).as("while leased").isGreaterThan(3000);

        release("2001:db8::100", 64);
        assertThat(routeLifetime("2001:db8::/64")).as("after the release").isGreaterThan(3000);
    }

    @Test
    void leasesThatAreAloneInTheirPrefixKeepItsRouteAlive() throws Exception {
        lease("2001:db8::100", 64, 30);
        lease("2001:db8::101", 64, 30);
        assertThat(node.nextNews()).isEqualTo("+2001:db8:0:0:0:0:0:100");
        assertThat(node.nextNews()).isEqualTo("+2001:db8:0:0:0:0:0:101");

        lease("2001:db8::100", 64, 90);
        assertThat(routeLifetime("2001:db8::/64")).isGreaterThan(30);
    }

    @Test
    void aPermanentAddressThatGoesLeavesNoPermanentRouteBehindALease() throws Exception {
        Lab.ip(lab.left, "addr add 2001:db8::5/64 dev eth0 nodad");
        assertThat(node.nextNews()).isEqualTo("+2001:db8:0:0:0:0:0:5");
        lease("2001:db8::100", 64, 30);

        Lab.ip(lab.left, "addr del 2001:db8::5/64 dev eth0");

        assertThat(routeLifetime("2001:db8::/64")).isLessThanOrEqualTo(30);
    }

    private int routeLifetime(String prefix) throws Exception {
        Matcher matcher = Pattern.compile("expires (\\d+)sec").matcher(Lab.ip(lab.left, "-6 route show " + prefix));
        assertThat(matcher.find()).isTrue();
        return Integer.parseInt(matcher.group(1));
    }

    private void lease(String address, int prefixLength, int seconds) throws Exception {
        lease(node.eth0(), address(address, prefixLength), seconds);
    }

    private void lease(Link link, VirtualAddress address, int seconds) throws Exception {
        node.onLoop(() -> {
            node.network.lease(link, address, seconds);
            return true;
        });
    }

    private void release(String address, int prefixLength) throws Exception {
        release(node.eth0(), address, prefixLength);
    }

    private void release(Link link, String address, int prefixLength) throws Exception {
        VirtualAddress virtual = address(address, prefixLength);
        node.onLoop(() -> {
            node.network.release(link, virtual);
            return true;
        });
    }

    private static VirtualAddress address(String address, int prefixLength) throws Exception {
        return new VirtualAddress(InetAddress.getByName(address), prefixLength, "eth0", 0, null, null);
    }

    private int validLifetime(String address) throws Exception {
        Matcher matcher = Pattern.compile("\"local\":\"" + Pattern.quote(address) + "\".*?\"valid_life_time\":(\\d+)")
                .matcher(Lab.ip(lab.left, "-j addr show dev eth0"));
        assertThat(matcher.find()).isTrue();
        return Integer.parseInt(matcher.group(1));
    }
}
