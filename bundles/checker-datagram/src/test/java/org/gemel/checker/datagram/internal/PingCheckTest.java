package org.gemel.checker.datagram.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.gemel.api.checker.Checker;
import org.gemel.api.config.CheckerDefinition.Connection;
import org.gemel.api.platform.Conversations.Kind;
import org.gemel.api.platform.Conversations.Peer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PingCheckTest {

    private final Wire wire = new Wire();
    private Checker check;

    @BeforeEach
    void ask() throws Exception {
        InetSocketAddress to = new InetSocketAddress(InetAddress.getByName("10.0.0.1"), 80);
        Connection connection =
                new Connection(to, InetAddress.getByName("10.0.0.9"), 53, "eth1", 7, Duration.ofSeconds(5));
        check = new DatagramCheck(PingCheckerFactory.inquiry(connection), wire);
        check.ask(wire);
    }

    @Test
    void anEchoOfPingsSizeIsAskedForTheWayTheConfigurationSays() throws Exception {
        assertThat(wire.peer)
                .isEqualTo(new Peer(
                        Kind.ECHO,
                        InetAddress.getByName("10.0.0.1"),
                        0,
                        InetAddress.getByName("10.0.0.9"),
                        0,
                        "eth1",
                        7));
        assertThat(wire.sent).containsExactly(56);
    }

    @Test
    void aReplyPasses() throws Exception {
        wire.toUs.received(ByteBuffer.allocate(56));
        assertThat(wire.answered()).isEqualTo("passed reply");
        assertThat(wire.closed).isTrue();
    }

    @Test
    void anIcmpErrorFails() throws Exception {
        wire.toUs.failed("no route to host");
        assertThat(wire.answered()).isEqualTo("failed no route to host");
    }

    @Test
    void whatNobodyWaitsForIsClosed() {
        wire.abandon.run();
        assertThat(wire.closed).isTrue();
    }

    @Test
    void theNextProbeEndsTheLast() {
        check.ask(wire);
        assertThat(wire.closed).isTrue();
        assertThat(wire.sent).hasSize(2);
    }
}
