package org.gemel.vrrp.internal.packet;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.gemel.api.config.Authentication;
import org.gemel.api.config.Authentication.Hmac.Mode;
import org.gemel.api.config.ChecksumForm;
import org.gemel.api.config.Family;
import org.gemel.api.config.Reception;
import org.gemel.api.config.UnicastPeer;
import org.gemel.api.config.VrrpInstance;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a router sends is believed by those of the same secret, once, and not when it was tampered with. */
class AuthenticatorTest {

    private static final byte[] SECRET = "0123456789abcdef0123456789abcdef".getBytes(US_ASCII);
    private static final byte[] OTHER = "0123456789abcdef0123456789abcdeF".getBytes(US_ASCII);
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");

    /** A dialect, with one secret and with another. */
    private record Dialect(String name, Family family, Instances right, Instances wrong) {

        static Dialect of(
                String name, int version, Family family, Consumer<Instances> right, Consumer<Instances> wrong) {
            return new Dialect(name, family, router(version, family, right), router(version, family, wrong));
        }

        private static Instances router(int version, Family family, Consumer<Instances> with) {
            Instances router = Instances.router().version(version).family(family);
            if (family == Family.IPV6) {
                router.addresses(List.of("fe80::1", "2001:db8::1"));
            }
            with.accept(router);
            return router;
        }

        String source() {
            return family == Family.IPV4 ? "192.0.2.2" : "fe80::2";
        }

        ByteBuffer sent(Instant at) {
            VrrpInstance instance = right.build();
            AdvertisementPacket packet = new AdvertisementPacket(
                    instance, Instances.address(source()), Authenticator.of(instance, new Sequences(), () -> at));
            packet.begin(120, ChecksumForm.AUTO);
            ByteBuffer bytes = instance.unicast()
                    ? packet.toPeer(Instances.address("192.0.2.1").getAddress())
                    : packet.toGroup();
            ByteBuffer copy = ByteBuffer.allocate(bytes.remaining());
            return copy.put(bytes.duplicate()).flip();
        }

        Receiver receiver(Instances configured) {
            return new Receiver(configured.build());
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static final class Receiver {
        private final ReceiveRules rules;
        private Instant now = NOW;

        Receiver(VrrpInstance instance) {
            rules = new ReceiveRules(
                    instance, ReceiveRules.Strictness.LENIENT, Authenticator.of(instance, new Sequences(), () -> now));
        }

        @Nullable
        Discard judge(ByteBuffer bytes) {
            Advertisement packet = new Advertisement();
            Discard refused = packet.wrap(bytes);
            return refused == null ? rules.judge(packet) : refused;
        }
    }

    static Stream<Dialect> dialects() {
        return Stream.of(
                Dialect.of("AH", 2, Family.IPV4, each -> each.ah("secret"), each -> each.ah("Secret")),
                Dialect.of(
                        "AH unicast",
                        2,
                        Family.IPV4,
                        each -> each.ah("secret").peers(new UnicastPeer(Instances.address("192.0.2.2"))),
                        each -> each.ah("secreT").peers(new UnicastPeer(Instances.address("192.0.2.2")))),
                hmac("HMAC v2", 2, Family.IPV4),
                hmac("HMAC v3", 3, Family.IPV4),
                hmac("HMAC v3 IPv6", 3, Family.IPV6));
    }

    private static Dialect hmac(String name, int version, Family family) {
        return Dialect.of(
                name, version, family, each -> each.hmac(SECRET, Mode.ENFORCE), each -> each.hmac(OTHER, Mode.ENFORCE));
    }

    @ParameterizedTest
    @MethodSource("dialects")
    void theSameSecretBelievesAndAnotherDoesNot(Dialect dialect) {
        assertThat(dialect.receiver(dialect.right()).judge(dialect.sent(NOW))).isNull();
        assertThat(dialect.receiver(dialect.wrong()).judge(dialect.sent(NOW))).isEqualTo(Discard.AUTH_FAILURE);
    }

    @ParameterizedTest
    @MethodSource("dialects")
    void nothingIsBelievedTwice(Dialect dialect) {
        Receiver receiver = dialect.receiver(dialect.right());
        assertThat(receiver.judge(dialect.sent(NOW))).isNull();
        assertThat(receiver.judge(dialect.sent(NOW))).isEqualTo(Discard.AUTH_REPLAY);
        assertThat(receiver.judge(dialect.sent(NOW.plusSeconds(1)))).isNull();
        assertThat(receiver.judge(dialect.sent(NOW))).isEqualTo(Discard.AUTH_REPLAY);
    }

    /** Whatever bit of the message or its proof is turned over, with the checksum put right again. */
    @ParameterizedTest
    @MethodSource("dialects")
    void aTamperedPacketIsNotBelieved(Dialect dialect) {
        Random random = new Random(7);
        byte[] genuine = dialect.sent(NOW).array();
        int message = dialect.family() == Family.IPV4 ? 20 : 40;
        for (int i = 0; i < 2_000; i++) {
            byte[] bytes = genuine.clone();
            int bit = message * 8 + random.nextInt((bytes.length - message) * 8);
            bytes[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(dialect.receiver(dialect.right()).judge(ByteBuffer.wrap(bytes)))
                    .as("bit %d of %s", bit, Arrays.toString(bytes))
                    .isNotNull();
        }
    }

    @ParameterizedTest
    @MethodSource("dialects")
    void noiseIsRefused(Dialect dialect) {
        Random random = new Random(11);
        for (int i = 0; i < 2_000; i++) {
            byte[] bytes = dialect.sent(NOW).array();
            byte[] noise = new byte[random.nextInt(bytes.length - 20)];
            random.nextBytes(noise);
            System.arraycopy(noise, 0, bytes, bytes.length - noise.length, noise.length);
            if (!Arrays.equals(bytes, dialect.sent(NOW).array())) {
                assertThat(dialect.receiver(dialect.right()).judge(ByteBuffer.wrap(bytes)))
                        .isNotNull();
            }
        }
    }

    @Test
    void aSignatureOfAnotherTimeIsRefusedWhereTheClockCounts() {
        Dialect dialect = hmac("HMAC", 3, Family.IPV4);
        assertThat(dialect.receiver(dialect.right()).judge(dialect.sent(NOW.minusSeconds(4))))
                .isNull();
        assertThat(dialect.receiver(dialect.right()).judge(dialect.sent(NOW.plusSeconds(4))))
                .isNull();
        assertThat(dialect.receiver(dialect.right()).judge(dialect.sent(NOW.minusSeconds(6))))
                .isEqualTo(Discard.AUTH_TIME);
        assertThat(dialect.receiver(dialect.right()).judge(dialect.sent(NOW.plusSeconds(6))))
                .isEqualTo(Discard.AUTH_TIME);
    }

    @Test
    void aSignatureOfAnyTimeIsTakenWhereOnlyTheOrderCounts() {
        Instances monotonic = Instances.router()
                .authentication(new Authentication.Hmac(
                        List.of(new Authentication.Key(1, SECRET)),
                        1,
                        Mode.ENFORCE,
                        Duration.ofSeconds(5),
                        false,
                        new Authentication.None()));
        Dialect dialect = hmac("HMAC", 3, Family.IPV4);
        Receiver receiver = dialect.receiver(monotonic);
        assertThat(receiver.judge(dialect.sent(NOW.minusSeconds(999)))).isNull();
        assertThat(receiver.judge(dialect.sent(NOW.minusSeconds(1000)))).isEqualTo(Discard.AUTH_REPLAY);
    }

    @Test
    void whatIsNotSignedIsAcceptedUntilSignaturesAreEnforced() {
        Dialect plain = Dialect.of("none", 3, Family.IPV4, each -> {}, each -> {});
        for (Mode mode : Mode.values()) {
            Receiver receiver = plain.receiver(Instances.router().hmac(SECRET, mode));
            assertThat(receiver.judge(plain.sent(NOW)))
                    .isEqualTo(mode == Mode.ENFORCE ? Discard.AUTH_TYPE_MISMATCH : null);
        }
    }

    @Test
    void onlyAListedPeerIsHeardAndOnlyFromItsDistance() {
        Instances listening = Instances.router()
                .reception(new Reception(true, false, false, true, 0, 0))
                .peers(new UnicastPeer(Instances.address("192.0.2.2"), 254, 255));
        Instances far = Instances.router()
                .reception(new Reception(true, false, false, true, 0, 0))
                .peers(new UnicastPeer(Instances.address("192.0.2.2"), 0, 254));
        Instances elsewhere = Instances.router()
                .reception(new Reception(true, false, false, true, 0, 0))
                .peers(new UnicastPeer(Instances.address("192.0.2.3")));
        Dialect unicast = Dialect.of(
                "unicast",
                3,
                Family.IPV4,
                each -> each.peers(new UnicastPeer(Instances.address("192.0.2.1"))),
                each -> {});
        assertThat(unicast.receiver(listening).judge(unicast.sent(NOW))).isNull();
        assertThat(unicast.receiver(far).judge(unicast.sent(NOW))).isEqualTo(Discard.PEER_TTL_ERROR);
        assertThat(unicast.receiver(elsewhere).judge(unicast.sent(NOW))).isEqualTo(Discard.PEER_ERROR);
    }

    @Test
    void anOwnerMayListenToNobody() {
        Dialect plain = Dialect.of("none", 3, Family.IPV4, each -> {}, each -> {});
        Reception deaf = new Reception(false, true, false, true, 0, 0);
        assertThat(plain.receiver(Instances.router().priority(255).reception(deaf))
                        .judge(plain.sent(NOW)))
                .isEqualTo(Discard.IGNORED_BY_OWNER);
        assertThat(plain.receiver(Instances.router().priority(254).reception(deaf))
                        .judge(plain.sent(NOW)))
                .isNull();
    }
}
