package org.gemel.checker.datagram.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.stream.Stream;
import org.gemel.api.checker.BadSettingException;
import org.gemel.api.checker.Checker;
import org.gemel.api.config.CheckerDefinition;
import org.gemel.api.config.CheckerDefinition.Connection;
import org.gemel.api.config.CheckerDefinition.Setting;
import org.gemel.api.config.Position;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UdpCheckTest {

    private static final Position AT = new Position("gemel.conf", 7, 3);

    private final ScheduledThreadPoolExecutor patience = UdpCheckerFactory.patience();
    private final Wire wire = new Wire();
    private Duration timeout = Duration.ofSeconds(100);

    @AfterEach
    void stop() {
        patience.shutdownNow();
    }

    private Checker ask(String... settings) throws Exception {
        CheckerDefinition definition = definition(settings);
        Checker check = new DatagramCheck(UdpCheckerFactory.inquiry(definition, patience), wire);
        check.ask(wire);
        return check;
    }

    private CheckerDefinition definition(String... settings) throws Exception {
        InetSocketAddress to = new InetSocketAddress(InetAddress.getByName("10.0.0.1"), 53);
        return new CheckerDefinition(
                "UDP_CHECK",
                new CheckerDefinition.Timing(Duration.ofSeconds(1), 0, Duration.ofSeconds(1), Duration.ZERO),
                false,
                false,
                new Connection(to, null, 0, null, 0, timeout),
                Stream.of(settings)
                        .map(each -> List.of(each.split(" ")))
                        .map(words -> new Setting(words.get(0), words.subList(1, words.size()), List.of(), null, AT))
                        .toList(),
                null,
                null,
                null,
                1,
                AT);
    }

    private static ByteBuffer bytes(String hex) {
        return ByteBuffer.wrap(HexFormat.of().parseHex(hex));
    }

    @Test
    void thePayloadIsSent() throws Exception {
        ask("payload 0001 ff");
        assertThat(wire.sent).containsExactly(3);
        assertThat(wire.peer.port()).isEqualTo(53);
    }

    /** The example of keepalived.conf(5). */
    @Test
    void theLastDigitOfAWordIsAByteIfItIsAlone() throws Exception {
        assertThat(HexFormat.of()
                        .formatHex(Question.of(definition("payload Ab12f 3 456 546443123"))
                                .payload()))
                .isEqualTo("ab120f0345065464431203");
    }

    @Test
    void withoutAPayloadTheDatagramIsEmpty() throws Exception {
        ask();
        assertThat(wire.sent).containsExactly(0);
    }

    @Test
    void anIcmpErrorFails() throws Exception {
        ask();
        wire.toUs.failed("connection refused");
        assertThat(wire.answered()).isEqualTo("failed connection refused");
        assertThat(wire.closed).isTrue();
    }

    @Test
    void silencePasses() throws Exception {
        timeout = Duration.ofMillis(20);
        ask();
        assertThat(wire.answered()).isEqualTo("passed no error within 20 ms");
    }

    @Test
    void silenceFailsWhereAReplyIsRequired() throws Exception {
        timeout = Duration.ofMillis(20);
        ask("require_reply");
        assertThat(wire.answered()).isEqualTo("failed no reply within 20 ms");
    }

    @Test
    void anyReplyPassesWhereNoneIsRequired() throws Exception {
        ask("min_reply_length 4");
        wire.toUs.received(bytes("01"));
        assertThat(wire.answered()).isEqualTo("passed a reply of 1 bytes");
    }

    @ParameterizedTest
    @CsvSource({
        "require_reply 01xx03, 01ab03, passed a reply of 3 bytes",
        "require_reply 01xx03, 01ab0304, passed a reply of 4 bytes",
        "require_reply 01xx03, 01ab04, failed another reply than required",
        "require_reply 01xx03, 01ab, passed a reply of 2 bytes",
        "require_reply 01xx03, 02ab, failed another reply than required",
        "require_reply 01xx03;min_reply_length 3, 01ab, 'failed a reply of 2 bytes, wanted 3 to 255'",
        "require_reply 0 x 12f, 000f120f, passed a reply of 4 bytes",
        "require_reply 0xx1, 0ff1, passed a reply of 2 bytes",
        "require_reply 0xx1, 1ff1, failed another reply than required",
        "require_reply 01XX FF, 0122ff, passed a reply of 3 bytes",
        "require_reply;min_reply_length 2, 01, 'failed a reply of 1 bytes, wanted 2 to 255'",
        "require_reply;max_reply_length 2, 010203, 'failed a reply of 3 bytes, wanted 0 to 2'",
    })
    void aRequiredReplyIsCompared(String settings, String reply, String answer) throws Exception {
        ask(settings.split(";"));
        wire.toUs.received(bytes(reply));
        assertThat(wire.answered()).isEqualTo(answer);
    }

    @Test
    void aProbeIsAnsweredOnce() throws Exception {
        ask();
        wire.toUs.failed("connection refused");
        wire.toUs.received(bytes("01"));
        assertThat(wire.answers()).isEqualTo(1);
    }

    @Test
    void whatWasAnsweredIsForgotten() throws Exception {
        ask();
        assertThat(patience.getQueue()).hasSize(1);
        wire.toUs.received(bytes("01"));
        assertThat(patience.getQueue()).isEmpty();
    }

    @Test
    void whatNobodyWaitsForIsClosed() throws Exception {
        ask();
        wire.abandon.run();
        assertThat(wire.closed).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"payload 0g", "payload xx", "require_reply 01y"})
    void whatIsNoHexIsNoSetting(String setting) {
        assertThatThrownBy(() -> Question.of(definition(setting)))
                .isInstanceOf(BadSettingException.class)
                .hasMessageContaining("takes hexadecimal digits")
                .satisfies(e -> assertThat(((BadSettingException) e).at()).isEqualTo(AT));
    }

    @Test
    void aPayloadLongerThanADatagramIsRefused() {
        char[] digits = new char[2 * 65_508];
        Arrays.fill(digits, '0');
        assertThatThrownBy(() -> Question.of(definition("payload " + new String(digits))))
                .isInstanceOf(BadSettingException.class)
                .hasMessageContaining("65507 bytes");
    }
}
