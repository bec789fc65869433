package org.gemel.dataplane.nftables.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.gemel.api.config.Balancing;
import org.gemel.api.config.VirtualServer.Address;
import org.gemel.api.dataplane.DataPlane;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConnectionsInTheKernelTest {

    private static final Address WEB = Services.at("tcp 10.1.0.100 80");
    private static final Address WEB6 = Services.at("tcp fd01::100 80");
    private static final Address DNS = Services.at("udp 10.1.0.100 53");

    private Lab lab;
    private DataPlane.Session session;

    @BeforeEach
    void start() throws Exception {
        Lab.assumePossible();
        lab = new Lab();
        session = new NftablesDataPlane("gemel-lb").open(lab.routerPlatform, Balancing.NONE);
        for (String each : List.of("10.2.0.11", "10.2.0.12", "10.2.0.13", "fd02::11", "fd02::12")) {
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

    private Map<String, Integer> spread(String address, int connections) throws Exception {
        Map<String, Integer> spread = new TreeMap<>();
        for (int i = 0; i < connections; i++) {
            spread.merge(lab.ask(address, 80), 1, Integer::sum);
        }
        return spread;
    }

    @Test
    void connectionsAreSpreadByWeight() throws Exception {
        session.apply(
                List.of(Services.service(WEB, "wrr", "10.2.0.11 8080 *5", "10.2.0.12 8080 *3", "10.2.0.13 8080 *2")));

        assertThat(spread("10.1.0.100", 100)).isEqualTo(Map.of("10.2.0.11", 50, "10.2.0.12", 30, "10.2.0.13", 20));
    }

    @Test
    void withRoundRobinWeightsDoNotCountButForNone() throws Exception {
        session.apply(
                List.of(Services.service(WEB, "rr", "10.2.0.11 8080 *5", "10.2.0.12 8080 *1", "10.2.0.13 8080 *0")));

        assertThat(spread("10.1.0.100", 20)).isEqualTo(Map.of("10.2.0.11", 10, "10.2.0.12", 10));
    }

    @Test
    void ipv6IsTranslatedToo() throws Exception {
        session.apply(List.of(Services.service(WEB6, "wrr", "fd02::11 8080 *3", "fd02::12 8080 *1")));

        assertThat(spread("fd01::100", 20)).isEqualTo(Map.of("fd02::11", 15, "fd02::12", 5));
    }

    @Test
    void thisHostItselfIsServedToo() throws Exception {
        session.apply(List.of(Services.service(WEB, "rr", "10.2.0.11 8080")));

        try (Socket socket = lab.connect(lab.routerPlatform, "10.1.0.100", 80)) {
            assertThat(Lab.line(socket)).isEqualTo("10.2.0.11");
        }
    }

    @Test
    void theHeaviestServesAloneWithFo() throws Exception {
        session.apply(List.of(Services.service(WEB, "fo", "10.2.0.11 8080 *1", "10.2.0.12 8080 *9")));

        assertThat(spread("10.1.0.100", 5)).isEqualTo(Map.of("10.2.0.12", 5));
    }

    @Test
    void aClientStaysWithItsServerBySourceHash() throws Exception {
        for (String scheduler : List.of("sh", "mh")) {
            session.apply(List.of(Services.service(WEB, scheduler, "10.2.0.11 8080", "10.2.0.12 8080")));

            assertThat(spread("10.1.0.100", 10)).hasSize(1);
        }
    }

    @Test
    void whereNobodyHasAWeightConnectionsAreRefused() throws Exception {
        session.apply(List.of(Services.service(WEB, "rr", "10.2.0.11 8080 *0")));

        assertThatThrownBy(() -> lab.connect("10.1.0.100", 80)).isInstanceOf(ConnectException.class);
    }

    @Test
    void anEstablishedConnectionSurvivesItsServersWeightOfZeroAndOthersChanges() throws Exception {
        session.apply(List.of(Services.service(WEB, "rr", "10.2.0.11 8080", "10.2.0.12 8080")));
        Socket socket = lab.connect("10.1.0.100", 80);
        String server = Lab.line(socket);
        String other = server.equals("10.2.0.11") ? "10.2.0.12" : "10.2.0.11";

        session.apply(List.of(Services.service(WEB, "rr", server + " 8080 *0", other + " 8080")));
        assertThat(Lab.again(socket)).isEqualTo(server);
        assertThat(spread("10.1.0.100", 4)).isEqualTo(Map.of(other, 4));

        session.apply(List.of(Services.service(WEB, "rr", server + " 8080 *0")));
        assertThat(Lab.again(socket)).isEqualTo(server);
    }

    @Test
    void aConnectionToAServerThatIsGoneIsEnded() throws Exception {
        session.apply(List.of(Services.service(WEB, "rr", "10.2.0.11 8080")));
        Socket socket = lab.connect("10.1.0.100", 80);
        assertThat(Lab.line(socket)).isEqualTo("10.2.0.11");

        session.apply(List.of(Services.service(WEB, "rr", "10.2.0.12 8080")));

        assertThatThrownBy(() -> Lab.again(socket)).isInstanceOf(IOException.class);
        assertThat(lab.ask("10.1.0.100", 80)).isEqualTo("10.2.0.12");
    }

    @Test
    void throughALossOfTheQuorumConnectionsToWhoeverKeepsAPlaceGoOn() throws Exception {
        session.apply(List.of(Services.service(WEB, "rr", "10.2.0.11 8080")));
        Socket before = lab.connect("10.1.0.100", 80);
        assertThat(Lab.line(before)).isEqualTo("10.2.0.11");

        session.apply(List.of(Services.service(WEB, "rr", "10.2.0.11 8080 *0", "10.2.0.13 8080")));
        Socket sorry = lab.connect("10.1.0.100", 80);
        assertThat(Lab.line(sorry)).isEqualTo("10.2.0.13");
        assertThat(Lab.again(before)).isEqualTo("10.2.0.11");

        session.apply(List.of(Services.service(WEB, "rr", "10.2.0.11 8080")));
        assertThat(Lab.again(before)).isEqualTo("10.2.0.11");
        assertThatThrownBy(() -> Lab.again(sorry))
                .as("what is open with the sorry server ends with its service")
                .isInstanceOf(IOException.class);
    }

    @Test
    void aUdpClientWithAFixedPortMovesOnWhenItsServerIsGone() throws Exception {
        session.apply(List.of(Services.service(DNS, "rr", "10.2.0.11 5353")));
        DatagramSocket socket = lab.datagrams();
        assertThat(Lab.ask(socket, "10.1.0.100", 53)).isEqualTo("10.2.0.11");

        session.apply(List.of(Services.service(DNS, "rr", "10.2.0.12 5353")));

        assertThat(Lab.ask(socket, "10.1.0.100", 53)).isEqualTo("10.2.0.12");
    }

    @Test
    void aUdpClientThatHasAskedWhileNobodyServedIsServedFromTheSamePort() throws Exception {
        // Without any, the kernel does not track connections.
        session.apply(List.of(Services.service(WEB, "rr", "10.2.0.11 8080")));
        DatagramSocket socket = lab.datagrams();
        socket.send(new DatagramPacket(new byte[1], 1, InetAddress.getByName("10.1.0.100"), 53));
        long end = System.nanoTime() + 10_000_000_000L;
        while (!lab.inRouter("cat", "/proc/net/nf_conntrack").contains("dport=53 ")) {
            assertThat(System.nanoTime()).isLessThan(end);
        }

        session.apply(List.of(Services.service(DNS, "rr", "10.2.0.11 5353")));

        assertThat(Lab.ask(socket, "10.1.0.100", 53)).isEqualTo("10.2.0.11");
    }

    @Test
    void aPersistentClientStaysWithItsServerUntilThatHasNoWeight() throws Exception {
        session.apply(List.of(Services.persistent(WEB, 60, 24, "10.2.0.11 8080", "10.2.0.12 8080")));
        String server = lab.ask("10.1.0.100", 80);
        assertThat(spread("10.1.0.100", 5)).isEqualTo(Map.of(server, 5));
        // One of the same network.
        Lab.ip(lab.client, "addr change 10.1.0.3/24 dev eth0");
        Lab.ip(lab.client, "route replace default via 10.1.0.1 src 10.1.0.3");
        assertThat(spread("10.1.0.100", 3)).isEqualTo(Map.of(server, 3));
        String other = server.equals("10.2.0.11") ? "10.2.0.12" : "10.2.0.11";

        session.apply(List.of(Services.persistent(WEB, 60, 24, server + " 8080 *0", other + " 8080")));
        assertThat(spread("10.1.0.100", 3)).isEqualTo(Map.of(other, 3));
    }

    @Test
    void aPersistentClientLeavesAServerThatIsGone() throws Exception {
        session.apply(List.of(Services.persistent(WEB, 60, 24, "10.2.0.11 8080", "10.2.0.12 8080")));
        String server = lab.ask("10.1.0.100", 80);
        String other = server.equals("10.2.0.11") ? "10.2.0.12" : "10.2.0.11";

        session.apply(List.of(Services.persistent(WEB, 60, 24, other + " 8080")));
        assertThat(spread("10.1.0.100", 3)).isEqualTo(Map.of(other, 3));
    }

    @Test
    void aMarkLeadsToAServerWhateverTheAddress() throws Exception {
        lab.inRouter(
                "nft",
                "table ip marks { chain c { type filter hook prerouting priority -150;"
                        + " tcp dport 7000-7001 meta mark set 5 ; }; }");
        session.apply(List.of(Services.service(
                new Address.Mark(5, org.gemel.api.config.Family.IPV4), "rr", "10.2.0.11 8080", "10.2.0.12 8080")));

        assertThat(List.of(lab.ask("10.1.0.100", 7000), lab.ask("10.1.0.1", 7001)))
                .containsExactlyInAnyOrder("10.2.0.11", "10.2.0.12");
    }

    @Test
    void connectionsThatAMarkHasLedGoOnWhenTheirServerIsGone() throws Exception {
        lab.inRouter(
                "nft",
                "table ip marks { chain c { type filter hook prerouting priority -150;"
                        + " tcp dport 7000 meta mark set 5 ; }; }");
        Address mark = new Address.Mark(5, org.gemel.api.config.Family.IPV4);
        session.apply(List.of(Services.service(mark, "rr", "10.2.0.11 8080")));
        Socket socket = lab.connect("10.1.0.100", 7000);
        assertThat(Lab.line(socket)).isEqualTo("10.2.0.11");

        session.apply(List.of(Services.service(mark, "rr", "10.2.0.12 8080")));

        assertThat(Lab.again(socket)).isEqualTo("10.2.0.11");
        assertThat(lab.ask("10.1.0.100", 7000)).isEqualTo("10.2.0.12");
    }

    @Test
    void allPortsOfAnAddressAreLedToTheSamePorts() throws Exception {
        lab.serveTcp("10.2.0.12", 9090);
        session.apply(List.of(Services.persistent(Services.at("tcp 10.1.0.100 0"), 60, 32, "10.2.0.12 0")));

        assertThat(lab.ask("10.1.0.100", 9090)).isEqualTo("10.2.0.12");
        assertThat(lab.ask("10.1.0.100", 8080)).isEqualTo("10.2.0.12");
    }

    @Test
    void withoutServicesNothingIsLeft() throws Exception {
        session.apply(List.of(Services.service(WEB, "rr", "10.2.0.11 8080")));
        session.apply(List.of());

        assertThat(lab.inRouter("nft", "list", "tables")).isEmpty();
    }
}
