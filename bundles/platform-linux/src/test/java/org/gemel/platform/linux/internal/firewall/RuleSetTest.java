package org.gemel.platform.linux.internal.firewall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.gemel.api.config.Firewall;
import org.gemel.api.platform.PacketRules;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuleSetTest {

    @TempDir
    private Path directory;

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
        try (NftTable table = new NftTable(List.of("/nowhere/nft"), Duration.ofSeconds(10))) {
            table.replace(
                    new PacketRules(Firewall.DEFAULT, Set.of(InetAddress.getByName("192.0.2.1")), Set.of()),
                    done -> done.ifPresent(told::add));

            assertThat(told.poll(60, TimeUnit.SECONDS))
                    .isEqualTo("the program nft is not there, so packets to virtual addresses are accepted in spite of"
                            + " no_accept; install it (package nftables)");
        }
    }

    /** By way of another program, which is not ended with it and keeps what it says open. */
    @Test
    void aProgramThatHangsIsEndedAndToldOfAndTheNextIsRun() throws Exception {
        Path program = Files.writeString(
                directory.resolve("nft"), "#!/bin/sh\n[ -e \"$0.ready\" ] || { sleep 12 & wait; }\ncat >\"$0.in\"\n");
        assumeTrue(program.toFile().setExecutable(true), "needs Unix");
        BlockingQueue<String> told = new LinkedBlockingQueue<>();
        PacketRules rules = new PacketRules(Firewall.DEFAULT, Set.of(), Set.of("eth0"));
        NftTable table = new NftTable(List.of(program.toString()), Duration.ofSeconds(5));
        try (table) {
            table.replace(rules, done -> done.ifPresent(told::add));
            assertThat(told.poll(60, TimeUnit.SECONDS)).contains("has not ended");

            Files.createFile(directory.resolve("nft.ready"));
            table.replace(rules, done -> done.ifPresent(told::add));
        }
        table.await();
        assertThat(directory.resolve("nft.in")).content().contains("eth0");
        assertThat(told).isEmpty();
    }

    @Test
    void whereNothingIsWantedItDoesNotMatterThatTheProgramIsMissing() {
        BlockingQueue<String> told = new LinkedBlockingQueue<>();
        NftTable table = new NftTable(List.of("/nowhere/nft"), Duration.ofSeconds(10));
        try (table) {
            table.replace(new PacketRules(Firewall.DEFAULT, Set.of(), Set.of()), done -> done.ifPresent(told::add));
        }
        table.await();
        assertThat(told).isEmpty();
    }
}
