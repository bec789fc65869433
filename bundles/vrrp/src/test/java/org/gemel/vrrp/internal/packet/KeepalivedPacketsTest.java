package org.gemel.vrrp.internal.packet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.gemel.api.config.Authentication.Hmac.Mode;
import org.gemel.api.config.ChecksumForm;
import org.gemel.api.config.Family;
import org.gemel.api.config.UnicastPeer;
import org.gemel.api.config.VrrpInstance;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What keepalived sent is accepted, and sent by us in the same bytes. */
class KeepalivedPacketsTest {

    private record Row(String[] columns) {

        String name() {
            return columns[0] + " " + columns[1];
        }

        int priority() {
            return Integer.parseInt(columns[5]);
        }

        ChecksumForm form() {
            return columns[8].equals("-") ? ChecksumForm.AUTO : ChecksumForm.valueOf(columns[8]);
        }

        String source() {
            return columns[9];
        }

        byte[] packet() {
            return HexFormat.of().parseHex(columns[12]);
        }

        /** The router that sent it, as each of the two knows it. */
        VrrpInstance instance(String peer) {
            List<String> addresses = List.of(columns[11].split(","));
            Instances router = Instances.router()
                    .version(Integer.parseInt(columns[2]))
                    .interval(Duration.ofMillis(Long.parseLong(columns[3]) * 10))
                    .vrid(Integer.parseInt(columns[4]))
                    .family(Family.of(Instances.address(addresses.get(0))))
                    .addresses(addresses);
            switch (columns[6]) {
                case "pass" -> router.password(columns[7]);
                case "ah" -> router.ah(columns[7]);
                case "hmac" -> router.hmac(columns[7].getBytes(UTF_8), Mode.ENFORCE);
                default -> assertThat(columns[6]).isEqualTo("none");
            }
            if (!columns[10].equals("-")) {
                router.peers(new UnicastPeer(Instances.address(peer)));
            }
            return router.build();
        }

        /** AH numbers its advertisements 1, 2, 3; signatures carry the time. */
        Instant sentAt() {
            ByteBuffer bytes = ByteBuffer.wrap(packet());
            if (!columns[6].equals("hmac")) {
                return Instant.EPOCH;
            }
            int number = bytes.limit() - 24;
            long fraction = (bytes.getShort(number + 4) & 0xffffL) * 1_000_000_000 + 0xffff >> 16;
            return Instant.ofEpochSecond(bytes.getInt(number) & 0xffff_ffffL, fraction);
        }

        long numberBefore() {
            return columns[6].equals("ah") ? ByteBuffer.wrap(packet()).getInt(28) - 1L : 0;
        }
    }

    @TestFactory
    Stream<DynamicTest> whatKeepalivedSendsIsAccepted() {
        return rows().map(row -> DynamicTest.dynamicTest(row.name(), () -> {
            VrrpInstance receiver = row.instance(row.source());
            Advertisement packet = new Advertisement();
            assertThat(packet.wrap(ByteBuffer.wrap(row.packet()))).isNull();
            ReceiveRules rules = new ReceiveRules(
                    receiver,
                    ReceiveRules.Strictness.LENIENT,
                    Authenticator.of(receiver, new Sequences(), row::sentAt));
            assertThat(rules.judge(packet)).isNull();
            assertThat(packet.checksumForm()).isEqualTo(row.form());
        }));
    }

    @TestFactory
    Stream<DynamicTest> theSameAdvertisementIsSentInTheSameBytes() {
        return rows().map(row -> DynamicTest.dynamicTest(row.name(), () -> {
            VrrpInstance sender = row.instance(row.columns()[10]);
            Sequences sequences = new Sequences();
            for (long number = 0; number < row.numberBefore(); number++) {
                sequences.next(0);
            }
            AdvertisementPacket built = new AdvertisementPacket(
                    sender, Instances.address(row.source()), Authenticator.of(sender, sequences, row::sentAt));
            built.begin(row.priority(), row.form());
            ByteBuffer packet = sender.unicast()
                    ? built.toPeer(sender.unicastPeers().get(0).address().getAddress())
                    : built.toGroup();
            assertThat(behindIpHeader(packet)).isEqualTo(behindIpHeader(ByteBuffer.wrap(row.packet())));
        }));
    }

    private static String behindIpHeader(ByteBuffer packet) {
        byte[] bytes = new byte[packet.remaining()];
        packet.duplicate().get(bytes);
        return HexFormat.of().formatHex(bytes, bytes[0] >> 4 == 4 ? 20 : 40, bytes.length);
    }

    private static Stream<Row> rows() {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(KeepalivedPacketsTest.class.getResourceAsStream("/keepalived-packets.tsv")),
                UTF_8))) {
            return reader
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> new Row(line.split("\t")))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
