package org.gemel.vrrp.internal.packet;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Stream;
import org.gemel.api.platform.MacAddress;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class AnnouncementFrameTest {

    private static final Map<String, MacAddress> VIRTUAL_MAC = Map.of(
            "arp", new MacAddress(0x0000_5e00_010aL),
            "na", new MacAddress(0x0000_5e00_020aL));

    /** The frames that a new master sends; the ARP reply and BFD are other people's. */
    @TestFactory
    Stream<DynamicTest> announcementsAreTheFramesOfTheStandard_rfc9568_6_4_2() {
        return VectorFile.rows(VectorFile.read().get("frames")).stream()
                .filter(row -> VIRTUAL_MAC.containsKey((String) row.get("kind")))
                .filter(row -> !VectorFile.map(row.get("decode"))
                        .getOrDefault("op", 1L)
                        .equals(2L))
                .map(row -> DynamicTest.dynamicTest(row.get("id") + " " + row.get("what"), () -> {
                    Map<String, Object> decode = VectorFile.map(row.get("decode"));
                    String address = (String) decode.getOrDefault("sender_ip", decode.get("target"));
                    ByteBuffer frame =
                            AnnouncementFrame.of(Instances.address(address), VIRTUAL_MAC.get((String) row.get("kind")));
                    byte[] bytes = new byte[frame.remaining()];
                    frame.get(bytes);
                    assertThat(HexFormat.of().formatHex(bytes)).isEqualTo(row.get("frame"));
                }));
    }

    @Test
    void whatIsForSwitchesIsARarpRequestAndNamesNoAddress() {
        ByteBuffer frame = AnnouncementFrame.forSwitches(new MacAddress(0x0000_5e00_0133L));
        byte[] bytes = new byte[frame.remaining()];
        frame.get(bytes);

        assertThat(HexFormat.of().formatHex(bytes))
                .isEqualTo("ffffffffffff" + "00005e000133" + "8035" + "0001080006040003" + "00005e000133" + "00000000"
                        + "00005e000133" + "00000000" + "00".repeat(18));
    }

    @Test
    void theFormThatNobodyAnswersIsAnArpReply() throws Exception {
        MacAddress mac = new MacAddress(0x0000_5e00_0133L);
        ByteBuffer usual = AnnouncementFrame.of(InetAddress.getByName("192.0.2.1"), mac);
        ByteBuffer unanswered = AnnouncementFrame.unanswered(InetAddress.getByName("192.0.2.1"), mac);

        assertThat(usual.getShort(20)).isEqualTo((short) 1);
        assertThat(unanswered.getShort(20)).isEqualTo((short) 2);
        assertThat(unanswered.putShort(20, (short) 1)).isEqualTo(usual);
        assertThat(AnnouncementFrame.unanswered(InetAddress.getByName("fe80::1"), mac))
                .isEqualTo(AnnouncementFrame.of(InetAddress.getByName("fe80::1"), mac));
    }
}
