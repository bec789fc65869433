package org.gemel.platform.linux.internal;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.gemel.api.config.Family;
import org.gemel.api.platform.Datagram;
import org.gemel.api.platform.Datagrams.Flow;
import org.gemel.api.platform.Datagrams.Sender;
import org.gemel.api.platform.Link;
import org.gemel.api.platform.Network;
import org.gemel.api.platform.PlatformException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DatagramsOnTheWireTest extends InTheLab {

    private static final int PORT = 3784;
    private static final int SOURCE_PORT = 49152;
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
    void anIpv4DatagramArrivesWithItsSourceItsTtlAndItsLink() throws Exception {
        listen(right, Family.IPV4);

        assertThat(send(open(null, "10.99.0.2", 255, left.eth0()), "hello")).isTrue();

        assertThat(next())
                .isEqualTo("hello from 0a630001 ttl 255 link " + right.eth0().index());
    }

    @Test
    void anIpv6DatagramArrivesWithItsSourceItsHopLimitAndItsLink() throws Exception {
        listen(right, Family.IPV6);

        assertThat(send(open("fe80::1", "fe80::2", 64, left.eth0()), "hello")).isTrue();

        assertThat(next())
                .isEqualTo("hello from fe800000000000000000000000000001 ttl 64 link "
                        + right.eth0().index());
    }

    @Test
    void withoutALinkTheRoutesDecide() throws Exception {
        listen(right, Family.IPV4);

        assertThat(send(open(null, "10.99.0.2", 1, null), "hello")).isTrue();

        assertThat(next()).startsWith("hello from 0a630001 ttl 1 ");
    }

    @Test
    void theSourceIsTheConfiguredOne() throws Exception {
        Lab.ip(lab.left, "addr add 10.99.0.77/24 dev eth0");
        listen(right, Family.IPV4);

        send(open("10.99.0.77", "10.99.0.2", 255, left.eth0()), "hello");

        assertThat(next()).startsWith("hello from 0a63004d ");
    }

    @Test
    void aSourceThatIsNoAddressOfThisHostIsRefused() {
        assertThatThrownBy(() -> open("10.99.0.77", "10.99.0.2", 255, left.eth0()))
                .hasRootCauseInstanceOf(PlatformException.class)
                .hasMessageContaining("10.99.0.77")
                .hasMessageContaining("the source is no address of this host");
    }

    @Test
    void aPortThatSomebodyListensOnIsRefused() throws Exception {
        listen(right, Family.IPV4);

        assertThatThrownBy(() -> listen(right, Family.IPV4))
                .hasRootCauseInstanceOf(PlatformException.class)
                .hasMessageContaining("UDP port 3784")
                .hasMessageContaining("another program has that port");
    }

    @Test
    void bothFamiliesListenSideBySide() throws Exception {
        listen(right, Family.IPV4);
        listen(right, Family.IPV6);

        send(open(null, "10.99.0.2", 255, left.eth0()), "four");

        assertThat(next()).startsWith("four ");
    }

    @Test
    void aClosedListenerGivesItsPortBack() throws Exception {
        Network.Subscription first = listen(right, Family.IPV4);
        right.onLoop(() -> {
            first.close();
            first.close();
            return true;
        });

        listen(right, Family.IPV4);
        send(open(null, "10.99.0.2", 255, left.eth0()), "hello");

        assertThat(next()).startsWith("hello ");
        assertThat(heard).isEmpty();
    }

    @Test
    void aClosedSenderGivesItsPortBackAndSendsNothing() throws Exception {
        Sender first = open(null, "10.99.0.2", 255, left.eth0());
        left.onLoop(() -> {
            first.close();
            first.close();
            return true;
        });

        assertThat(send(first, "hello")).isFalse();
        assertThat(send(open(null, "10.99.0.2", 255, left.eth0()), "hello")).isTrue();
    }

    @Test
    void aDatagramThatCannotBeSentIsSaidToBeLost() throws Exception {
        Sender sender = open(null, "10.99.0.2", 255, left.eth0());
        Lab.ip(lab.left, "link set eth0 down");

        assertThat(send(sender, "hello")).isFalse();
    }

    @Test
    void aPeerThatDoesNotListenDoesNotStopTheSender() throws Exception {
        Sender sender = open(null, "10.99.0.2", 255, left.eth0());
        send(sender, "nobody hears this");
        Lab.ping(lab.left, "10.99.0.2");
        listen(right, Family.IPV4);

        assertThat(send(sender, "hello")).isTrue();

        assertThat(next()).startsWith("hello ");
    }

    private Network.Subscription listen(Node node, Family family) throws Exception {
        return node.onLoop(() -> node.platform.datagrams().listen(family, PORT, this::note));
    }

    private void note(Datagram datagram) {
        byte[] payload = new byte[datagram.payload().remaining()];
        datagram.payload().get(payload);
        byte[] source = new byte[datagram.source().remaining()];
        datagram.source().get(source);
        heard.add(new String(payload, US_ASCII) + " from " + HexFormat.of().formatHex(source) + " ttl " + datagram.ttl()
                + " link " + datagram.linkIndex());
    }

    private Sender open(@Nullable String source, String destination, int ttl, @Nullable Link link) throws Exception {
        InetAddress own = source == null ? null : InetAddress.getByName(source);
        Flow flow = new Flow(own, SOURCE_PORT, InetAddress.getByName(destination), PORT, ttl, link);
        return left.onLoop(() -> left.platform.datagrams().open(flow));
    }

    private boolean send(Sender sender, String text) throws Exception {
        byte[] bytes = text.getBytes(US_ASCII);
        ByteBuffer payload = ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
        return left.onLoop(() -> sender.send(payload));
    }

    private @Nullable String next() throws InterruptedException {
        return heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
}
