package org.gemel.vrrp.internal.packet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.gemel.api.config.Authentication;
import org.gemel.api.config.ChecksumForm;
import org.gemel.api.config.Family;
import org.gemel.api.config.VrrpInstance;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The measured packets get the verdict, reason and counter that the standards give them. */
class PacketVectorsTest {

    private static final Map<String, Object> FILE = VectorFile.read();

    /** 0x6955b900.8000: when P21 was signed. */
    private static final Instant SIGNED_AT = Instant.ofEpochSecond(0x6955b900L, 500_000_000);

    private record Outcome(String verdict, String reason, String counter, List<String> warnings) {}

    @TestFactory
    Stream<DynamicTest> everyPacketGetsItsVerdict() {
        return VectorFile.rows(FILE.get("vectors")).stream()
                .map(row -> DynamicTest.dynamicTest(row.get("id") + " " + row.get("what"), () -> {
                    Map<String, Object> config = config(row);
                    assertThat(judge(row, config)).isEqualTo(expected(row));
                }));
    }

    @TestFactory
    Stream<DynamicTest> everyPacketInAPaddedFrameGetsTheSameVerdict() {
        return VectorFile.rows(FILE.get("vectors")).stream()
                // What these two datagrams lack may be there in the padding.
                .filter(row ->
                        row.containsKey("frame") && !List.of("N52", "N53").contains(row.get("id")))
                .map(row -> DynamicTest.dynamicTest(row.get("id") + " " + row.get("what"), () -> {
                    byte[] frame = HexFormat.of().parseHex((String) row.get("frame"));
                    ByteBuffer packet = ByteBuffer.wrap(frame, 14, frame.length - 14);
                    assertThat(judge(packet, config(row))).isEqualTo(expected(row));
                }));
    }

    @TestFactory
    Stream<DynamicTest> anAcceptedPacketIsBuiltAgainByteByByte() {
        return VectorFile.rows(FILE.get("vectors")).stream()
                .filter(row -> ((String) row.get("id")).startsWith("P")
                        // Reserved bits, IP options, the negative zero, the other form of AH and another identification
                        // under its hash are accepted and never sent.
                        && !List.of("P06", "P07", "P11", "P19", "P23").contains(row.get("id")))
                .map(row -> DynamicTest.dynamicTest(row.get("id") + " " + row.get("what"), () -> {
                    byte[] expected = HexFormat.of().parseHex((String) row.get("l3"));
                    assertThat(message(build(row), expected)).isEqualTo(message(ByteBuffer.wrap(expected), expected));
                }));
    }

    /** Every length shorter than the packet is refused, whatever is missing. */
    @Test
    void aTruncatedPacketIsRefusedAtEveryLength() {
        for (Map<String, Object> row : VectorFile.rows(FILE.get("vectors"))) {
            byte[] whole = HexFormat.of().parseHex((String) row.get("l3"));
            for (int length = 0; length < Math.min(whole.length, 128); length++) {
                assertThat(judge(ByteBuffer.wrap(whole, 0, length), config(row)).verdict())
                        .as("%s cut to %d bytes", row.get("id"), length)
                        .isNotIn("accept", "accept-warn");
            }
        }
    }

    private static Map<String, Object> config(Map<String, Object> row) {
        Map<String, Object> merged = new LinkedHashMap<>(
                VectorFile.map(VectorFile.map(FILE.get("configs")).get(row.get("config"))));
        merged.putAll(VectorFile.map(row.get("override")));
        if (row.get("config").equals("v2-ah")) {
            Map<String, Object> auth = new LinkedHashMap<>(Map.of("type", 2L, "key", "secret", "last_seq", 0L));
            auth.putAll(VectorFile.map(VectorFile.map(row.get("override")).getOrDefault("auth", Map.of())));
            merged.put("auth", auth);
        }
        return merged;
    }

    private static Outcome expected(Map<String, Object> row) {
        Map<String, Object> expect = VectorFile.map(row.get("expect"));
        List<String> warnings = new ArrayList<>();
        ((List<?>) expect.get("warnings")).forEach(each -> warnings.add((String) each));
        String counter = ((String) expect.get("counter")).replace("(ours) ", "");
        return new Outcome(
                (String) expect.get("verdict"), (String) expect.get("reason"), standardName(counter), warnings);
    }

    /** The counters of RFC 2787 under the names that go with the others. */
    private static String standardName(String counter) {
        String name = counter.replaceFirst(" \\(.*", "");
        return switch (name) {
            case "vrrpStatsInvalidAuthType" -> "invalid-auth-type";
            case "vrrpStatsAuthTypeMismatch" -> "auth-type-mismatch";
            case "vrrpStatsAuthFailures" -> "auth-failures";
            default -> name;
        };
    }

    private static Outcome judge(Map<String, Object> row, Map<String, Object> config) {
        return judge(ByteBuffer.wrap(HexFormat.of().parseHex((String) row.get("l3"))), config);
    }

    private static Outcome judge(ByteBuffer packet, Map<String, Object> config) {
        Advertisement advertisement = new Advertisement();
        Discard refused = advertisement.wrap(packet);
        VrrpInstance instance = instance(config);
        if (refused == null && advertisement.vrid() == instance.vrid()) {
            ReceiveRules rules =
                    new ReceiveRules(instance, ReceiveRules.Strictness.STRICT, authenticator(instance, config));
            rules.ownAddress(Instances.address((String) config.get("ifaddr")));
            refused = rules.judge(advertisement);
        } else if (refused == null) {
            refused = Objects.requireNonNullElse(ReceiveRules.judgeHeader(advertisement), Discard.VRID_ERROR);
        }
        return outcome(refused, advertisement);
    }

    private static Outcome outcome(@Nullable Discard refused, Advertisement advertisement) {
        if (refused != null) {
            return new Outcome(
                    refused == Discard.SELF ? "ignore" : "discard", refused.reason(), refused.counter(), List.of());
        }
        List<String> warnings = Stream.of(Discard.values())
                .filter(each -> (advertisement.warnings() & each.bit()) != 0)
                .map(Discard::reason)
                .toList();
        return new Outcome(warnings.isEmpty() ? "accept" : "accept-warn", "", "", warnings);
    }

    private static VrrpInstance instance(Map<String, Object> config) {
        int version = ((Long) config.get("version")).intValue();
        Instances router = Instances.router()
                .version(version)
                .vrid(((Long) config.get("vrid")).intValue())
                .family(config.get("family").equals(4L) ? Family.IPV4 : Family.IPV6)
                .priority(((Long) config.get("priority")).intValue())
                .interval(Duration.ofMillis(((Long) config.get("advert_cs")) * 10))
                .addresses(((List<?>) config.get("vips"))
                        .stream().map(String.class::cast).toList());
        if (config.containsKey("auth_hmac")) {
            Map<String, Object> hmac = VectorFile.map(config.get("auth_hmac"));
            router.hmac(HexFormat.of().parseHex((String) hmac.get("key")), Authentication.Hmac.Mode.ENFORCE);
        }
        if ("rfc5798".equals(config.get("checksum"))) {
            router.checksum(ChecksumForm.RFC5798);
        }
        Map<String, Object> auth = VectorFile.map(config.getOrDefault("auth", Map.of("type", 0L)));
        if (auth.get("type").equals(1L)) {
            router.password((String) auth.get("key"));
        } else if (auth.get("type").equals(2L)) {
            router.ah((String) auth.get("key"));
        }
        return router.build();
    }

    /** What the router has heard before, and the time of the only signature there is. */
    private static Authenticator authenticator(VrrpInstance instance, Map<String, Object> config) {
        Sequences sequences = new Sequences();
        long last = (Long) VectorFile.map(config.getOrDefault("auth", Map.of())).getOrDefault("last_seq", 0L);
        if (last > 0) {
            sequences.heard(0, Bits.low(Instances.address("192.0.2.2")), last);
        }
        return Authenticator.of(instance, sequences, () -> SIGNED_AT);
    }

    /** Builds the packet anew from what the vector says it contains. */
    private static ByteBuffer build(Map<String, Object> row) {
        Map<String, Object> decode = VectorFile.map(row.get("decode"));
        Map<String, Object> config = config(row);
        config.put("vips", decode.get("addresses"));
        config.put(
                "advert_cs",
                decode.containsKey("adver_int_s")
                        ? ((Long) decode.get("adver_int_s")) * 100
                        : decode.get("max_advert_int_cs"));
        VrrpInstance instance = instance(config);
        AdvertisementPacket packet = new AdvertisementPacket(
                instance, Instances.address((String) decode.get("src")), authenticator(instance, config));
        ChecksumForm form = String.valueOf(decode.get("checksum_form")).contains("9568")
                ? ChecksumForm.RFC9568
                : ChecksumForm.RFC5798;
        packet.begin(((Long) decode.get("priority")).intValue(), form);
        return packet.toGroup();
    }

    /** The hexadecimal packet without what the kernel fills in: identification and header checksum. */
    private static String message(ByteBuffer packet, byte[] expected) {
        byte[] bytes = new byte[packet.remaining()];
        packet.duplicate().get(bytes);
        if (expected[0] >> 4 == 4) {
            bytes[4] = bytes[5] = bytes[10] = bytes[11] = 0;
        } else {
            // The flow label is the sender's choice.
            bytes[1] &= (byte) 0xf0;
            bytes[2] = bytes[3] = 0;
        }
        return HexFormat.of().formatHex(bytes);
    }
}
