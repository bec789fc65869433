package org.gemel.platform.simulated.internal;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.gemel.api.config.Family;
import org.gemel.api.platform.Datagram;
import org.gemel.api.platform.Datagrams.Flow;
import org.gemel.api.platform.Datagrams.Sender;
import org.gemel.api.platform.MacAddress;
import org.gemel.api.platform.Platform;
import org.gemel.api.platform.PlatformException;
import org.gemel.platform.simulated.Lan;
import org.gemel.platform.simulated.Nic;
import org.gemel.platform.simulated.Node;
import org.gemel.platform.simulated.World;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DatagramsTest {

    private final World world = new DefaultSimulator().newWorld(1);
    private final Lan lan = world.newLan("lan");
    private final Node left = world.newNode("left");
    private final Node right = world.newNode("right");
    private final Nic from = left.connect(lan, "eth0", new MacAddress(1), "10.99.0.1/24", "fe80::1/64");
    private final Nic to = right.connect(lan, "eth0", new MacAddress(2), "10.99.0.2/24", "fe80::2/64");
    private final Platform sending = left.start();
    private final Platform hearing = right.start();
    private final List<String> heard = new ArrayList<>();

    @Test
    void aDatagramArrivesWithItsSourceItsTtlAndItsLink() throws Exception {
        hearing.datagrams().listen(Family.IPV4, 3784, this::note);

        send(open("10.99.0.2"));

        assertThat(heard)
                .containsExactly("hello from 0a630001 ttl 255 link " + to.link().index());
    }

    @Test
    void anIpv6DatagramArrivesToo() throws Exception {
        hearing.datagrams().listen(Family.IPV6, 3784, this::note);

        send(open("fe80::2"));

        assertThat(heard)
                .containsExactly("hello from fe800000000000000000000000000001 ttl 255 link "
                        + to.link().index());
    }

    @Test
    void anotherPortOrFamilyHearsNothing() throws Exception {
        hearing.datagrams().listen(Family.IPV4, 4784, this::note);
        hearing.datagrams().listen(Family.IPV6, 3784, this::note);

        send(open("10.99.0.2"));

        assertThat(heard).isEmpty();
    }

    @Test
    void vrrpPortsDoNotHearDatagrams() throws Exception {
        hearing.network().open(to.link(), Family.IPV4, packet -> heard.add("VRRP"));

        send(open("10.99.0.2"));

        assertThat(heard).isEmpty();
    }

    @Test
    void aCutLosesDatagrams() throws Exception {
        hearing.datagrams().listen(Family.IPV4, 3784, this::note);
        lan.cut(from, to);

        send(open("10.99.0.2"));

        assertThat(heard).isEmpty();
    }

    @Test
    void withoutAWayTheSenderSaysSo() throws Exception {
        Sender sender = open("192.0.2.1");
        assertThat(sender.send(hello())).isFalse();
    }

    @Test
    void aPortIsTakenUntilItIsGivenBack() throws Exception {
        Sender first = open("10.99.0.2");
        assertThatThrownBy(() -> open("10.99.0.2")).isInstanceOf(PlatformException.class);
        first.close();
        assertThat(open("10.99.0.2").send(hello())).isTrue();
    }

    @Test
    void aSourceThatTheNodeDoesNotHaveIsRefused() {
        assertThatThrownBy(() -> open("10.99.0.7", "10.99.0.2"))
                .isInstanceOf(PlatformException.class)
                .hasMessageContaining("10.99.0.7");
    }

    private void send(Sender sender) {
        sender.send(hello());
        world.run(Duration.ofMillis(1));
    }

    private Sender open(String destination) throws Exception {
        return open(null, destination);
    }

    private Sender open(@Nullable String source, String destination) throws Exception {
        InetAddress own = source == null ? null : InetAddress.getByName(source);
        return sending.datagrams()
                .open(new Flow(own, 49152, InetAddress.getByName(destination), 3784, 255, from.link()));
    }

    private static ByteBuffer hello() {
        return ByteBuffer.allocateDirect(5).put("hello".getBytes(US_ASCII)).flip();
    }

    private void note(Datagram datagram) {
        byte[] payload = new byte[datagram.payload().remaining()];
        datagram.payload().get(payload);
        byte[] source = new byte[datagram.source().remaining()];
        datagram.source().get(source);
        heard.add(new String(payload, US_ASCII) + " from " + HexFormat.of().formatHex(source) + " ttl " + datagram.ttl()
                + " link " + datagram.linkIndex());
    }
}
