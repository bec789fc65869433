package org.gemel.vrrp.internal.packet;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.gemel.api.platform.MacAddress;
import org.junit.jupiter.api.Test;

class VirtualMacFrameTest {

    private static final MacAddress VIRTUAL = new MacAddress(0x0000_5e00_0133L);
    private static final String IPV4_HEADER = "45c0001c" + "00000000" + "ff700000" + "c0000201" + "e0000012";

    @Test
    void theFrameIsFromTheVirtualHardwareAddressToThatOfTheGroup() throws Exception {
        String frame = around("224.0.0.18", IPV4_HEADER + "3133640001010000");

        assertThat(frame).startsWith("01005e000012" + "00005e000133" + "0800" + "45c0001c");
    }

    @Test
    void anIpv6GroupHasTheHardwareAddressOfRfc2464() throws Exception {
        assertThat(around("ff02::12", "6c000000")).isEqualTo("333300000012" + "00005e000133" + "86dd" + "6c000000");
    }

    @Test
    void theHeaderIsCompletedAsTheKernelDoesForPackets() throws Exception {
        VirtualMacFrame frames = new VirtualMacFrame(VIRTUAL, InetAddress.getByName("224.0.0.18"));
        ByteBuffer packet = packet(IPV4_HEADER + "3133640001010000");

        ByteBuffer first = frames.around(packet).duplicate();
        int identification = first.getShort(14 + 4);
        assertThat((short) ~Checksum.fold(Checksum.sum(first, 14, 20))).isZero();
        assertThat(frames.around(packet).getShort(14 + 4)).isEqualTo((short) (identification + 1));
        assertThat(identification).isNotZero();
    }

    @Test
    void anIdentificationThatIsThereStays() throws Exception {
        assertThat(around("224.0.0.18", IPV4_HEADER.replace("00000000ff70", "12340000ff70")))
                .contains("12340000ff70");
    }

    @Test
    void thePacketIsLeftAsItIs() throws Exception {
        ByteBuffer packet = packet(IPV4_HEADER);
        new VirtualMacFrame(VIRTUAL, InetAddress.getByName("224.0.0.18")).around(packet);

        assertThat(packet).isEqualTo(packet(IPV4_HEADER));
    }

    private static String around(String group, String packet) throws Exception {
        ByteBuffer frame = new VirtualMacFrame(VIRTUAL, InetAddress.getByName(group)).around(packet(packet));
        byte[] bytes = new byte[frame.remaining()];
        frame.get(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static ByteBuffer packet(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        return ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
    }
}
