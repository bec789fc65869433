package org.gemel.itests.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.gemel.demo.lab.Node;
import org.gemel.itests.rig.Gateway;
import org.gemel.itests.rig.NamedServer;
import org.gemel.itests.rig.RequestStream;
import org.gemel.itests.rig.Requests;
import org.gemel.itests.rig.Requirement;
import org.gemel.itests.rig.Rig;
import org.gemel.itests.rig.Setup;
import org.gemel.itests.rig.Software;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What clients have open goes on whatever happens to others. Two real servers are the quorum, a third one is sorry. */
@Timeout(300)
class ConnectionsIT {

    private static final int USER = 1;
    private static final int PORT = 8080;
    /** So many more answers make a connection one that goes on. */
    private static final int SOME = 5;

    private Rig rig;
    private RequestStream stream;
    private final List<NamedServer> servers = new ArrayList<>();

    @BeforeEach
    void begin() {
        Requirement.check(Rig.missing(List.of("curl"), Software.GEMEL));
        rig = Rig.build(Setup.v3("1"), Software.GEMEL, 150, Software.GEMEL, 100, 4);
        Gateway.forward(router());
        for (String name : List.of("s1", "s2", "sorry")) {
            Node node = rig.client(servers.size() + 2);
            Gateway.answer(node, router().address4(), rig.client(USER).address4() + "/32");
            servers.add(NamedServer.start(node, name));
        }
        start();
        rig.await("both serve", () -> answering().equals(Set.of("s1", "s2")));
        stream = RequestStream.start(rig.client(USER), router().address4(), PORT);
    }

    @AfterEach
    void clearUp() {
        if (stream != null) {
            stream.close();
        }
        servers.forEach(NamedServer::close);
        if (rig != null) {
            rig.close();
        }
    }

    private Node router() {
        return rig.better().node();
    }

    /** At an address that is the router's own, lest it is gone for a while together with the router. */
    private void start() {
        StringBuilder text = new StringBuilder(
                """
                virtual_server %s %d {
                    delay_loop 1
                    lb_algo wrr
                    lb_kind NAT
                    protocol TCP
                    quorum 2
                    sorry_server %s
                """.formatted(router().address4(), PORT, servers.get(2).address()));
        for (NamedServer each : servers.subList(0, 2)) {
            text.append("""
                        real_server %s {
                            TCP_CHECK {
                                connect_timeout 10
                                retry 3
                                delay_before_retry 1
                            }
                        }
                    """.formatted(each.address()));
        }
        rig.better().start(Setup.v3("1").with(text.append("}\n").toString(), ""));
        rig.better().awaitReady();
    }

    /** Who answers new connections. */
    private Set<String> answering() {
        return Requests.ask(rig.client(USER), router().address4() + ":" + PORT, 12)
                .keySet();
    }

    private void assertHeldConnectionGoesOn(String holder) {
        int before = stream.held().size();
        rig.await(
                "the held connection has ended or goes on",
                () -> stream.held().size() >= before + SOME
                        || stream.held().stream().anyMatch(each -> !each.equals(holder)));
        assertThat(stream.held()).containsOnly(holder);
    }

    @Test
    void aServerThatWorksKeepsItsConnectionsThroughTheLossOfTheQuorum() {
        String holder = stream.held().get(0);
        NamedServer other = servers.get(holder.equals("s1") ? 1 : 0);

        other.close();
        rig.await("the sorry server serves", () -> answering().equals(Set.of("sorry")));
        assertHeldConnectionGoesOn(holder);

        other.restart();
        rig.await("both serve again", () -> answering().equals(Set.of("s1", "s2")));
        assertHeldConnectionGoesOn(holder);
    }

    /** Behaviour 100. */
    @Test
    void whatAKilledLifeHasLeftGoesOnInTheNext() {
        String holder = stream.held().get(0);

        rig.better().program().kill();
        assertHeldConnectionGoesOn(holder);

        start();
        rig.await(
                "the next life has looked at its servers",
                () -> rig.better().ask("lb").output().contains("connected"));
        assertHeldConnectionGoesOn(holder);
        assertThat(answering()).isEqualTo(Set.of("s1", "s2"));
    }
}
