package org.gemel.platform.linux.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.gemel.api.config.Family;
import org.gemel.api.config.VirtualAddress;
import org.gemel.api.config.VirtualLink;
import org.gemel.api.platform.Link;
import org.gemel.api.platform.MacAddress;
import org.gemel.api.platform.PlatformException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VirtualLinksInTheKernelTest extends InTheLab {

    /** A process that is no more: nothing starts at tick 1 but the kernel. */
    private static final String DEAD = "4194303/1/";

    private final List<String> doubts = new ArrayList<>();
    private Node node;

    @BeforeEach
    void start() throws Exception {
        node = lab.node(lab.left);
    }

    @Test
    void aVirtualLinkIsAPrivateMacvlanThatIsDown() throws Exception {
        Link link = add(macvlan("vrrp.51", false));

        assertThat(link.mac()).isEqualTo(new MacAddress(0x0000_5e00_0133L));
        assertThat(link.up()).isFalse();
        assertThat(Lab.ip(lab.left, "-d link show vrrp.51"))
                .contains("macvlan mode private")
                .contains("link/ether 00:00:5e:00:01:33")
                .contains("alias gemel ")
                .doesNotContain(",UP");
        assertThat(doubts).isEmpty();
    }

    @Test
    void itIsKnownAtOnceAndGoneAtOnce() throws Exception {
        Link link = add(macvlan("vrrp.51", false));
        assertThat(node.onLoop(() -> node.network.link("vrrp.51"))).isEqualTo(link);

        remove(link);

        assertThat(node.onLoop(() -> node.network.link("vrrp.51") == null)).isTrue();
        assertThat(Lab.ip(lab.left, "link show")).doesNotContain("vrrp.51");
    }

    @Test
    void itsAddressAnswersWithItsHardwareAddressOnly() throws Exception {
        Link link = add(macvlan("vrrp.51", false));
        enable(link, true);
        node.onLoop(() -> {
            node.network.lease(
                    link, new VirtualAddress(InetAddress.getByName("10.99.0.100"), 24, "vrrp.51", 0, null, null), 30);
            return true;
        });

        Lab.ping(lab.right, "10.99.0.100");
        Lab.ping(lab.right, "10.99.0.1");

        assertThat(Lab.ip(lab.right, "neigh show 10.99.0.100")).contains("00:00:5e:00:01:33");
        assertThat(Lab.ip(lab.right, "neigh show 10.99.0.1")).doesNotContain("00:00:5e:00:01:33");
    }

    @Test
    void withoutIpv6ItDoesNotSpeakIt() throws Exception {
        Link link = add(macvlan("vrrp.51", false));
        enable(link, true);

        assertThat(sysctl("ipv6", "vrrp.51", "disable_ipv6")).isEqualTo("1");
    }

    @Test
    void withIpv6ItHasNoLinkLocalAddressMadeOfItsHardwareAddress() throws Exception {
        Link link = add(macvlan("vrrp.51", true));
        enable(link, true);

        assertThat(Lab.ip(lab.left, "-6 addr show dev vrrp.51")).doesNotContain("inet6");
        assertThat(Lab.ip(lab.left, "-d link show vrrp.51")).contains("addrgenmode none");
    }

    @Test
    void theBaseIsSetForItAndAsBeforeAfterwards() throws Exception {
        Link one = add(macvlan("vrrp.51", false));
        Link two = add(new VirtualLink(
                "vrrp.52",
                "eth0",
                VirtualLink.Kind.MACVLAN,
                VirtualLink.standardMac(Family.IPV4, 52),
                true,
                false,
                null,
                null));
        assertThat(sysctl("ipv4", "eth0", "arp_ignore")).isEqualTo("1");
        assertThat(sysctl("ipv4", "eth0", "arp_announce")).isEqualTo("2");

        remove(one);
        assertThat(sysctl("ipv4", "eth0", "arp_ignore")).isEqualTo("1");

        remove(two);
        assertThat(sysctl("ipv4", "eth0", "arp_ignore")).isEqualTo("0");
        assertThat(sysctl("ipv4", "eth0", "arp_announce")).isEqualTo("0");
    }

    @Test
    void aStricterSettingOfTheBaseStays() throws Exception {
        setSysctl("eth0", "arp_ignore", "2");

        remove(add(macvlan("vrrp.51", false)));

        assertThat(sysctl("ipv4", "eth0", "arp_ignore")).isEqualTo("2");
    }

    @Test
    void noSettingForAllInterfacesIsTouched() throws Exception {
        setSysctl("all", "rp_filter", "1");

        add(macvlan("vrrp.51", false));

        assertThat(sysctl("ipv4", "all", "rp_filter")).isEqualTo("1");
        assertThat(sysctl("ipv4", "vrrp.51", "rp_filter")).isEqualTo("2");
    }

    @Test
    void itForwardsAsItsBaseDoes() throws Exception {
        setSysctl("eth0", "forwarding", "1");

        add(macvlan("vrrp.51", false));

        assertThat(sysctl("ipv4", "vrrp.51", "forwarding")).isEqualTo("1");
    }

    @Test
    void whatADeadProcessLeftIsReplacedAndTheBaseRemembered() throws Exception {
        leaveBehind("vrrp.51", "02:00:00:00:00:01", DEAD + pidNamespace() + " arp_announce=0 arp_ignore=0");

        Link link = add(macvlan("vrrp.51", false));
        assertThat(link.mac()).isEqualTo(new MacAddress(0x0000_5e00_0133L));
        remove(link);

        assertThat(sysctl("ipv4", "eth0", "arp_ignore")).isEqualTo("0");
        assertThat(sysctl("ipv4", "eth0", "arp_announce")).isEqualTo("0");
    }

    @Test
    void whatADeadProcessLeftIsSweptAway() throws Exception {
        leaveBehind("vrrp.99", "00:00:5e:00:01:63", DEAD + pidNamespace() + " arp_announce=0 arp_ignore=0");

        removeLeftovers();

        assertThat(Lab.ip(lab.left, "link show")).doesNotContain("vrrp.99");
        assertThat(sysctl("ipv4", "eth0", "arp_ignore")).isEqualTo("0");
        assertThat(sysctl("ipv4", "eth0", "arp_announce")).isEqualTo("0");
    }

    @Test
    void whatALivingProcessMadeIsLeftAlone() throws Exception {
        Link link = add(macvlan("vrrp.51", false));

        removeLeftovers();

        assertThat(Lab.ip(lab.left, "link show")).contains(link.name());
    }

    @Test
    void aMacvlanOfTheSameHardwareAddressIsReplacedWhoeverLeftIt() throws Exception {
        Lab.ip(lab.left, "link add link eth0 name vrrp.51 address 00:00:5e:00:01:33 type macvlan mode private");

        add(macvlan("vrrp.51", false));

        assertThat(Lab.ip(lab.left, "-d link show vrrp.51")).contains("alias gemel ");
    }

    @Test
    void aNameThatIsSomebodyElsesIsNotTaken() throws Exception {
        Lab.ip(lab.left, "link add link eth0 name vrrp.51 type macvlan mode bridge");

        assertThatThrownBy(() -> add(macvlan("vrrp.51", false)))
                .hasRootCauseInstanceOf(PlatformException.class)
                .rootCause()
                .hasMessage("there is another interface vrrp.51 already; remove it with 'ip link del vrrp.51', or give"
                        + " use_vmac another name");
    }

    @Test
    void withoutABaseThereIsNone() throws Exception {
        assertThatThrownBy(() -> add(new VirtualLink(
                        "vrrp.51", "eth9", VirtualLink.Kind.MACVLAN, 0x5e00_0133L, true, false, null, null)))
                .rootCause()
                .hasMessage("cannot make the virtual link vrrp.51: there is no interface eth9");
    }

    @Test
    void theBaseIsAsBeforeWhenSomebodyTakesTheLinkAway() throws Exception {
        Link link = add(macvlan("vrrp.51", false));
        enable(link, true);
        assertThat(node.nextNews()).isEqualTo("link vrrp.51 up");

        Lab.ip(lab.left, "link del vrrp.51");

        assertThat(node.nextNews()).isEqualTo("link vrrp.51 down");
        assertThat(node.nextNews()).isEqualTo("link vrrp.51 gone");
        assertThat(sysctl("ipv4", "eth0", "arp_ignore")).isEqualTo("0");
    }

    @Test
    void aKernelWithoutIpvlanSaysSo() throws Exception {
        org.junit.jupiter.api.Assumptions.assumeFalse(kernelHasIpvlan(), "this kernel has ipvlan");

        assertThatThrownBy(() -> add(
                        new VirtualLink("ipv", "eth0", VirtualLink.Kind.IPVLAN_BRIDGE, 0, false, false, null, null)))
                .rootCause()
                .hasMessageContaining("this kernel has no ipvlan devices");
    }

    private boolean kernelHasIpvlan() {
        try {
            Lab.ip(lab.right, "link add link eth0 name trial type ipvlan mode l2");
            return true;
        } catch (java.io.IOException e) {
            return false;
        }
    }

    private static VirtualLink macvlan(String name, boolean ipv6) {
        return new VirtualLink(
                name,
                "eth0",
                VirtualLink.Kind.MACVLAN,
                VirtualLink.standardMac(Family.IPV4, 51),
                true,
                ipv6,
                null,
                null);
    }

    private Link add(VirtualLink wanted) throws Exception {
        return node.onLoop(() -> node.network.addVirtualLink(wanted, doubts::add));
    }

    private void remove(Link link) throws Exception {
        node.onLoop(() -> {
            node.network.removeVirtualLink(link);
            return true;
        });
    }

    private void enable(Link link, boolean up) throws Exception {
        node.onLoop(() -> {
            node.network.enable(link, up);
            return true;
        });
    }

    private void removeLeftovers() throws Exception {
        node.onLoop(() -> {
            node.network.removeLeftovers();
            return true;
        });
    }

    private void leaveBehind(String name, String mac, String mark) throws Exception {
        Lab.ip(lab.left, "link add link eth0 name " + name + " address " + mac + " type macvlan mode private");
        Lab.run("ip", "-n", lab.left, "link", "set", name, "alias", "gemel " + mark);
        setSysctl("eth0", "arp_ignore", "1");
        setSysctl("eth0", "arp_announce", "2");
    }

    private static String pidNamespace() throws Exception {
        return java.nio.file.Files.readSymbolicLink(java.nio.file.Path.of("/proc/self/ns/pid"))
                .toString()
                .replaceAll("\\D", "");
    }

    private String sysctl(String protocol, String link, String name) throws Exception {
        return Lab.run(
                        "ip",
                        "netns",
                        "exec",
                        lab.left,
                        "cat",
                        "/proc/sys/net/" + protocol + "/conf/" + link + "/" + name)
                .strip();
    }

    private void setSysctl(String link, String name, String value) throws Exception {
        Lab.run(
                "ip",
                "netns",
                "exec",
                lab.left,
                "sh",
                "-c",
                "echo " + value + " > /proc/sys/net/ipv4/conf/" + link + "/" + name);
    }
}
