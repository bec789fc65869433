package org.gemel.platform.linux.internal;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.gemel.api.platform.Conversations.Conversation;
import org.gemel.api.platform.Conversations.Kind;
import org.gemel.api.platform.Conversations.Peer;
import org.gemel.api.platform.Conversations.Replies;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConversationsOnTheWireTest extends InTheLab {

    private static final int PORT = 5353;
    private static final int PATIENCE_SECONDS = 30;

    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private Node left;
    private Node right;

    @BeforeEach
    void start() throws Exception {
        left = lab.node(lab.left);
        right = lab.node(lab.right);
    }

    @Test
    void anEchoOverIpv4ComesBackWithItsData() throws Exception {
        say(Kind.ECHO, "10.99.0.2", "0123456789abcdef!");

        assertThat(next()).isEqualTo("received 0123456789abcdef!");
    }

    @Test
    void anEchoOverIpv6ComesBackWithItsData() throws Exception {
        Lab.ip(lab.left, "addr add fd99::1/64 dev eth0 nodad");
        Lab.ip(lab.right, "addr add fd99::2/64 dev eth0 nodad");

        say(Kind.ECHO, "fd99::2", "hello");

        assertThat(next()).isEqualTo("received hello");
    }

    @Test
    void theReplyToAnotherConversationIsNotHeard() throws Exception {
        BlockingQueue<String> other = new LinkedBlockingQueue<>();
        left.platform.conversations().open(peer(Kind.ECHO, "10.99.0.2", null), into(other));
        say(Kind.ECHO, "10.99.0.2", "mine");

        assertThat(next()).isEqualTo("received mine");
        assertThat(other).isEmpty();
    }

    @Test
    void onlyThePeerIsHeard() throws Exception {
        try (DatagramSocket peer = right.platform.inside(() -> new DatagramSocket(PORT));
                DatagramSocket stranger = right.platform.inside(() -> new DatagramSocket(PORT + 1))) {
            peer.setSoTimeout(PATIENCE_SECONDS * 1000);
            say(Kind.UDP, "10.99.0.2", "hello");
            DatagramPacket question = new DatagramPacket(new byte[100], 100);
            peer.receive(question);

            stranger.send(new DatagramPacket(new byte[] {'n', 'o'}, 2, question.getSocketAddress()));
            peer.send(question);

            assertThat(next()).isEqualTo("received hello");
        }
    }

    @Test
    void aPortThatNobodyListensOnRefuses() throws Exception {
        say(Kind.UDP, "10.99.0.2", "hello");

        assertThat(next()).isEqualTo("failed connection refused");
    }

    @Test
    void aHostThatDoesNotAnswerArpIsNotReached() throws Exception {
        say(Kind.UDP, "10.99.0.200", "hello");

        assertThat(next()).isEqualTo("failed no route to host");
    }

    @Test
    void aNetworkWithoutARouteIsNotReached() throws Exception {
        say(Kind.UDP, "192.0.2.1", "hello");

        assertThat(next()).isEqualTo("failed network is unreachable");
    }

    @Test
    void anAddressThatIsNotOursIsRefused() throws Exception {
        left.platform
                .conversations()
                .open(peer(Kind.UDP, "10.99.0.2", InetAddress.getByName("10.99.0.77")), into(heard));

        assertThat(next()).contains("10.99.0.77", "the source is no address of this host");
    }

    private void say(Kind kind, String address, String what) throws Exception {
        Conversation conversation = left.platform.conversations().open(peer(kind, address, null), into(heard));
        conversation.send(ByteBuffer.wrap(what.getBytes(US_ASCII)));
    }

    private static Peer peer(Kind kind, String address, @Nullable InetAddress from) throws Exception {
        return new Peer(kind, InetAddress.getByName(address), PORT, from, 0, null, 0);
    }

    private static Replies into(BlockingQueue<String> queue) {
        return new Replies() {
            @Override
            public void received(ByteBuffer payload) {
                queue.add("received " + US_ASCII.decode(payload));
            }

            @Override
            public void failed(String reason) {
                queue.add("failed " + reason);
            }
        };
    }

    private String next() throws InterruptedException {
        String text = heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        return text == null ? "nothing" : text;
    }
}
