package org.gemel.bfd.internal.packet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 5880 4.1 and the rules of 6.8.6 that need no session. */
class ControlPacketTest {

    /** Down, first packet, slow timers; checked with two other decoders. */
    private static final String FIRST = "20400318" + "00000011" + "00000000" + "000f4240" + "00002710" + "00000000";

    /** Up, 10 ms, multiplier 3, poll; checked with two other decoders. */
    private static final String UP = "20e00318" + "00000011" + "00000022" + "00002710" + "00002710" + "00000000";

    private final ControlPacket packet = new ControlPacket();

    @Test
    void aFirstPacketIsRead() {
        assertThat(read(FIRST)).isNull();
        assertThat(packet.state()).isEqualTo(State.DOWN);
        assertThat(packet.diagnostic()).isZero();
        assertThat(packet.multiplier()).isEqualTo(3);
        assertThat(packet.mine()).isEqualTo(17);
        assertThat(packet.yours()).isZero();
        assertThat(packet.desiredTransmit()).isEqualTo(1_000_000);
        assertThat(packet.requiredReceive()).isEqualTo(10_000);
        assertThat(packet.poll()).isFalse();
    }

    @Test
    void aPacketOfASessionThatIsUpIsRead() {
        assertThat(read(UP)).isNull();
        assertThat(packet.state()).isEqualTo(State.UP);
        assertThat(packet.yours()).isEqualTo(34);
        assertThat(packet.poll()).isTrue();
        assertThat(packet.fin()).isFalse();
        assertThat(packet.demand()).isFalse();
    }

    @Test
    void whatIsWrittenIsWhatOthersWrite() {
        packet.set(State.DOWN, 0, false, false, 3, 17, 0, 1_000_000, 10_000);
        assertThat(written()).isEqualTo(FIRST);
        packet.set(State.UP, 0, true, false, 3, 17, 34, 10_000, 10_000);
        assertThat(written()).isEqualTo(UP);
    }

    @Test
    void intervalsAreUnsigned() {
        packet.set(State.UP, 31, false, true, 255, -1, -1, 0xffff_ffffL, 0xffff_ffffL);
        assertThat(read(written())).isNull();
        assertThat(packet.desiredTransmit()).isEqualTo(0xffff_ffffL);
        assertThat(packet.requiredReceive()).isEqualTo(0xffff_ffffL);
        assertThat(packet.diagnostic()).isEqualTo(31);
        assertThat(packet.multiplier()).isEqualTo(255);
        assertThat(packet.fin()).isTrue();
    }

    /** The offset of a byte, its new value, and what is said about it. */
    @ParameterizedTest
    @CsvSource({
        "0, 00, VERSION",
        "0, 40, VERSION",
        "0, e0, VERSION",
        "1, e4, LENGTH",
        "1, e1, MULTIPOINT",
        "2, 00, MULTIPLIER",
        "3, 00, LENGTH",
        "3, 17, LENGTH",
        "3, 19, LENGTH",
        "3, ff, LENGTH",
        "7, 00, MY_DISCRIMINATOR",
        "11, 00, STATE",
    })
    void rule686(int offset, String octet, Discard discard) {
        byte[] bytes = HexFormat.of().parseHex(UP);
        bytes[offset] = (byte) HexFormat.fromHexDigits(octet);
        assertThat(packet.read(ByteBuffer.wrap(bytes))).isEqualTo(discard);
    }

    @Test
    void rule686APacketWithoutYourDiscriminatorMayBeDownOrAdminDown() {
        assertThat(read(FIRST.replace("2040", "2000"))).isNull();
        assertThat(read(FIRST)).isNull();
        assertThat(read(FIRST.replace("2040", "2080"))).isEqualTo(Discard.STATE);
    }

    @Test
    void rule686AuthenticationWhereNoneIsInUse() {
        String authenticated = UP.replace("20e00318", "20e4031a") + "0102";
        assertThat(read(authenticated)).isEqualTo(Discard.AUTHENTICATION);
    }

    @Test
    void bytesBehindThePacketAreNotLookedAt() {
        assertThat(read(UP + "ffffffff")).isNull();
    }

    @Test
    void everyTruncationIsRefused() {
        for (int length = 0; length < ControlPacket.LENGTH; length++) {
            assertThat(read(UP.substring(0, 2 * length))).isEqualTo(Discard.LENGTH);
        }
    }

    @Test
    void thePositionOfTheBufferIsLeftAsItIs() {
        ByteBuffer buffer =
                ByteBuffer.wrap(HexFormat.of().parseHex("aabb" + UP)).position(2);
        assertThat(packet.read(buffer)).isNull();
        assertThat(buffer.position()).isEqualTo(2);
        assertThat(packet.mine()).isEqualTo(17);
    }

    @Test
    void anyBytesAreReadOrRefusedAndWhatIsReadIsWithinItsBounds() {
        SplittableRandom random = new SplittableRandom(5880);
        int read = 0;
        for (int i = 0; i < 200_000; i++) {
            byte[] bytes = new byte[random.nextInt(64)];
            random.nextBytes(bytes);
            if (bytes.length > 3 && random.nextBoolean()) {
                bytes[0] = (byte) (0x20 | bytes[0] & 0x1f);
                bytes[3] = 24;
            }
            if (packet.read(ByteBuffer.wrap(bytes)) == null) {
                read++;
                assertThat(packet.multiplier()).isBetween(1, 255);
                assertThat(packet.mine()).isNotZero();
                assertThat(packet.desiredTransmit()).isBetween(0L, 0xffff_ffffL);
                assertThat(packet.requiredReceive()).isBetween(0L, 0xffff_ffffL);
            }
        }
        assertThat(read).as("some were taken").isPositive();
    }

    private Discard read(String hex) {
        return packet.read(ByteBuffer.wrap(HexFormat.of().parseHex(hex)));
    }

    private String written() {
        ByteBuffer buffer = ByteBuffer.allocate(ControlPacket.LENGTH);
        packet.write(buffer);
        return HexFormat.of().formatHex(buffer.array(), 0, buffer.limit());
    }
}
