package org.gemel.checker.smtp.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.gemel.checker.connection.testing.Here;
import org.gemel.checker.connection.testing.Torrent;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a check by SMTP takes and keeps of a server that goes on without end, in bytes. */
class MemoryTest {

    /** A row: what goes on, what is said once, what is said again and again, and how many KiB of it are taken, beside one piece. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '!',
            value = {
                "a line!!x!1!- a line of more than 1024 bytes",
                "a line of nothing!!^!1!- a line of more than 1024 bytes",
                "a greeting!!220-more|!1!- a reply of more than 100 lines",
                "a greeting of long lines!!220-LONG|!100!- a reply of more than 100 lines",
                "greetings!!220 hi|!8!- 220 hi, wanted 250 to HELO",
                "empty lines!!|!1!'- not SMTP but: '",
                "an answer to HELO!220 hi|!250-more|!1!- a reply of more than 100 lines",
                "a line in answer to HELO!220 hi|!2!1!- a line of more than 1024 bytes",
            })
    void isBounded(String what, String once, String again, int taken, String verdict) {
        Torrent torrent = Torrent.of(
                dialer -> new SmtpCheck(Here.to(25, Duration.ofSeconds(5)), "me", dialer, () -> 0),
                text(once),
                text(again));
        assertThat(torrent.verdict()).as(what).isEqualTo(verdict);
        assertThat(torrent.taken()).isLessThanOrEqualTo(taken * 1024L + Torrent.PIECE);
        assertThat(torrent.held()).isLessThanOrEqualTo(6 * 1024);
    }

    private static String text(String written) {
        return written == null
                ? ""
                : written.replace("|", "\r\n").replace("^", "\r").replace("LONG", "x".repeat(1000));
    }
}
