package org.gemel.checker.dns.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.gemel.api.checker.BadSettingException;
import org.gemel.api.config.CheckerDefinition;
import org.gemel.api.config.CheckerDefinition.Connection;
import org.gemel.api.config.CheckerDefinition.Setting;
import org.gemel.api.config.CheckerDefinition.Timing;
import org.gemel.api.config.Position;
import org.gemel.checker.connection.Target;
import org.gemel.checker.connection.testing.Telephone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DnsCheckTest {

    private static final Connection CONNECTION =
            new Connection(new InetSocketAddress("192.0.2.1", 53), null, 0, null, 0, Duration.ofSeconds(5));
    private static final Position AT = new Position("a.conf", 3, 5);
    private static final int NOERROR = 0x8180;
    private static final int CUT = 0x8380;

    private final Telephone telephone = new Telephone();

    private void call(String... settings) {
        try {
            new DnsCheck(CONNECTION, Question.of(definition(settings)), telephone, () -> 0).ask(telephone);
        } catch (BadSettingException e) {
            throw new AssertionError(e);
        }
        telephone.conversation.opened(telephone);
    }

    /** A type and a name, either of which may be empty. */
    private static CheckerDefinition definition(String... typeAndName) {
        List<Setting> settings = new ArrayList<>();
        for (int i = 0; i < typeAndName.length; i++) {
            if (!typeAndName[i].isEmpty()) {
                settings.add(new Setting(i == 0 ? "type" : "name", List.of(typeAndName[i]), List.of(), null, AT));
            }
        }
        return new CheckerDefinition(
                "DNS_CHECK",
                new Timing(Duration.ofSeconds(1), 0, Duration.ZERO, Duration.ZERO),
                false,
                false,
                CONNECTION,
                settings,
                null,
                null,
                null,
                1,
                AT);
    }

    private byte[] lastSaid() {
        return telephone.said.get(telephone.said.size() - 1);
    }

    /** The answer to what was asked over UDP. */
    private ByteBuffer answer(int flags, int records) {
        byte[] asked = lastSaid();
        return ByteBuffer.allocate(12)
                .put(asked[0])
                .put(asked[1])
                .putShort((short) flags)
                .putShort((short) 1)
                .putShort((short) records)
                .putInt(0)
                .flip();
    }

    @Test
    void behaviour95TheRootIsAskedForWhereNothingIsSaid() {
        call();
        assertThat(telephone.targets).containsExactly(Target.udp(CONNECTION));
        assertThat(HexFormat.of().formatHex(lastSaid()).substring(4))
                .isEqualTo("01000001000000000000" + "00" + "00060001");
        telephone.conversation.heard(answer(NOERROR, 1));
        assertThat(telephone.verdict()).isEqualTo("+ NOERROR, 1 answer");
        assertThat(telephone.verdicts.get(0).evidence().asked()).isEqualTo("SOA . at 192.0.2.1:53");
        assertThat(telephone.hungUp).isTrue();
    }

    @Test
    void theCallOverTcpIsHungUpAtTheLimitHoweverSoonTheOneOverUdpWasAnswered() throws Exception {
        List<Target.Transport> hungUp = new ArrayList<>();
        telephone.onDial = (target, line) -> {
            if (target.transport() == Target.Transport.UDP) {
                telephone.conversation.opened(line);
                telephone.conversation.heard(answer(CUT, 0));
            }
        };
        telephone.onHangUp = hungUp::add;
        new DnsCheck(CONNECTION, Question.of(definition()), telephone, () -> 0).ask(telephone);
        assertThat(telephone.targets).hasSize(2);
        hungUp.clear();

        telephone.abandon.run();

        assertThat(hungUp).containsExactly(Target.Transport.TCP);
    }

    @Test
    void aNameIsWrittenLabelByLabel() {
        call("AAAA", "www.ab.");
        assertThat(HexFormat.of().formatHex(lastSaid()).substring(24))
                .isEqualTo("03777777" + "026162" + "00" + "001c0001");
    }

    @ParameterizedTest
    @CsvSource({"A, 1", "SOA, 6", "MX, 15", "DNSKEY, 48", "TYPE65280, 65280"})
    void types(String type, int number) {
        call(type, "");
        assertThat(ByteBuffer.wrap(lastSaid()).getShort(13) & 0xffff).isEqualTo(number);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "1!- FORMERR, wanted NOERROR",
                "2!- SERVFAIL, wanted NOERROR",
                "3!- NXDOMAIN, wanted NOERROR",
                "5!- REFUSED, wanted NOERROR",
                "11!- rcode 11, wanted NOERROR"
            })
    void anErrorIsAFailure(int code, String verdict) {
        call();
        telephone.conversation.heard(answer(NOERROR | code, 0));
        assertThat(telephone.verdict()).isEqualTo(verdict);
    }

    @Test
    void anAnswerWithoutRecordsIsAnAnswer() {
        call();
        telephone.conversation.heard(answer(NOERROR, 0));
        assertThat(telephone.verdict()).isEqualTo("+ NOERROR, 0 answers");
    }

    @Test
    void whatIsNoAnswerIsNotListenedTo() {
        call();
        ByteBuffer other = answer(NOERROR, 1);
        other.put(0, (byte) ~other.get(0));
        telephone.conversation.heard(other);
        telephone.conversation.heard(answer(0x0100, 0));
        telephone.conversation.heard(ByteBuffer.allocate(11));
        assertThat(telephone.verdicts).isEmpty();
    }

    @Test
    void anAnswerThatWasCutIsAskedForOverTcp() {
        call();
        telephone.conversation.heard(answer(CUT, 0));
        assertThat(telephone.verdicts).isEmpty();
        assertThat(telephone.targets).containsExactly(Target.udp(CONNECTION), Target.tcp(CONNECTION));
        telephone.conversation.opened(telephone);
        byte[] asked = lastSaid();
        assertThat(ByteBuffer.wrap(asked).getShort() & 0xffff).isEqualTo(asked.length - 2);
        ByteBuffer answer = ByteBuffer.allocate(14)
                .putShort((short) 500)
                .put(asked[2])
                .put(asked[3])
                .putShort((short) NOERROR)
                .putShort((short) 1)
                .putShort((short) 9)
                .putInt(0)
                .flip();
        telephone.conversation.heard(answer.slice(0, 5));
        assertThat(telephone.verdicts).isEmpty();
        telephone.conversation.heard(answer.slice(5, 9));
        assertThat(telephone.verdict()).isEqualTo("+ NOERROR, 9 answers, over TCP");
    }

    @Test
    void aServerThatHangsUpHasFailed() {
        call();
        telephone.conversation.ended(true);
        assertThat(telephone.verdict()).isEqualTo("- the server hung up before it answered");
    }

    @ParameterizedTest
    @CsvSource({
        "MANY, x.org",
        "TYPE70000, x.org",
        "A, a..b",
        "A, a123456789012345678901234567890123456789012345678901234567890123.org"
    })
    void whatCannotBeAskedIsRefused(String type, String name) {
        assertThatThrownBy(() -> Question.of(definition(type, name)))
                .isInstanceOfSatisfying(
                        BadSettingException.class, e -> assertThat(e.at()).isEqualTo(AT));
    }
}
