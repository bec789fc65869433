package org.gemel.platform.linux.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import org.gemel.api.config.Family;
import org.gemel.api.platform.Link;
import org.gemel.api.platform.Port;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PacketsOnTheWireTest extends InTheLab {

    /** A VRRPv3 advertisement: VRID 51, priority 100, one address, 1 s. */
    private static final String ADVERTISEMENT = "31336401006459810a630064";

    private static final String ADVERTISEMENT_IPV6 = "313364010064d1b8fe800000000000000000000000000064";
    private static final String GROUP = "e0000012";
    private static final String LEFT = "0a630001";
    private static final String RIGHT = "0a630002";
    private static final String LEFT_IPV6 = "fe800000000000000000000000000001";
    private static final String GROUP_IPV6 = "ff020000000000000000000000000012";

    private Node left;
    private Node right;

    @BeforeEach
    void start() throws Exception {
        left = lab.node(lab.left);
        right = lab.node(lab.right);
    }

    @Test
    void anIpv4MulticastPacketArrivesAsItWasSent() throws Exception {
        Port from = left.open(Family.IPV4);
        Port to = right.open(Family.IPV4);
        join(right, to, "224.0.0.18");

        assertThat(left.send(from, ipv4(LEFT, GROUP, 112, ADVERTISEMENT))).isTrue();

        byte[] packet = right.nextPacket();
        assertThat(hex(packet, 20, packet.length)).isEqualTo(ADVERTISEMENT);
        assertThat(hex(packet, 0, 4)).isEqualTo("45c00020");
        assertThat(hex(packet, 8, 10)).as("TTL and protocol").isEqualTo("ff70");
        assertThat(hex(packet, 12, 20)).as("addresses").isEqualTo(LEFT + GROUP);
    }

    @Test
    void theKernelFillsInTheIpv4HeaderChecksum() throws Exception {
        Port from = left.open(Family.IPV4);
        Port to = right.open(Family.IPV4);
        join(right, to, "224.0.0.18");

        left.send(from, ipv4(LEFT, GROUP, 112, ADVERTISEMENT));

        ByteBuffer header = ByteBuffer.wrap(right.nextPacket(), 0, 20);
        int sum = 0;
        while (header.hasRemaining()) {
            sum += header.getShort() & 0xffff;
        }
        assertThat((sum & 0xffff) + (sum >>> 16)).isEqualTo(0xffff);
    }

    @Test
    void anIpv4UnicastPacketArrivesAsItWasSent() throws Exception {
        Port from = left.open(Family.IPV4);
        right.open(Family.IPV4);

        assertThat(left.send(from, ipv4(LEFT, RIGHT, 112, ADVERTISEMENT))).isTrue();

        byte[] packet = right.nextPacket();
        assertThat(hex(packet, 20, packet.length)).isEqualTo(ADVERTISEMENT);
    }

    @Test
    void anIpv6MulticastPacketArrivesAsItWasSent() throws Exception {
        Port from = left.open(Family.IPV6);
        Port to = right.open(Family.IPV6);
        join(right, to, "ff02::12");
        byte[] sent = ipv6(LEFT_IPV6, GROUP_IPV6, ADVERTISEMENT_IPV6);

        assertThat(left.send(from, sent)).isTrue();

        assertThat(right.nextPacket()).isEqualTo(sent);
    }

    @Test
    void anIpv6UnicastPacketArrivesAsItWasSent() throws Exception {
        Port from = left.open(Family.IPV6);
        right.open(Family.IPV6);
        byte[] sent = ipv6(LEFT_IPV6, LEFT_IPV6.substring(0, 31) + "2", ADVERTISEMENT_IPV6);

        assertThat(left.send(from, sent)).isTrue();

        assertThat(right.nextPacket()).isEqualTo(sent);
    }

    @Test
    void onlyProtocol112Arrives() throws Exception {
        Port from = left.open(Family.IPV4);
        right.open(Family.IPV4);

        Lab.ping(lab.left, "10.99.0.2");
        left.send(from, ipv4(LEFT, RIGHT, 112, ADVERTISEMENT));

        assertThat(right.nextPacket()[9]).isEqualTo((byte) 112);
    }

    @Test
    void anAdvertisementBehindAnAuthenticationHeaderArrivesAndTheRestOfIpsecDoesNot() throws Exception {
        Port from = left.open(Family.IPV4);
        right.open(Family.IPV4);
        String header = "040000" + "0a63000100000001" + "00".repeat(12);

        left.send(from, ipv4(LEFT, RIGHT, 51, "06" + header + ADVERTISEMENT));
        left.send(from, ipv4(LEFT, RIGHT, 51, "70" + header + ADVERTISEMENT));

        byte[] packet = right.nextPacket();
        assertThat(hex(packet, 20, packet.length)).isEqualTo("70" + header + ADVERTISEMENT);
        assertThat(hex(packet, 4, 6))
                .as("identification, which its hash covers")
                .isEqualTo("1234");
        assertThat(Lab.counter(lab.right, "IcmpOutDestUnreachs")).isEqualTo("0");
    }

    @Test
    void theReceiveBufferIsAsLargeAsAskedFor() throws Exception {
        Port port = left.open(Family.IPV4);

        left.onLoop(() -> {
            port.receiveBuffer(7_000_000);
            return true;
        });

        assertThat(Lab.run("ip", "netns", "exec", lab.left, "ss", "-0", "-m")).contains("rb14000000");
    }

    @Test
    void whatThisHostSendsDoesNotArriveHere() throws Exception {
        Port from = left.open(Family.IPV4);
        Port to = right.open(Family.IPV4);
        join(left, from, "224.0.0.18");
        join(right, to, "224.0.0.18");

        left.send(from, ipv4(LEFT, GROUP, 112, ADVERTISEMENT));
        right.nextPacket();
        right.send(to, ipv4(RIGHT, GROUP, 112, ADVERTISEMENT));

        assertThat(hex(left.nextPacket(), 12, 16)).isEqualTo(RIGHT);
        assertThat(left.packets).isEmpty();
    }

    @Test
    void twoPortsOfALinkAndFamilyBothHear() throws Exception {
        Port from = left.open(Family.IPV4);
        right.open(Family.IPV4);
        right.open(Family.IPV4);

        left.send(from, ipv4(LEFT, RIGHT, 112, ADVERTISEMENT));

        assertThat(right.nextPacket()).isEqualTo(right.nextPacket());
    }

    @Test
    void aClosedPortHearsNothing() throws Exception {
        Port from = left.open(Family.IPV4);
        Link eth0 = right.eth0();
        right.onLoop(() -> {
            Port closed = right.network.open(eth0, Family.IPV4, packet -> right.packets.add(new byte[0]));
            closed.close();
            closed.close();
            return true;
        });
        right.open(Family.IPV4);

        left.send(from, ipv4(LEFT, RIGHT, 112, ADVERTISEMENT));

        assertThat(right.nextPacket()).isNotEmpty();
    }

    @Test
    void aClosedPortLeavesItsGroups() throws Exception {
        try (Node leaving = new Node(lab.left)) {
            Port port = leaving.open(Family.IPV4);
            join(leaving, port, "224.0.0.18");
            leaving.onLoop(() -> {
                port.close();
                return true;
            });
        }

        assertThat(Lab.ip(lab.left, "maddr show dev eth0")).doesNotContain("224.0.0.18");
    }

    @Test
    void aFrameArrivesWithItsOwnSourceAddress() throws Exception {
        Port from = left.open(Family.IPV4);
        right.open(Family.IPV4);
        byte[] packet = ipv4(LEFT, "ffffffff", 112, ADVERTISEMENT);
        ByteBuffer frame = ByteBuffer.allocateDirect(14 + packet.length)
                .put(HexFormat.of().parseHex("ffffffffffff00005e0001330800"))
                .put(packet)
                .flip();

        assertThat(left.onLoop(() -> from.sendFrame(frame))).isTrue();

        assertThat(right.nextPacket()).isEqualTo(packet);
        assertThat(frame.position()).isZero();
    }

    @Test
    void aPacketThatCannotBeSentIsSaidToBeLost() throws Exception {
        Port from = left.open(Family.IPV4);
        Lab.ip(lab.left, "link set eth0 down");

        assertThat(left.send(from, ipv4(LEFT, GROUP, 112, ADVERTISEMENT))).isFalse();
    }

    @Test
    void aLinkThatComesBackIsHeardAgain() throws Exception {
        Port from = left.open(Family.IPV4);
        right.open(Family.IPV4);
        Lab.ip(lab.right, "link set eth0 down");
        awaitLeftLink(false);
        Lab.ip(lab.right, "link set eth0 up");
        awaitLeftLink(true);

        left.send(from, ipv4(LEFT, RIGHT, 112, ADVERTISEMENT));

        assertThat(right.nextPacket()).isNotNull();
    }

    @Test
    void aPeersAdvertisementIsNotAnsweredWithProtocolUnreachable() throws Exception {
        Port from = left.open(Family.IPV4);
        right.open(Family.IPV4);

        left.send(from, ipv4(LEFT, RIGHT, 112, ADVERTISEMENT));
        right.nextPacket();

        assertThat(Lab.counter(lab.right, "IcmpOutDestUnreachs")).isEqualTo("0");
    }

    @Test
    void joiningTwiceIsJoiningOnce() throws Exception {
        Port port = left.open(Family.IPV4);

        join(left, port, "224.0.0.18");
        join(left, port, "224.0.0.18");

        assertThat(Lab.ip(lab.left, "maddr show dev eth0")).containsOnlyOnce("224.0.0.18");
    }

    private void awaitLeftLink(boolean up) throws Exception {
        while (left.eth0().up() != up) {
            assertThat(left.nextNews()).as("news of the link").isNotNull();
        }
    }

    private static void join(Node node, Port port, String group) throws Exception {
        node.onLoop(() -> {
            port.join(InetAddress.getByName(group));
            return true;
        });
    }

    private static byte[] ipv4(String source, String destination, int protocol, String payload) {
        int length = 20 + payload.length() / 2;
        return HexFormat.of()
                .parseHex("45c0" + "%04x".formatted(length) + "12340000ff" + "%02x".formatted(protocol) + "0000"
                        + source + destination + payload);
    }

    private static byte[] ipv6(String source, String destination, String payload) {
        int length = payload.length() / 2;
        return HexFormat.of().parseHex("6c000000" + "%04x".formatted(length) + "70ff" + source + destination + payload);
    }

    private static String hex(byte[] bytes, int from, int to) {
        return HexFormat.of().formatHex(Arrays.copyOfRange(bytes, from, to));
    }
}
