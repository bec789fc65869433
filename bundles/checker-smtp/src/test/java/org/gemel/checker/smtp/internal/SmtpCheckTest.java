package org.gemel.checker.smtp.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.gemel.api.checker.BadSettingException;
import org.gemel.api.config.CheckerDefinition;
import org.gemel.api.config.CheckerDefinition.Connection;
import org.gemel.api.config.CheckerDefinition.Setting;
import org.gemel.api.config.CheckerDefinition.Timing;
import org.gemel.api.config.Position;
import org.gemel.checker.connection.testing.Telephone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmtpCheckTest {

    private static final Connection CONNECTION =
            new Connection(new InetSocketAddress("192.0.2.1", 25), null, 0, null, 0, Duration.ofSeconds(5));
    private static final Position AT = new Position("a.conf", 3, 5);

    private final Telephone telephone = new Telephone();
    private final SmtpCheck check = new SmtpCheck(CONNECTION, "me.example.org", telephone, () -> 0);

    private void hear(String text) {
        telephone.conversation.heard(StandardCharsets.ISO_8859_1.encode(text.replace("|", "\r\n")));
    }

    private void call() {
        check.ask(telephone);
        telephone.conversation.opened(telephone);
    }

    @Test
    void behaviour95TheConversation() {
        call();
        assertThat(telephone.said).isEmpty();
        hear("220 mail.example.org|");
        hear("250 hello|");
        assertThat(telephone.lines()).containsExactly("HELO me.example.org\r\n", "QUIT\r\n");
        assertThat(telephone.verdict()).isEqualTo("+ 250 hello");
        assertThat(telephone.verdicts.get(0).evidence().asked()).isEqualTo("HELO me.example.org at 192.0.2.1:25");
        assertThat(telephone.hungUp).isFalse();
        hear("221 bye|");
        assertThat(telephone.hungUp).isTrue();
    }

    @Test
    void repliesMayHaveSeveralLinesAndComeInPieces() {
        call();
        hear("220-mail.example.org|22");
        hear("0-is very|220 glad|");
        hear("250-hello|250 you|");
        assertThat(telephone.verdict()).isEqualTo("+ 250 you");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "554 go away|!- 554 go away, wanted 220 as greeting",
                "HTTP/1.1 400 Bad Request|!- not SMTP but: HTTP/1.1 400 Bad Request",
                "22|!- not SMTP but: 22",
                "999 x|!- not SMTP but: 999 x",
            })
    void aGreetingThatIsNotWanted(String greeting, String verdict) {
        call();
        hear(greeting);
        assertThat(telephone.verdict()).isEqualTo(verdict);
        assertThat(telephone.hungUp).isTrue();
    }

    @Test
    void helloThatIsNotUnderstood() {
        call();
        hear("220 hi|");
        hear("502 what?|");
        assertThat(telephone.verdict()).isEqualTo("- 502 what?, wanted 250 to HELO");
    }

    @Test
    void aServerThatHangsUpHasFailed() {
        call();
        telephone.conversation.ended(true);
        assertThat(telephone.verdict()).isEqualTo("- the server hung up before it greeted");
    }

    @Test
    void whatComesAfterTheVerdictChangesNothing() {
        call();
        hear("220 hi|");
        hear("250 ok|");
        telephone.conversation.failed("connection reset");
        assertThat(telephone.verdicts).hasSize(1);
    }

    @Test
    void anEndlessLineIsGivenUp() {
        call();
        telephone.conversation.heard(ByteBuffer.wrap("2".repeat(5000).getBytes(StandardCharsets.US_ASCII)));
        assertThat(telephone.verdict()).isEqualTo("- a line of more than 1024 bytes");
    }

    @Test
    void anEndlessReplyIsGivenUp() {
        call();
        for (int i = 0; telephone.verdicts.isEmpty() && i < 1000; i++) {
            hear("220-more|");
        }
        assertThat(telephone.verdict()).isEqualTo("- a reply of more than 100 lines");
    }

    @Test
    void theNameIsKeepalivedsUnlessOneIsSaid() throws BadSettingException {
        assertThat(SmtpCheck.helo(definition())).isEqualTo("smtpchecker.keepalived.org");
        assertThat(SmtpCheck.helo(definition(setting("a.example")))).isEqualTo("a.example");
    }

    @Test
    void aNameThatWouldBeTwoLinesIsRefused() {
        assertThatThrownBy(() -> SmtpCheck.helo(definition(setting("a\r\nMAIL"))))
                .isInstanceOfSatisfying(
                        BadSettingException.class, e -> assertThat(e.at()).isEqualTo(AT));
    }

    private static Setting setting(String name) {
        return new Setting("helo_name", List.of(name), List.of(), null, AT);
    }

    private static CheckerDefinition definition(Setting... settings) {
        return new CheckerDefinition(
                "SMTP_CHECK",
                new Timing(Duration.ofSeconds(1), 0, Duration.ZERO, Duration.ZERO),
                false,
                false,
                CONNECTION,
                List.of(settings),
                null,
                null,
                null,
                1,
                AT);
    }
}
