package org.gemel.platform.linux.internal.netlink;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.gemel.api.platform.MacAddress;
import org.gemel.platform.linux.internal.netlink.RouteMessage.AddressAbsent;
import org.gemel.platform.linux.internal.netlink.RouteMessage.AddressPresent;
import org.gemel.platform.linux.internal.netlink.RouteMessage.Answer;
import org.gemel.platform.linux.internal.netlink.RouteMessage.Interrupted;
import org.gemel.platform.linux.internal.netlink.RouteMessage.LinkAbsent;
import org.gemel.platform.linux.internal.netlink.RouteMessage.LinkPresent;
import org.junit.jupiter.api.Test;

/** Datagrams are those that a Linux 6.18 sent on x86-64; each file is one, in hexadecimal. */
class RouteReaderTest {

    @Test
    void aLinkIsReadWithItsState() throws Exception {
        assertThat(read("link-present"))
                .containsExactly(new LinkPresent(2, true, "eth1", new MacAddress(0x86e0e074e304L), 1500));
    }

    @Test
    void aLinkWithoutCarrierIsDown() throws Exception {
        assertThat(read("link-down"))
                .containsExactly(new LinkPresent(3, false, "eth0", new MacAddress(0x5ecd27f0b118L), 1500));
    }

    @Test
    void aLinkThatGoesIsReadByItsIndex() throws Exception {
        assertThat(read("link-gone")).containsExactly(new LinkAbsent(3));
    }

    @Test
    void whatABridgeSaysOfItsPortIsPassedOver() throws Exception {
        assertThat(read("bridge-port-present")).isEmpty();
    }

    @Test
    void aPortThatLeavesABridgeIsNotALinkThatGoes() throws Exception {
        assertThat(read("bridge-port-gone")).isEmpty();
    }

    @Test
    void anAddressForGoodIsNotLeased() throws Exception {
        assertThat(read("address-permanent"))
                .containsExactly(new AddressPresent(3, address("10.1.2.3"), 24, false, false));
    }

    @Test
    void anAddressWithALifetimeIsLeased() throws Exception {
        assertThat(read("address-leased")).containsExactly(new AddressPresent(3, address("10.1.2.3"), 24, true, false));
    }

    @Test
    void anIpv6AddressIsRead() throws Exception {
        assertThat(read("ipv6-address-leased"))
                .containsExactly(new AddressPresent(3, address("fd00::9"), 128, true, false));
    }

    @Test
    void anAddressThatGoesIsRead() throws Exception {
        assertThat(read("address-gone")).containsExactly(new AddressAbsent(3, address("10.1.2.3"), 24));
    }

    @Test
    void onAPointToPointLinkTheAddressIsOursNotThePeers() throws Exception {
        assertThat(read("point-to-point-address"))
                .containsExactly(new AddressPresent(3, address("10.7.0.1"), 32, false, false));
    }

    @Test
    void aDatagramMayHoldSeveralMessages() throws Exception {
        assertThat(read("dump-of-addresses"))
                .containsExactly(
                        new AddressPresent(1, address("127.0.0.1"), 8, false, false),
                        new AddressPresent(1, address("::1"), 128, false, false));
    }

    @Test
    void theEndOfADumpAnswersItsRequest() throws Exception {
        assertThat(read("dump-done")).containsExactly(new Answer(7, 0, null));
    }

    @Test
    void anAcknowledgementAnswersItsRequest() throws Exception {
        assertThat(read("acknowledged")).containsExactly(new Answer(10, 0, null));
    }

    @Test
    void aRefusalComesWithTheKernelsWords() throws Exception {
        assertThat(read("refused")).containsExactly(new Answer(8, 19, "ipv4: Device not found"));
    }

    @Test
    void aDumpThatWasInterruptedSaysSo() throws Exception {
        ByteBuffer datagram = datagram("dump-done");
        datagram.putShort(Rtnetlink.HEADER_FLAGS, (short) (datagram.getShort(Rtnetlink.HEADER_FLAGS) | 0x10));

        assertThat(read(datagram)).containsExactly(new Interrupted(), new Answer(7, 0, null));
    }

    @Test
    void aMessageLongerThanItsDatagramIsRefused() throws Exception {
        ByteBuffer datagram = datagram("link-present");
        datagram.limit(datagram.limit() - 1);

        assertThatThrownBy(() -> read(datagram))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("netlink message of 1496 bytes where 1495 are left");
    }

    @Test
    void aMessageShorterThanItsHeaderIsRefused() throws Exception {
        ByteBuffer datagram = datagram("link-present").putInt(0, 15);

        assertThatThrownBy(() -> read(datagram)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anAttributeLongerThanItsMessageIsRefused() throws Exception {
        ByteBuffer datagram = datagram("address-leased").putShort(24, (short) 4000);

        assertThatThrownBy(() -> read(datagram))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("netlink attribute of 4000 bytes where 64 are left");
    }

    @Test
    void anAttributeOfNoLengthIsRefused() throws Exception {
        ByteBuffer datagram = datagram("address-leased").putShort(24, (short) 0);

        assertThatThrownBy(() -> read(datagram)).isInstanceOf(IllegalArgumentException.class);
    }

    private static List<RouteMessage> read(String name) throws IOException {
        return read(datagram(name));
    }

    private static List<RouteMessage> read(ByteBuffer datagram) {
        List<RouteMessage> messages = new ArrayList<>();
        RouteReader.read(datagram, messages::add);
        return messages;
    }

    private static ByteBuffer datagram(String name) throws IOException {
        try (InputStream in = RouteReaderTest.class.getResourceAsStream(name + ".hex")) {
            assertThat(in).as(name).isNotNull();
            byte[] bytes = HexFormat.of().parseHex(new String(in.readAllBytes(), US_ASCII).strip());
            return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        }
    }

    private static InetAddress address(String text) throws IOException {
        return InetAddress.getByName(text);
    }
}
