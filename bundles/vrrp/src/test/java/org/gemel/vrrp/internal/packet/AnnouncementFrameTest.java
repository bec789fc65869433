package org.gemel.vrrp.internal.packet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Stream;
import org.gemel.api.platform.MacAddress;
import org.junit.jupiter.api.DynamicTest;
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
}
