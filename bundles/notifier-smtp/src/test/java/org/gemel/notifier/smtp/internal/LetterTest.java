package org.gemel.notifier.smtp.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.gemel.notifier.smtp.internal.Samples.AT;
import static org.gemel.notifier.smtp.internal.Samples.NIGHT;
import static org.gemel.notifier.smtp.internal.Samples.OPS;
import static org.gemel.notifier.smtp.internal.Samples.became;
import static org.gemel.notifier.smtp.internal.Samples.groupBecame;

import java.time.ZoneOffset;
import java.util.List;
import org.gemel.api.config.Notifications.Mailbox;
import org.gemel.api.event.Event;
import org.gemel.api.status.VrrpState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a mail says: as recorded of keepalived, and what ours has besides (behaviour 87). */
class LetterTest {

    private static String text(Letter letter, Mailbox... to) {
        return new String(MessageText.of(letter, "lab-a", "ka@example.org", List.of(to), "vm", ZoneOffset.UTC), UTF_8);
    }

    private static List<String> headers(String text) {
        return text.substring(0, text.indexOf("\r\n\r\n")).lines().toList();
    }

    @Test
    void aMasterIsWrittenAboutAsKeepalivedDoes() {
        assertThat(text(Letter.about(became("V1", VrrpState.MASTER)), OPS, new Mailbox("", "night@example.org")))
                .startsWith("Date: Mon, 23 Nov 2026 08:21:45 +0000\r\n"
                        + "From: ka@example.org\r\n"
                        + "Subject: [lab-a] VRRP Instance V1 - Entering MASTER state\r\n")
                .contains("\r\nTo: ops@example.org,\r\n night@example.org\r\n")
                .endsWith("\r\n\r\n=> VRRP Instance is now owning VRRP VIPs <=\r\n\r\n");
    }

    @ParameterizedTest
    @EnumSource(names = {"BACKUP", "FAULT"})
    void whoIsNotMasterOwnsNothing(VrrpState state) {
        Letter letter = Letter.about(became("V1", state));
        assertThat(letter.subject()).isEqualTo("VRRP Instance V1 - Entering " + state + " state");
        assertThat(letter.body()).isEqualTo("=> VRRP Instance is no longer owning VRRP VIPs <=\n\n");
    }

    @ParameterizedTest
    @EnumSource(names = {"MASTER", "BACKUP", "FAULT"})
    void aGroupIsWrittenAboutAsAWhole(VrrpState state) {
        Letter letter = Letter.about(groupBecame("SG", state));
        assertThat(letter.subject()).isEqualTo("VRRP Group SG - Entering " + state + " state");
        assertThat(letter.body()).isEqualTo("=> All VRRP group instances are now in " + state + " state <=\n\n");
    }

    /** As keepalived 2.2.7 wrote it under a kernel with IPVS. */
    @ParameterizedTest
    @CsvSource({
        "10.0.0.1:80/tcp,  [10.0.0.1]:tcp:80, [10.0.9.1]:tcp:80",
        "10.0.0.1:53/udp,  [10.0.0.1]:udp:53, [10.0.9.1]:udp:80",
        "fwmark 5,         FWM 5,             [10.0.9.1]:none:80",
        "group WEB/tcp,    [WEB]:0,           [10.0.9.1]:tcp:80",
        "group MIXED/udp,  [MIXED]:0,         [10.0.9.1]:udp:80",
        "group MARKS,      [MARKS]:0,         [10.0.9.1]:none:80"
    })
    void aServerIsWrittenAboutByKeepalivedsName(String name, String virtual, String real) {
        assertThat(Letter.about(new Event.RealServerChanged(AT, name, "10.0.9.1:80", true, ""))
                        .subject())
                .isEqualTo("Realserver " + real + " of virtual server " + virtual + " - UP");
        assertThat(Letter.about(new Event.QuorumChanged(AT, name, false, 0, 1, ""))
                        .subject())
                .isEqualTo("Virtualserver " + virtual + " - DOWN");
    }

    /** keepalived's words for a check by HTTP and for the quorum, and after them what was seen, and not only how much it weighs. */
    @Test
    void aMailAboutAServerSaysWhy() {
        String server = "10.0.0.1:80/tcp";
        assertThat(Letter.about(new Event.RealServerChanged(AT, server, "10.0.9.1:80", false, "TCP_CHECK: refused"))
                        .body())
                .isEqualTo("=> CHECK failed on service : TCP_CHECK: refused <=\n\n");
        assertThat(Letter.about(new Event.RealServerChanged(AT, server, "10.0.9.1:80", true, "TCP_CHECK: connected"))
                        .body())
                .isEqualTo("=> CHECK succeed on service : TCP_CHECK: connected <=\n\n");
        assertThat(Letter.about(new Event.QuorumChanged(AT, server, true, 1, 1, "1 of 2 works"))
                        .body())
                .isEqualTo("=> Gained quorum : 1 of 2 works <=\n\n");
        assertThat(Letter.about(new Event.QuorumChanged(AT, server, false, 0, 1, "0 of 2 work"))
                        .body())
                .isEqualTo("=> Lost quorum : 0 of 2 work <=\n\n");
    }

    @Test
    void whatKeepalivedDoesNotMailIsNotMailed() {
        assertThat(Letter.about(became("V1", VrrpState.INIT))).isNull();
        assertThat(Letter.about(groupBecame("SG", VrrpState.INIT))).isNull();
        assertThat(Letter.about(new Event.PriorityChanged(AT, "V1", 1, 2, "test")))
                .isNull();
    }

    @Test
    void theHeadersAreKeepalivedsInItsOrderThenOurs() {
        assertThat(headers(text(Letter.about(became("V1", VrrpState.MASTER)), OPS)))
                .extracting(line -> line.substring(0, line.indexOf(':')))
                .containsExactly("Date", "From", "Subject", "X-Mailer", "To", "Message-ID", "Auto-Submitted");
    }

    @Test
    void aMailSentTwiceHasOneId() {
        Letter letter = Letter.about(became("V1", VrrpState.MASTER));
        assertThat(headers(text(letter, OPS)).get(5))
                .isEqualTo(headers(text(letter, OPS)).get(5));
        assertThat(headers(text(letter, OPS)).get(5))
                .isNotEqualTo(headers(text(Letter.about(became("V2", VrrpState.MASTER)), OPS))
                        .get(5));
    }

    @Test
    void aRecipientHasAName() {
        assertThat(headers(text(Letter.about(became("V1", VrrpState.MASTER)), OPS, NIGHT)))
                .containsSequence("To: ops@example.org,", " Night Shift <night@example.org>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"V1\r\nBcc: thief@example.org", "V1\nX: y", "V1\r.\r", "V1\u0085X: y", "V1\u0000"})
    void aNameCannotAddAHeader(String name) {
        List<String> headers = headers(text(Letter.about(became(name, VrrpState.MASTER)), OPS));
        assertThat(headers).hasSize(7).noneMatch(line -> line.startsWith("Bcc") || line.startsWith("X: "));
        assertThat(headers(text(new Letter(AT, "s", "b\n"), new Mailbox(name, "ops@example.org"))))
                .hasSize(7);
    }

    @Test
    void whatIsNotAsciiIsEncoded() {
        List<String> headers = headers(text(Letter.about(became("B\u00fcro", VrrpState.MASTER)), OPS));
        assertThat(headers.get(2)).startsWith("Subject: =?UTF-8?B?");
        assertThat(String.join("", headers)).isASCII();
    }

    @Test
    void aBodyThatIsNotAsciiSaysWhatItIs() {
        String text = text(new Letter(AT, "subject", "B\u00fcro\n"), OPS);
        assertThat(headers(text)).contains("Content-Type: text/plain; charset=UTF-8");
        assertThat(text).endsWith("\r\n\r\nB\u00fcro\r\n");
    }
}
