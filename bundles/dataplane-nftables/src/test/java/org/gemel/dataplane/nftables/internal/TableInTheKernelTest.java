package org.gemel.dataplane.nftables.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.gemel.api.config.Balancing;
import org.gemel.api.config.VirtualServer.Address;
import org.gemel.api.dataplane.DataPlane;
import org.gemel.api.dataplane.Service;
import org.gemel.api.dataplane.Traffic;
import org.gemel.api.dataplane.Traffic.Counts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class TableInTheKernelTest {

    private static final Address WEB = Services.at("tcp 10.1.0.100 80");
    private static final Address DNS = Services.at("udp 10.1.0.100 53");
    private static final Address MAIL = Services.at("tcp fd01::100 25");

    private final DataPlane dataPlane = new NftablesDataPlane("gemel-lb");
    private Lab lab;
    private DataPlane.Session session;

    @TempDir
    private Path directory;

    @BeforeEach
    void start() throws Exception {
        Lab.assumePossible();
        lab = new Lab();
        session = open();
        for (String each : List.of("10.2.0.11", "10.2.0.12", "fd02::11")) {
            lab.serveTcp(each, 8080);
            lab.serveUdp(each, 5353);
        }
    }

    @AfterEach
    void stop() throws Exception {
        if (session != null) {
            session.close();
        }
        if (lab != null) {
            lab.close();
        }
    }

    private DataPlane.Session open() throws Exception {
        return dataPlane.open(lab.routerPlatform, Balancing.NONE);
    }

    private static List<Service> some() {
        return List.of(
                Services.service(WEB, "wrr", "10.2.0.11 8080 *2", "10.2.0.12 8080 *1"),
                Services.persistent(DNS, 60, 32, "10.2.0.11 5353"),
                Services.service(MAIL, "sh", "fd02::11 8080"),
                Services.service(new Address.Mark(7, org.gemel.api.config.Family.IPV6), "rr", "fd02::11 0"));
    }

    private String list() throws IOException {
        return lab.inRouter("nft", "-a", "list", "table", "inet", "gemel-lb");
    }

    private String listWithoutCounts() throws IOException {
        return list().replaceAll("packets \\d+ bytes \\d+|expires \\w+", "");
    }

    @Test
    void itWorksOnThisMachine() {
        assertThat(dataPlane.unavailable(lab.routerPlatform)).isNull();
    }

    @Test
    void theProgramNftCanSaveAndRestoreIt() throws Exception {
        session.apply(some());
        String listed = lab.inRouter("nft", "list", "ruleset");
        assertThat(listed).contains("0x00000007 : goto mark-7-ipv6");
        lab.inRouter("nft", "flush", "ruleset");

        lab.inRouter(
                "nft",
                "-f",
                Files.writeString(directory.resolve("saved"), listed).toString());

        assertThat(lab.inRouter("nft", "list", "ruleset")).isEqualTo(listed);
    }

    @Test
    void applyingTheSameChangesNothing() throws Exception {
        session.apply(some());
        String before = list();

        session.apply(some());

        assertThat(list()).isEqualTo(before);
    }

    @Test
    void aChangeTouchesOnlyItsOwnService() throws Exception {
        session.apply(some());
        String chain = "chain tcp-10.1.0.100-80 {";
        String before = listWithoutCounts();
        assertThat(before).contains(chain);

        List<Service> changed = new java.util.ArrayList<>(some());
        changed.set(0, Services.service(WEB, "wrr", "10.2.0.11 8080 *2", "10.2.0.12 8080 *5"));
        session.apply(changed);

        // Handles tell that nothing else has been written anew.
        assertThat(without(chain, listWithoutCounts())).isEqualTo(without(chain, before));
    }

    @Test
    void aRealServerThatComesOrGoesTouchesOnlyWhatIsForIt() throws Exception {
        session.apply(some());
        String before = without("chain tcp-10.1.0.100-80 {", listWithoutCounts());
        List<Service> failed = new java.util.ArrayList<>(some());
        failed.set(0, Services.service(WEB, "wrr", "10.2.0.11 8080 *2"));

        session.apply(failed);
        assertThat(list()).doesNotContain("10.2.0.12");
        session.apply(some());

        List<String> rewritten = new java.util.ArrayList<>(without("chain tcp-10.1.0.100-80 {", listWithoutCounts())
                .lines()
                .toList());
        rewritten.removeAll(before.lines().toList());
        assertThat(rewritten).isNotEmpty().allMatch(line -> line.contains("10.2.0.12") || line.contains("dnat"));
    }

    private static String without(String chain, String listing) {
        int begin = listing.indexOf(chain);
        return listing.substring(0, begin) + listing.substring(listing.indexOf("\t}", begin));
    }

    @Test
    void tablesOfOthersAreLeftAlone() throws Exception {
        lab.inRouter(
                "nft",
                "table inet other { chain c { type nat hook prerouting priority -100; counter; } ; set s {"
                        + " type ipv4_addr; elements = { 10.9.9.9 } ; } ; }");
        String other = lab.inRouter("nft", "list", "ruleset");

        session.apply(some());
        session.mend();
        session.apply(List.of());

        assertThat(lab.inRouter("nft", "list", "ruleset")).isEqualTo(other);
    }

    @Test
    void whatAKilledPredecessorLeftIsTakenOverAsItIs() throws Exception {
        session.apply(some());
        Socket socket = lab.connect("10.1.0.100", 80);
        String server = Lab.line(socket);
        assertThat(Lab.ask(lab.datagrams(), "10.1.0.100", 53)).isEqualTo("10.2.0.11");
        String before = listWithoutCounts();
        session.close();

        session = open();
        session.apply(some());

        assertThat(listWithoutCounts()).isEqualTo(before);
        assertThat(Lab.again(socket)).isEqualTo(server);
        assertThat(session.traffic().get(WEB).total().connections()).isEqualTo(1);
    }

    @Test
    void whatAKilledPredecessorLeftAndNobodyWantsGoesWithItsConnections() throws Exception {
        session.apply(some());
        Socket socket = lab.connect("10.1.0.100", 80);
        String server = Lab.line(socket);
        DatagramSocket datagrams = lab.datagrams();
        assertThat(Lab.ask(datagrams, "10.1.0.100", 53)).isEqualTo("10.2.0.11");
        session.close();

        session = open();
        session.apply(List.of(some().get(0), Services.service(DNS, "rr", "10.2.0.12 5353")));

        assertThat(list()).doesNotContain("mark-7").doesNotContain("fd02");
        assertThat(Lab.again(socket)).isEqualTo(server);
        assertThat(Lab.ask(datagrams, "10.1.0.100", 53)).isEqualTo("10.2.0.12");
    }

    /** {@code lvs_flush} (behaviour 100); what others have is not ours to remove. */
    @Test
    void withFlushEvenWhatIsStillWantedIsMadeAnewAndConnectionsGoOn() throws Exception {
        lab.inRouter("nft", "add table inet other");
        session.apply(some());
        Socket socket = lab.connect("10.1.0.100", 80);
        String server = Lab.line(socket);
        String handles = listWithoutCounts();
        session.close();

        Balancing none = Balancing.NONE;
        session = dataPlane.open(
                lab.routerPlatform,
                new Balancing(List.of(), null, true, none.leave(), none.timeouts(), none.sync(), none.grace()));
        session.apply(some());

        assertThat(listWithoutCounts()).isNotEqualTo(handles);
        assertThat(listWithoutCounts().replaceAll("# handle \\d+", ""))
                .isEqualTo(handles.replaceAll("# handle \\d+", ""));
        assertThat(session.traffic().get(WEB).total().connections()).isZero();
        assertThat(Lab.again(socket)).isEqualTo(server);
        assertThat(lab.inRouter("nft", "list", "tables")).contains("table inet other");
    }

    @Test
    void aTableThatAnotherVersionLeftIsReplacedAndConnectionsGoOn() throws Exception {
        session.apply(some());
        Socket socket = lab.connect("10.1.0.100", 80);
        String server = Lab.line(socket);
        session.close();
        lab.inRouter(
                "nft",
                "delete table inet gemel-lb; table inet gemel-lb { chain prerouting { type filter hook"
                        + " prerouting priority 0; } ; chain x { counter; } ; }");

        session = open();
        session.apply(some());

        assertThat(list()).doesNotContain("chain x").contains("type nat hook prerouting");
        assertThat(Lab.again(socket)).isEqualTo(server);
        assertThat(lab.ask("10.1.0.100", 80)).isIn("10.2.0.11", "10.2.0.12");
    }

    @Test
    void aTableThatSomebodyRemovedIsMadeAgain() throws Exception {
        session.apply(some());
        String before = lab.inRouter("nft", "list", "ruleset");
        assertThat(session.mend()).isEmpty();
        lab.inRouter("nft", "flush", "ruleset");

        assertThat(session.mend()).containsExactly("the nftables table inet gemel-lb was gone; it has been made again");

        assertThat(lab.inRouter("nft", "list", "ruleset")).isEqualTo(before);
        assertThat(session.mend()).isEmpty();
    }

    @Test
    void whatSomebodyChangedInItIsMended() throws Exception {
        session.apply(some());
        String before = lab.inRouter("nft", "list", "ruleset");
        lab.inRouter(
                "nft",
                "add rule inet gemel-lb tcp-10.1.0.100-80 drop; add chain inet gemel-lb mine; delete element"
                        + " inet gemel-lb ports-ipv4 { 10.1.0.100 . udp . 53 }");

        assertThat(session.mend())
                .containsExactlyInAnyOrder(
                        "the chain mine in the nftables table inet gemel-lb had been changed; it is as it was",
                        "the chain tcp-10.1.0.100-80 in the nftables table inet gemel-lb had been changed; it is as it was",
                        "elements of sets in the nftables table inet gemel-lb had been changed; they are as they were");

        assertThat(lab.inRouter("nft", "list", "ruleset")).isEqualTo(before);
    }

    @Test
    void aChangeSucceedsAlsoAfterSomebodyRemovedTheTable() throws Exception {
        session.apply(some());
        lab.inRouter("nft", "flush", "ruleset");

        session.apply(List.of(Services.service(WEB, "rr", "10.2.0.12 8080"), some().get(1)));

        assertThat(lab.ask("10.1.0.100", 80)).isEqualTo("10.2.0.12");
        assertThat(list()).contains("udp-10.1.0.100-53");
    }

    @Test
    void connectionsPacketsAndOctetsAreCountedForEachDestination() throws Exception {
        session.apply(some());
        assertThat(session.traffic().get(WEB).total()).isEqualTo(new Counts(0, 0, 0, 0, 0, 0, 0));
        Socket socket = lab.connect("10.1.0.100", 80);
        String server = Lab.line(socket);
        Lab.again(socket);
        DatagramSocket datagrams = lab.datagrams();
        Lab.ask(datagrams, "10.1.0.100", 53);
        Lab.ask(datagrams, "10.1.0.100", 53);

        Map<Address, Traffic> traffic = session.traffic();

        Counts tcp = traffic.get(WEB).destinations().get(Services.to(server, 8080));
        assertThat(tcp.connections()).isEqualTo(1);
        assertThat(tcp.active()).isEqualTo(1);
        assertThat(tcp.inactive()).isZero();
        assertThat(tcp.packetsIn()).isBetween(3L, 10L);
        assertThat(tcp.bytesOut()).isGreaterThan(100);
        assertThat(traffic.get(DNS).total())
                .isEqualTo(new Counts(1, 1, 0, 2, 2, 2 * (20 + 8 + 1), 2 * (20 + 8 + "10.2.0.11".length())));
    }

    @Test
    @Timeout(60)
    void aConnectionIsActiveUntilBothSidesHaveClosedIt() throws Exception {
        session.apply(List.of(Services.service(WEB, "rr", "10.2.0.11 8080")));
        Socket socket = lab.connect("10.1.0.100", 80);
        Lab.line(socket);
        Lab.again(socket);

        assertThat(session.traffic().get(WEB).total().active()).isEqualTo(1);

        socket.close();
        Counts counts;
        do {
            counts = session.traffic().get(WEB).total();
        } while (counts.active() != 0);
        assertThat(counts.inactive()).isEqualTo(1);
    }

    @Test
    void countersGoOnWhenOthersChange() throws Exception {
        session.apply(some());
        lab.ask("10.1.0.100", 80);

        session.apply(List.of(Services.service(WEB, "rr", "10.2.0.11 8080", "10.2.0.12 8080 *0")));

        assertThat(session.traffic().get(WEB).total().connections()).isEqualTo(1);
    }

    @Test
    void twoAppliancesInOneNetworkNamespaceDoNotMeet() throws Exception {
        session.apply(List.of(Services.service(WEB, "rr", "10.2.0.11 8080")));
        try (DataPlane.Session second =
                new NftablesDataPlane("gemel-lb-blue").open(lab.routerPlatform, Balancing.NONE)) {
            second.apply(List.of(Services.service(Services.at("tcp 10.1.0.100 81"), "rr", "10.2.0.12 8080")));

            assertThat(lab.ask("10.1.0.100", 80)).isEqualTo("10.2.0.11");
            assertThat(lab.ask("10.1.0.100", 81)).isEqualTo("10.2.0.12");
            second.apply(List.of());
        }
        assertThat(lab.inRouter("nft", "list", "tables").strip()).isEqualTo("table inet gemel-lb");
    }
}
