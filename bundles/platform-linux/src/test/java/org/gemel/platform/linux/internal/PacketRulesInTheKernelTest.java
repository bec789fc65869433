package org.gemel.platform.linux.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.gemel.api.config.Firewall;
import org.gemel.api.platform.PacketRules;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PacketRulesInTheKernelTest extends InTheLab {

    private final List<String> refusals = new CopyOnWriteArrayList<>();
    private Node node;

    @BeforeEach
    void start() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/sbin/nft")), "needs the program nft (package nftables)");
        node = lab.node(lab.left);
    }

    @Test
    void packetsToARefusedAddressAreDroppedAndItIsStillFound() throws Exception {
        Lab.ip(lab.left, "addr add 10.99.0.100/24 dev eth0");
        Lab.ping(lab.right, "10.99.0.100");

        filter(new PacketRules(Firewall.DEFAULT, Set.of(InetAddress.getByName("10.99.0.100")), Set.of()));

        assertThatThrownBy(() -> Lab.run("ip", "netns", "exec", lab.right, "ping", "-c1", "-W1", "10.99.0.100"))
                .isInstanceOf(IOException.class);
        Lab.ping(lab.right, "10.99.0.1");
        assertThat(Lab.ip(lab.right, "neigh show 10.99.0.100")).contains("lladdr");
    }

    @Test
    void neighbourDiscoveryOfARefusedAddressGoesOn() throws Exception {
        Lab.ip(lab.left, "addr add fe80::100/64 dev eth0 nodad");

        filter(new PacketRules(Firewall.DEFAULT, Set.of(InetAddress.getByName("fe80::100")), Set.of()));

        assertThatThrownBy(() -> Lab.run("ip", "netns", "exec", lab.right, "ping", "-c1", "-W1", "fe80::100%eth0"))
                .isInstanceOf(IOException.class);
        assertThat(Lab.ip(lab.right, "neigh show fe80::100")).contains("lladdr");
    }

    @Test
    void withoutRulesNoTableIsLeft() throws Exception {
        filter(new PacketRules(Firewall.DEFAULT, Set.of(InetAddress.getByName("10.99.0.100")), Set.of("vrrp.51")));
        assertThat(tables()).contains("table inet gemel");

        filter(new PacketRules(Firewall.DEFAULT, Set.of(), Set.of()));

        assertThat(tables()).isEmpty();
    }

    @Test
    void whatADeadProcessLeftIsReplacedOrRemoved() throws Exception {
        Lab.run("ip", "netns", "exec", lab.left, "nft", "add", "table", "inet", "gemel");

        filter(new PacketRules(Firewall.DEFAULT, Set.of(), Set.of()));

        assertThat(tables()).isEmpty();
    }

    @Test
    void anotherTableIsLeftAlone() throws Exception {
        Lab.run("ip", "netns", "exec", lab.left, "nft", "add", "table", "inet", "other");

        filter(new PacketRules(Firewall.DEFAULT, Set.of(InetAddress.getByName("10.99.0.100")), Set.of()));
        filter(new PacketRules(Firewall.DEFAULT, Set.of(), Set.of()));

        assertThat(tables()).isEqualTo("table inet other");
    }

    @Test
    void appliancesInOneNetworkNamespaceHaveTablesThatDoNotMeet() throws Exception {
        Firewall blue = new Firewall(Firewall.tableOf("9-blue.a"), -1, false);
        Set<InetAddress> refused = Set.of(InetAddress.getByName("10.99.0.100"));
        filter(new PacketRules(blue, refused, Set.of()));
        filter(new PacketRules(Firewall.DEFAULT, refused, Set.of()));
        assertThat(tables()).contains("table inet gemel_9-blue.a").containsPattern("table inet gemel$");

        filter(new PacketRules(Firewall.DEFAULT, Set.of(), Set.of()));
        assertThat(tables()).isEqualTo("table inet gemel_9-blue.a");

        filter(new PacketRules(blue, Set.of(), Set.of()));
        assertThat(tables()).isEmpty();
    }

    @Test
    void theTableHasTheNameThePriorityAndTheCountersThatAreAskedFor() throws Exception {
        filter(new PacketRules(
                new Firewall("mine", -7, true), Set.of(InetAddress.getByName("10.99.0.100")), Set.of("vrrp.51")));

        assertThat(Lab.run("ip", "netns", "exec", lab.left, "nft", "list", "table", "inet", "mine"))
                .contains("priority filter - 7")
                .contains("ip daddr @refused4 counter")
                .contains("oifname \"vrrp.51\"");
    }

    private void filter(PacketRules rules) throws Exception {
        node.onLoop(() -> {
            node.network.filter(rules, done -> done.ifPresent(refusals::add));
            return true;
        });
        // Closing waits for what is under way; the rules stay.
        node.close();
        node = lab.node(lab.left);
        assertThat(refusals).isEmpty();
    }

    private String tables() throws IOException {
        return Lab.run("ip", "netns", "exec", lab.left, "nft", "list", "tables").strip();
    }
}
