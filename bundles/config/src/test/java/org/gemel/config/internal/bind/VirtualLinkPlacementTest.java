package org.gemel.config.internal.bind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gemel.config.internal.Trees.bind;
import static org.gemel.config.internal.Trees.codes;
import static org.gemel.config.internal.Trees.instance;
import static org.gemel.config.internal.Trees.only;

import java.time.Duration;
import java.util.List;
import org.gemel.api.config.Firewall;
import org.gemel.api.config.VirtualAddress;
import org.gemel.api.config.VirtualLink;
import org.gemel.api.config.VrrpInstance;
import org.junit.jupiter.api.Test;

class VirtualLinkPlacementTest {

    private static final String TWINS = """
            vrrp_instance FOUR {
            interface eth0
            virtual_router_id 51
            use_vmac
            virtual_ipaddress {
            192.0.2.1/24
            }
            }
            vrrp_instance SIX {
            interface eth0
            virtual_router_id 51
            use_vmac
            virtual_ipaddress {
            fe80::51/64
            }
            }
            """;

    @Test
    void useVmacMakesALinkWithTheStandardsHardwareAddressWhereTheAddressesLive() {
        VrrpInstance instance = only(instance("use_vmac"));

        assertThat(instance.virtualLinks())
                .containsExactly(new VirtualLink(
                        "vrrp.51", "eth0", VirtualLink.Kind.MACVLAN, 0x0000_5e00_0133L, true, false, null, null));
        assertThat(instance.addresses())
                .extracting(VirtualAddress::interfaceName)
                .containsExactly("vrrp.51");
        assertThat(codes(instance("use_vmac"))).isEmpty();
    }

    @Test
    void withoutUseVmacThereIsNone() {
        assertThat(only(instance()).virtualLinks()).isEmpty();
        assertThat(only(instance()).addresses())
                .extracting(VirtualAddress::interfaceName)
                .containsExactly("eth0");
    }

    @Test
    void theIpv6TwinHasItsOwnNameAndHardwareAddress() {
        List<VrrpInstance> twins = bind(TWINS).configuration().instances();

        assertThat(links(twins.get(0))).extracting(VirtualLink::name).containsExactly("vrrp.51");
        assertThat(links(twins.get(1)))
                .containsExactly(new VirtualLink(
                        "vrrp6.51", "eth0", VirtualLink.Kind.MACVLAN, 0x0000_5e00_0233L, true, true, null, null));
    }

    @Test
    void theSameVridOnTwoInterfacesGetsTwoNames() {
        String text = instance("use_vmac")
                + instance("use_vmac")
                        .replace("vrrp_instance V", "vrrp_instance W")
                        .replace("eth0", "eth1");

        assertThat(bind(text).configuration().instances())
                .flatExtracting(VirtualLinkPlacementTest::links)
                .extracting(VirtualLink::name)
                .containsExactly("vrrp.51", "vrrp.51.1");
    }

    @Test
    void itsNameCanBeGiven() {
        assertThat(links(only(instance("use_vmac vip0"))))
                .extracting(VirtualLink::name)
                .containsExactly("vip0");
        assertThat(links(only(instance("use_vmac name vip0"))))
                .extracting(VirtualLink::name)
                .containsExactly("vip0");
    }

    @Test
    void anAddressMayNameItAsItsDevice() {
        VrrpInstance instance =
                only(instance("use_vmac vip0").replace("192.0.2.1/24", "192.0.2.1/24 dev vip0\n192.0.2.2/24"));

        assertThat(instance.addresses())
                .extracting(VirtualAddress::interfaceName)
                .containsExactly("vip0", "vip0");
    }

    @Test
    void itsHardwareAddressCanBeGivenInWholeOrWithoutTheVrid() {
        assertThat(links(only(instance("use_vmac vip0 02:00:00:11:22:33"))))
                .extracting(VirtualLink::mac)
                .containsExactly(0x0200_0011_2233L);
        assertThat(links(only(instance("use_vmac vip0 02:00:00:11:22"))))
                .extracting(VirtualLink::mac)
                .containsExactly(0x0200_0011_2233L);
    }

    @Test
    void aGroupsHardwareAddressIsRefused() {
        String text = instance("use_vmac vip0 01:00:00:11:22:33");

        assertThat(codes(text)).containsExactly("bad-mac-address");
        assertThat(links(only(text))).extracting(VirtualLink::mac).containsExactly(0x0000_5e00_0133L);
    }

    @Test
    void anAddressOwnerIsToldWhatAVirtualMacMeans() {
        assertThat(codes(instance("use_vmac\npriority 255"))).containsExactly("owner-with-virtual-mac");
    }

    @Test
    void vmacXmitBaseAdvertisesFromTheInterface() {
        assertThat(only(instance("use_vmac\nvmac_xmit_base")).advertisingLink()).isNull();
    }

    @Test
    void vmacXmitBaseIsNotForStrictMode() {
        String text = instance("use_vmac\nvmac_xmit_base\nstrict_mode");

        assertThat(codes(text)).contains("xmit-base-in-strict-mode");
        assertThat(only(text).advertisingLink()).isNotNull();
    }

    @Test
    void unicastAdvertisesFromTheInterfaceAndSaysSo() {
        String text = instance("use_vmac\nunicast_peer {\n192.0.2.7\n}");

        assertThat(codes(text)).contains("unicast-from-base");
        assertThat(only(text).advertisingLink()).isNull();
        assertThat(codes(instance("use_vmac\nvmac_xmit_base\nunicast_peer {\n192.0.2.7\n}")))
                .doesNotContain("unicast-from-base");
    }

    @Test
    void vmacXmitBaseAloneHasNoEffect() {
        assertThat(codes(instance("vmac_xmit_base"))).containsExactly("needs-use-vmac");
    }

    @Test
    void useVmacAddrMakesLinksForAddressesElsewhere() {
        VrrpInstance instance =
                only(instance("use_vmac_addr").replace("192.0.2.1/24", "192.0.2.1/24\n192.0.2.2/24 dev eth1"));

        assertThat(instance.virtualLinks())
                .containsExactly(new VirtualLink(
                        "vrrp.51", "eth1", VirtualLink.Kind.MACVLAN, 0x0000_5e00_0133L, false, false, null, null));
        assertThat(instance.addresses())
                .extracting(VirtualAddress::interfaceName)
                .containsExactly("eth0", "vrrp.51");
    }

    @Test
    void useVmacBehindAnAddressIsForThatAddress() {
        VrrpInstance instance =
                only(instance().replace("192.0.2.1/24", "192.0.2.1/24 dev eth1 use_vmac\n192.0.2.2/24 dev eth1"));

        assertThat(instance.addresses())
                .extracting(VirtualAddress::interfaceName)
                .containsExactly("vrrp.51", "eth1");
    }

    @Test
    void anExcludedAddressOfTheOtherFamilyLivesOnTheSameLinkUnlessItHasItsOwn() {
        String excluded = "\nvirtual_ipaddress_excluded {\n2001:db8::1/64\n}";

        assertThat(links(only(instance("use_vmac" + excluded))))
                .extracting(VirtualLink::ipv6)
                .containsExactly(true);
        assertThat(links(only(instance("use_vmac\nuse_vmac_addr" + excluded))))
                .extracting(VirtualLink::name, VirtualLink::mac, VirtualLink::ipv6)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("vrrp.51", 0x0000_5e00_0133L, false),
                        org.assertj.core.groups.Tuple.tuple("vrrp6.51", 0x0000_5e00_0233L, true));
    }

    @Test
    void prefixesBeginTheNames() {
        String text = "global_defs {\nvmac_prefix vip\nvmac_addr_prefix other\n}\n"
                + instance("use_vmac\nuse_vmac_addr").replace("192.0.2.1/24", "192.0.2.1/24\n192.0.2.2/24 dev eth1");

        assertThat(links(only(text))).extracting(VirtualLink::name).containsExactly("vip.51", "other.51");
    }

    @Test
    void aPrefixThatLeavesNoRoomIsRefused() {
        assertThat(codes("global_defs {\nvmac_prefix averylongprefix\n}\n" + instance("use_vmac")))
                .containsExactly("bad-interface");
    }

    @Test
    void useIpvlanHasTheHardwareAddressOfItsInterface() {
        String text = instance("use_ipvlan ipv0 192.0.2.9 private");

        assertThat(links(only(text)))
                .containsExactly(
                        new VirtualLink("ipv0", "eth0", VirtualLink.Kind.IPVLAN_PRIVATE, 0, false, false, null, null));
        assertThat(codes(text)).containsExactly("ipvlan-address-not-needed");
    }

    @Test
    void aGroupAndAVrfGoToTheLink() {
        assertThat(links(only(instance("use_vmac vip0 group 7\nvrf blue"))))
                .extracting(VirtualLink::group, VirtualLink::vrf)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(7L, "blue"));
    }

    @Test
    void noAcceptRefusesPacketsUnlessAcceptFollows() {
        assertThat(only(instance()).accepts()).isTrue();
        assertThat(only(instance("no_accept")).accepts()).isFalse();
        assertThat(only(instance("no_accept\naccept")).accepts()).isTrue();
        assertThat(only(instance("no_accept\npriority 255")).accepts()).isTrue();
    }

    @Test
    void garpExtraIfKeepsUpAddressesElsewhere() {
        assertThat(only(instance("garp_extra_if 60")).announcements().upkeep()).isEqualTo(Duration.ofSeconds(60));
        assertThat(only(instance("garp_extra_if 60")).announcements().upkeepEverywhere())
                .isFalse();
        assertThat(only(instance("garp_extra_if all 60")).announcements().upkeepEverywhere())
                .isTrue();
        assertThat(only("global_defs {\nvrrp_garp_extra_if 90\n}\n" + instance())
                        .announcements()
                        .upkeep())
                .isEqualTo(Duration.ofSeconds(90));
        assertThat(only(instance("garp_extra_if 0")).announcements().upkeep()).isZero();
    }

    @Test
    void theTableOfPacketRulesHasTheGivenName() {
        assertThat(bind(instance()).configuration().firewall()).isEqualTo(Firewall.DEFAULT);
        assertThat(bind("global_defs {\nnftables mine\nnftables_priority -7\nnftables_counters\n}\n" + instance())
                        .configuration()
                        .firewall())
                .isEqualTo(new Firewall("mine", -7, true));
    }

    @Test
    void eachOfSeveralAppliancesHasATableOfPacketRulesOfItsOwn() {
        assertThat(tableOf("instance blue.1-a\n" + instance(), "")).isEqualTo("gemel_blue.1-a");
        assertThat(tableOf(instance(), "red")).isEqualTo("gemel_red");
        assertThat(tableOf(instance(), "red; flush ruleset")).isEqualTo("gemel_red__flush_ruleset");
        assertThat(tableOf("global_defs {\nnftables mine\n}\n" + instance(), "red"))
                .isEqualTo("mine");
    }

    private static String tableOf(String text, String appliance) {
        return bind(text, appliance).configuration().firewall().table();
    }

    private static List<VirtualLink> links(VrrpInstance instance) {
        return instance.virtualLinks();
    }
}
