package org.gemel.config.internal.bind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gemel.config.internal.Trees.codes;
import static org.gemel.config.internal.Trees.instance;
import static org.gemel.config.internal.Trees.only;

import org.gemel.api.config.ChecksumForm;
import org.gemel.api.config.Reception;
import org.junit.jupiter.api.Test;

class ReceptionBinderTest {

    private static final String PEERS = "unicast_peer {\n192.0.2.8\n}";

    private static Reception of(String globals, String... lines) {
        return only("global_defs {\n" + globals + "\n}\n" + instance(lines)).reception();
    }

    @Test
    void nothingIsChangedUnlessWritten() {
        assertThat(of("")).isEqualTo(Reception.DEFAULT);
    }

    @Test
    void theSwitchesOfAnInstanceGoBeforeThoseOfAll() {
        assertThat(of("vrrp_owner_ignore_adverts").ignoredByOwner()).isTrue();
        assertThat(of("vrrp_owner_ignore_adverts", "owner_ignore_adverts no").ignoredByOwner())
                .isFalse();
        assertThat(of("vrrp_skip_check_adv_addr").listTrusted()).isTrue();
        assertThat(of("vrrp_skip_check_adv_addr", "skip_check_adv_addr off").listTrusted())
                .isFalse();
        assertThat(of("vrrp_check_unicast_src", PEERS).peersOnly()).isTrue();
        assertThat(of("", "check_unicast_src", PEERS).peersOnly()).isTrue();
    }

    @Test
    void theBufferIsBytesOrAdvertisementsOrTheLargestPackets() {
        assertThat(of("", "kernel_rx_buf_size 9000").bufferBytes()).isEqualTo(9000);
        assertThat(of("vrrp_rx_bufs_policy 8000").bufferBytes()).isEqualTo(8000);
        // 20 for IPv4, 8 for the header, one address, 8 of authentication data.
        assertThat(of("vrrp_rx_bufs_policy ADVERT").bufferBytes()).isEqualTo(3 * 40);
        assertThat(of("vrrp_rx_bufs_policy MTU\nvrrp_rx_bufs_multiplier 5").bufferMtus())
                .isEqualTo(5);
        assertThat(of("vrrp_rx_bufs_policy MTU", "kernel_rx_buf_size 9000").bufferMtus())
                .isZero();
    }

    @Test
    void theOldChecksumIsSentOrAcceptedOrNot() {
        String old = instance("version 3", PEERS, "old_unicast_checksum");
        assertThat(only(old).checksumForm()).isEqualTo(ChecksumForm.OLD_UNICAST);
        String never = instance("version 3", PEERS, "old_unicast_checksum never");
        assertThat(only(never).checksumForm()).isEqualTo(ChecksumForm.AUTO);
        assertThat(only(never).reception().oldUnicastChecksum()).isFalse();
        assertThat(codes(instance("version 2", PEERS, "old_unicast_checksum")))
                .containsExactly("old-checksum-without-use");
    }
}
