package org.gemel.config.internal.bind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gemel.config.internal.Trees.bind;
import static org.gemel.config.internal.Trees.codes;
import static org.gemel.config.internal.Trees.instance;
import static org.gemel.config.internal.Trees.only;

import java.time.Duration;
import org.gemel.api.config.Announcements;
import org.gemel.api.config.Authentication;
import org.gemel.api.config.ChecksumForm;
import org.gemel.api.config.Family;
import org.gemel.api.config.VrrpInstance;
import org.junit.jupiter.api.Test;

class InstanceBinderTest {

    private static final String IPV6 = """
            vrrp_instance V {
            interface eth0
            virtual_router_id 51
            virtual_ipaddress {
            fe80::51/64
            2001:db8::51/64
            }
            """;

    @Test
    void aMinimalInstanceIsBoundWithTheDefaultsOfKeepalived() {
        assertThat(bind(instance()).diagnostics()).isEmpty();
        VrrpInstance instance = only(instance());
        assertThat(instance.name()).isEqualTo("V");
        assertThat(instance.interfaceName()).isEqualTo("eth0");
        assertThat(instance.vrid()).isEqualTo(51);
        assertThat(instance.family()).isEqualTo(Family.IPV4);
        assertThat(instance.version()).isEqualTo(2);
        assertThat(instance.priority()).isEqualTo(100);
        assertThat(instance.startAsMaster()).isFalse();
        assertThat(instance.advertInterval()).isEqualTo(Duration.ofSeconds(1));
        assertThat(instance.preempt()).isTrue();
        assertThat(instance.preemptDelay()).isZero();
        assertThat(instance.downTimerAdverts()).isEqualTo(3);
        assertThat(instance.authentication()).isEqualTo(new Authentication.None());
        assertThat(instance.source()).isNull();
        assertThat(instance.multicastGroup().getHostAddress()).isEqualTo("224.0.0.18");
        assertThat(instance.unicastPeers()).isEmpty();
        assertThat(instance.unicastTtl()).isEqualTo(255);
        assertThat(instance.addresses()).hasToString("[192.0.2.1/24]");
        assertThat(instance.excludedAddresses()).isEmpty();
        assertThat(instance.announcements()).isEqualTo(Announcements.DEFAULT);
        assertThat(instance.checksumForm()).isEqualTo(ChecksumForm.AUTO);
        assertThat(instance.answerLowerPriority()).isTrue();
        assertThat(instance.advertiseBeforeYielding()).isFalse();
    }

    @Test
    void theFirstAddressDecidesTheFamilyAndIpv6IsVersion3() {
        VrrpInstance instance = only(IPV6 + "}");
        assertThat(instance.family()).isEqualTo(Family.IPV6);
        assertThat(instance.version()).isEqualTo(3);
        assertThat(instance.multicastGroup().getHostAddress())
                .startsWith("ff02:")
                .endsWith(":12");
        assertThat(instance.addresses()).hasSize(2);
    }

    @Test
    void version2IsNotForIpv6() {
        assertThat(codes(IPV6 + "version 2\n}")).containsExactly("version-2-with-ipv6");
        assertThat(only(IPV6 + "version 2\n}").version()).isEqualTo(3);
    }

    @Test
    void nativeIpv6DoesNotGoWithIpv4Addresses() {
        assertThat(codes(instance("native_ipv6"))).containsExactly("mixed-families");
    }

    @Test
    void theVersionOfAllHoldsForIpv4UnlessAnInstanceHasItsOwn() {
        String globals = "global_defs {\nvrrp_version 3\n}\n";
        assertThat(only(globals + instance()).version()).isEqualTo(3);
        assertThat(only(globals + instance("version 2")).version()).isEqualTo(2);
    }

    @Test
    void anInstanceWithoutWhatItNeedsIsLeftOutAndTheRestIsBound() {
        String text = "vrrp_instance W {\npriority 5\n}\n" + instance();
        assertThat(only(text).name()).isEqualTo("V");
        assertThat(codes(text)).containsExactly("missing-keyword", "missing-keyword");
    }

    @Test
    void version3NeedsAnAddress() {
        String empty = "vrrp_instance V {\ninterface eth0\nvirtual_router_id 1\n";
        assertThat(bind(empty + "version 3\n}").configuration().instances()).isEmpty();
        assertThat(codes(empty + "version 3\nno_virtual_ipaddress\n}")).containsExactly("no-addresses");
        assertThat(only(empty + "}").addresses()).isEmpty();
        assertThat(codes(empty + "}")).containsExactly("no-addresses");
        assertThat(codes(empty + "no_virtual_ipaddress\n}")).isEmpty();
    }

    @Test
    void theChecksumFormOfVersion3IsFoundOutUnlessTheTextSays() {
        assertThat(only(instance("version 3")).checksumForm()).isEqualTo(ChecksumForm.AUTO);
        assertThat(only(instance("version 3", "v3_checksum_as_v2")).checksumForm())
                .isEqualTo(ChecksumForm.RFC9568);
        assertThat(only(instance("version 3", "v3_checksum_as_v2 false")).checksumForm())
                .isEqualTo(ChecksumForm.RFC5798);
        assertThat(only("global_defs {\nv3_checksum_as_v2\n}\n" + instance("version 3"))
                        .checksumForm())
                .isEqualTo(ChecksumForm.RFC9568);
        assertThat(only(instance("v3_checksum_as_v2")).checksumForm()).isEqualTo(ChecksumForm.AUTO);
    }

    @Test
    void flagsOfAllHoldForInstancesThatSayNothing() {
        String globals = "global_defs {\nvrrp_lower_prio_no_advert\nvrrp_higher_prio_send_advert\n"
                + "vrrp_down_timer_adverts 5\n}\n";
        VrrpInstance silent = only(globals + instance());
        assertThat(silent.answerLowerPriority()).isFalse();
        assertThat(silent.advertiseBeforeYielding()).isTrue();
        assertThat(silent.downTimerAdverts()).isEqualTo(5);
        VrrpInstance own = only(
                globals + instance("lower_prio_no_advert no", "higher_prio_send_advert off", "down_timer_adverts 2"));
        assertThat(own.answerLowerPriority()).isTrue();
        assertThat(own.advertiseBeforeYielding()).isFalse();
        assertThat(own.downTimerAdverts()).isEqualTo(2);
    }

    @Test
    void twoInstancesMayNotShareAVridOnAnInterfaceInOneFamily() {
        String same = instance().replace("vrrp_instance V", "vrrp_instance W");
        assertThat(codes(instance() + same)).containsExactly("duplicate-vrid");
        assertThat(codes(instance() + same.replace("eth0", "eth1"))).isEmpty();
        assertThat(codes(instance() + IPV6.replace("vrrp_instance V", "vrrp_instance W") + "}"))
                .isEmpty();
    }

    @Test
    void theRouterIdIsTheNameOfTheNodeUnlessTheTextSays() {
        assertThat(bind(instance()).configuration().routerId()).isEqualTo("node");
        assertThat(bind("global_defs {\nrouter_id left\n}").configuration().routerId())
                .isEqualTo("left");
    }

    @Test
    void equalTextsInOtherPlacesGiveEqualConfigurations() {
        assertThat(bind("\n\n" + instance()).configuration())
                .isEqualTo(bind(instance()).configuration());
    }
}
