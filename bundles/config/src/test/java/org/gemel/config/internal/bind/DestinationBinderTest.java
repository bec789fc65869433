package org.gemel.config.internal.bind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gemel.config.internal.Trees.codes;
import static org.gemel.config.internal.Trees.instance;
import static org.gemel.config.internal.Trees.only;

import org.gemel.api.config.VrrpInstance;
import org.junit.jupiter.api.Test;

class DestinationBinderTest {

    private static final String PEERS = "unicast_peer {\n192.0.2.8\n192.0.2.9/24 min_ttl 1 max_ttl 255\n}";

    @Test
    void unicastPeersSourceAndTtlAreBound() {
        VrrpInstance instance = only(instance(PEERS, "unicast_src_ip 192.0.2.7/24", "unicast_ttl 64"));
        assertThat(instance.unicastPeers()).hasToString("[192.0.2.8, 192.0.2.9 with TTL 1 to 255]");
        assertThat(instance.source()).hasToString("/192.0.2.7");
        assertThat(instance.unicastTtl()).isEqualTo(64);
    }

    @Test
    void limitsOfTtlMakeStrangersUnheard() {
        assertThat(codes(instance(PEERS))).isEmpty();
        assertThat(only(instance(PEERS)).reception().peersOnly()).isTrue();
        assertThat(only(instance("unicast_peer {\n192.0.2.8\n}")).reception().peersOnly())
                .isFalse();
        assertThat(codes(instance("unicast_peer {\n192.0.2.8 min_ttl 9 max_ttl 8\n}")))
                .containsExactly("no-ttl-left");
    }

    @Test
    void withoutPeersThereIsAFaultWhereThatIsWanted_behaviour_111() {
        assertThat(only(instance("unicast_fault_no_peer")).lacksPeers()).isTrue();
        assertThat(codes(instance("unicast_fault_no_peer"))).containsExactly("unicast-without-peers");
        assertThat(only(instance("unicast_fault_no_peer", PEERS)).lacksPeers()).isFalse();
        assertThat(only(instance("unicast_peer {\n}")).lacksPeers()).isFalse();
    }

    @Test
    void theLastSourceAddressCounts() {
        assertThat(only(instance("mcast_src_ip 192.0.2.7")).source()).hasToString("/192.0.2.7");
        assertThat(only(instance("mcast_src_ip 192.0.2.7", "mcast_src_ip 192.0.2.6"))
                        .source())
                .hasToString("/192.0.2.6");
    }

    @Test
    void unicastWordsWithoutPeersMeanMulticast() {
        assertThat(codes(instance("unicast_peer {\n}"))).containsExactly("unicast-without-peers");
        assertThat(codes(instance("unicast_src_ip 192.0.2.7"))).containsExactly("unicast-without-peers");
        assertThat(codes(instance("unicast_ttl 9"))).containsExactly("unicast-without-peers");
        assertThat(only(instance("unicast_peer {\n}")).unicast()).isFalse();
    }

    @Test
    void addressesOfTheOtherFamilyAreLeftOut() {
        assertThat(codes(instance("unicast_peer {\nfe80::1\n192.0.2.8\n}"))).containsExactly("mixed-families");
        assertThat(codes(instance("mcast_src_ip fe80::1"))).containsExactly("mixed-families");
        assertThat(codes(instance("mcast_dst_ip ff02::5"))).containsExactly("mixed-families");
    }

    @Test
    void theGroupOfAnInstanceGoesBeforeTheGroupOfAll() {
        String globals = "global_defs {\nvrrp_mcast_group4 224.0.0.19\nvrrp_mcast_group6 ff02::13\n}\n";
        assertThat(only(globals + instance()).multicastGroup()).hasToString("/224.0.0.19");
        assertThat(only(globals + instance("mcast_dst_ip 224.0.0.20")).multicastGroup())
                .hasToString("/224.0.0.20");
        assertThat(codes(instance("mcast_dst_ip 10.0.0.1"))).containsExactly("bad-address");
        assertThat(codes("global_defs {\nvrrp_mcast_group4 ff02::13\n}\n")).containsExactly("bad-address");
    }

    @Test
    void aGroupIsOfNoUseWithPeers() {
        assertThat(codes(instance("unicast_peer {\n192.0.2.8\n}", "mcast_dst_ip 224.0.0.20")))
                .containsExactly("group-with-unicast");
    }

    @Test
    void strictModeAllowsNoPeers() {
        assertThat(codes("global_defs {\nvrrp_strict\n}\n" + instance("unicast_peer {\n192.0.2.8\n}")))
                .contains("unicast-in-strict-mode");
    }
}
