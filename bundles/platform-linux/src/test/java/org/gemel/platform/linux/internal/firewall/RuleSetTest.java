package org.gemel.platform.linux.internal.firewall;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.gemel.api.config.Firewall;
import org.gemel.api.platform.PacketRules;
import org.junit.jupiter.api.Test;

class RuleSetTest {

    @Test
    void theTableIsReplacedAtOnce() throws Exception {
        PacketRules rules = new PacketRules(
                Firewall.DEFAULT,
                Set.of(
                        InetAddress.getByName("192.0.2.2"),
                        InetAddress.getByName("192.0.2.1"),
                        InetAddress.getByName("fe80::1")),
                Set.of("vrrp.51"));

        assertThat(RuleSet.replacing(rules)).isEqualTo("""
                add table inet gemel
                delete table inet gemel
                table inet gemel {
                  set refused4 {
                    type ipv4_addr
                    elements = { 192.0.2.1, 192.0.2.2 }
                  }
                  set refused6 {
                    type ipv6_addr
                    elements = { fe80::1 }
                  }
                  chain in {
                    type filter hook input priority -1; policy accept;
                    ip daddr @refused4 drop
                    ip6 daddr @refused6 icmpv6 type { nd-neighbor-solicit, nd-neighbor-advert } accept
                    ip6 daddr @refused6 drop
                  }
                  chain out {
                    type filter hook output priority -1; policy accept;
                    oifname { "vrrp.51" } icmpv6 type { mld-listener-query, mld-listener-report, mld-listener-done, mld2-listener-report } drop
                  }
                }
                """);
    }

    @Test
    void withoutRulesThereIsNoTable() {
        assertThat(RuleSet.replacing(new PacketRules(Firewall.DEFAULT, Set.of(), Set.of())))
                .isEqualTo("add table inet gemel\ndelete table inet gemel\n");
    }

    @Test
    void withoutTheProgramSomebodyIsToldWhatThatMeans() throws Exception {
        BlockingQueue<String> told = new LinkedBlockingQueue<>();
        try (NftTable table = new NftTable(List.of("/nowhere/nft"))) {
            table.replace(
                    new PacketRules(Firewall.DEFAULT, Set.of(InetAddress.getByName("192.0.2.1")), Set.of()), told::add);

            assertThat(told.poll(10, TimeUnit.SECONDS))
                    .isEqualTo("the program nft is not there, so packets to virtual addresses are accepted in spite of"
                            + " no_accept; install it (package nftables)");
        }
    }

    @Test
    void whereNothingIsWantedItDoesNotMatterThatTheProgramIsMissing() {
        BlockingQueue<String> told = new LinkedBlockingQueue<>();
        try (NftTable table = new NftTable(List.of("/nowhere/nft"))) {
            table.replace(new PacketRules(Firewall.DEFAULT, Set.of(), Set.of()), told::add);
        }
        assertThat(told).isEmpty();
    }
}
