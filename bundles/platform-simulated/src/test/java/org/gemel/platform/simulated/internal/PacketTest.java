package org.gemel.platform.simulated.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.gemel.api.platform.MacAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a station learns from a frame. */
class PacketTest {

    /** Gratuitous ARP, an ARP reply of another Ethernet source (RFC 9568 8.1.2), a neighbour advertisement. */
    @ParameterizedTest
    @CsvSource({
        "ffffffffffff00005e00010a0806000108000604000100005e00010ac00002fe00005e00010ac00002fe, 192.0.2.254, 00005e00010a",
        "0200000000aa0200000000010806000108000604000200005e00010ac00002fe0200000000aac000024d, 192.0.2.254, 00005e00010a",
        "33330000000100005e00020a86dd6000000000203aff20010db8000000000000000000000010ff020000000000000000000000000001"
                + "88001b03a000000020010db8000000000000000000000010020100005e00020a, 2001:db8::10, 00005e00020a"
    })
    void aFrameTellsWhereAnAddressIs(String hex, String address, String mac) throws Exception {
        Packet packet = Packet.frame(ByteBuffer.wrap(HexFormat.of().parseHex(hex)));
        assertThat(packet.announced()).isEqualTo(InetAddress.getByName(address));
        assertThat(packet.announcedAt()).isEqualTo(new MacAddress(HexFormat.fromHexDigitsToLong(mac)));
    }

    @Test
    void aFrameWithoutAnEthernetHeaderIsNone() {
        ByteBuffer bytes = ByteBuffer.allocate(13);
        assertThatThrownBy(() -> Packet.frame(bytes)).hasMessage("no Ethernet header: 13 bytes");
    }
}
