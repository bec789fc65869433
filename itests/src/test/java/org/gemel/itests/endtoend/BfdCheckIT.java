package org.gemel.itests.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import org.gemel.demo.lab.Lab;
import org.gemel.demo.lab.Node;
import org.gemel.itests.rig.BfdPeer;
import org.gemel.itests.rig.Gateway;
import org.gemel.itests.rig.NamedServer;
import org.gemel.itests.rig.RequestStream;
import org.gemel.itests.rig.Requirement;
import org.gemel.itests.rig.Rig;
import org.gemel.itests.rig.Setup;
import org.gemel.itests.rig.Software;
import org.gemel.itests.rig.Standing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real server is used while its host answers by BFD, the neighbour being keepalived. */
@Timeout(300)
class BfdCheckIT {

    private static final int ENOUGH = 10;

    @TempDir
    private Path directory;

    @Test
    void aSessionTakesARealServerOutAndIn() throws IOException {
        Requirement.check(Rig.missing(BfdPeer.KEEPALIVED.missing(), Software.GEMEL));
        try (Rig rig = Rig.build(Setup.v3("1"), Software.GEMEL, Rig.BETTER, Software.GEMEL, Rig.OTHER, 3);
                NamedServer watched = server(rig, 2, "watched");
                NamedServer plain = server(rig, 3, "plain")) {
            Node host = rig.client(2);
            Gateway.forward(rig.better().node());
            rig.better()
                    .start(rig.setup()
                            .with("""
                            bfd_instance session {
                                neighbor_ip %s
                                min_rx 1000
                                min_tx 1000
                                multiplier 5
                            }
                            virtual_server %s 80 {
                                lb_algo rr
                                lb_kind NAT
                                protocol TCP
                                real_server %s {
                                    BFD_CHECK {
                                        name session
                                        alpha
                                    }
                                }
                                real_server %s {
                                }
                            }
                            """.formatted(host.address4(), Lab.SHARED4, watched.address(), plain.address()), ""));
            rig.awaitServing(rig.better());
            try (RequestStream stream = RequestStream.start(rig.client(), Lab.SHARED4, 80)) {
                awaitAnswersBy(rig, stream, "plain");

                BfdPeer.KEEPALIVED.start(host, rig.better().node(), directory);
                rig.await("the session is up", () -> standing(rig, watched).alive());
                awaitAnswersBy(rig, stream, "watched", "plain");

                // From now on nothing of BFD leaves the host, and all else does.
                Instant silent = Instant.now();
                host.run("nft", "add table inet silence");
                host.run("nft", "add chain inet silence out { type filter hook output priority 0 ; }");
                host.run("nft", "add rule inet silence out udp dport 3784 drop");
                rig.await("the session is down", () -> !standing(rig, watched).alive());
                assertThat(standing(rig, watched).reason()).startsWith("BFD_CHECK: ");
                Instant known = Instant.now();
                awaitAnswersBy(rig, stream, "plain");

                host.run("nft", "delete table inet silence");
                rig.await(
                        "the session is up again", () -> standing(rig, watched).alive());
                awaitAnswersBy(rig, stream, "watched", "plain");
                // A request that is just being answered by whom is taken out may fail.
                assertThat(stream.between(Instant.EPOCH, silent)).allMatch(RequestStream.Request::answered);
                assertThat(stream.between(known, Instant.MAX)).allMatch(RequestStream.Request::answered);
            }
        }
    }

    private static NamedServer server(Rig rig, int number, String name) {
        Gateway.answer(rig.client(number), Lab.SHARED4, rig.client().address4() + "/32");
        return NamedServer.start(rig.client(number), name);
    }

    /** Waits until requests that begin from then on are answered by these, each of them, and by nobody else. */
    private static void awaitAnswersBy(Rig rig, RequestStream stream, String... names) {
        rig.await(
                "answers are by " + String.join(" and ", names),
                () -> stream.awaitAfter(rig, Instant.now(), ENOUGH).stream()
                        .map(RequestStream.Request::by)
                        .collect(Collectors.toSet())
                        .equals(Set.of(names)));
    }

    private static Standing standing(Rig rig, NamedServer server) {
        return Standing.of(
                rig.better(), Lab.SHARED4 + ":80/tcp", server.address().replace(' ', ':'));
    }
}
