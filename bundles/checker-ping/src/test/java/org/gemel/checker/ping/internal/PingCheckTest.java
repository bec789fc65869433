package org.gemel.checker.ping.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.gemel.api.checker.Checker;
import org.gemel.api.checker.Probe;
import org.gemel.api.checker.Verdict;
import org.gemel.api.config.CheckerDefinition.Connection;
import org.gemel.api.platform.Conversations;
import org.gemel.api.platform.Conversations.Kind;
import org.gemel.api.platform.Conversations.Peer;
import org.gemel.api.platform.Conversations.Replies;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PingCheckTest {

    private final BlockingQueue<Verdict> answers = new LinkedBlockingQueue<>();
    private final List<Integer> sent = new ArrayList<>();
    private Peer peer;
    private Replies toUs;
    private boolean closed;
    private Runnable abandon;
    private Checker check;

    @BeforeEach
    void ask() throws Exception {
        InetSocketAddress to = new InetSocketAddress(InetAddress.getByName("10.0.0.1"), 80);
        check = new PingCheck(
                new Connection(to, InetAddress.getByName("10.0.0.9"), 53, "eth1", 7, Duration.ofSeconds(5)),
                new Network());
        check.ask(probe());
    }

    @Test
    void anEchoOfPingsSizeIsAskedForTheWayTheConfigurationSays() throws Exception {
        assertThat(peer)
                .isEqualTo(new Peer(
                        Kind.ECHO,
                        InetAddress.getByName("10.0.0.1"),
                        0,
                        InetAddress.getByName("10.0.0.9"),
                        0,
                        "eth1",
                        7));
        assertThat(sent).containsExactly(56);
    }

    @Test
    void aReplyPasses() throws Exception {
        toUs.received(ByteBuffer.allocate(56));
        assertThat(answer()).isEqualTo("passed reply");
        assertThat(closed).isTrue();
    }

    @Test
    void anIcmpErrorFails() throws Exception {
        toUs.failed("no route to host");
        assertThat(answer()).isEqualTo("failed no route to host");
    }

    @Test
    void whatNobodyWaitsForIsClosed() {
        abandon.run();
        assertThat(closed).isTrue();
    }

    @Test
    void theNextProbeEndsTheLast() {
        check.ask(probe());
        assertThat(closed).isTrue();
        assertThat(sent).hasSize(2);
    }

    /** Says what it was asked for, and answers as it is told to. */
    private final class Network implements Conversations {

        @Override
        public Conversation open(Peer with, Replies replies) {
            peer = with;
            toUs = replies;
            return new Conversation() {
                @Override
                public void send(ByteBuffer payload) {
                    sent.add(payload.remaining());
                }

                @Override
                public void close() {
                    closed = true;
                }
            };
        }
    }

    private Probe probe() {
        return new Probe() {
            @Override
            public Duration limit() {
                return Duration.ofSeconds(5);
            }

            @Override
            public void answer(Verdict verdict) {
                answers.add(verdict);
            }

            @Override
            public boolean over() {
                return false;
            }

            @Override
            public void onAbandoned(Runnable cleanup) {
                abandon = cleanup;
            }
        };
    }

    private String answer() throws InterruptedException {
        Verdict verdict = answers.poll(10, TimeUnit.SECONDS);
        return verdict == null
                ? "nothing"
                : (verdict.passed() ? "passed " : "failed ")
                        + verdict.evidence().answered();
    }
}
