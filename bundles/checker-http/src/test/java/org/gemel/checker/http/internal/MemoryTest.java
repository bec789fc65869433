package org.gemel.checker.http.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.gemel.api.checker.BadSettingException;
import org.gemel.api.checker.Checker;
import org.gemel.checker.connection.Dialer;
import org.gemel.checker.connection.testing.Definitions;
import org.gemel.checker.connection.testing.Torrent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a check by HTTP takes and keeps of a server that goes on without end, in bytes. */
class MemoryTest {

    private static Checker check(String url, Dialer dialer) {
        try {
            return new HttpCheck(HttpChecks.requests(Definitions.http(80, url)), dialer, () -> 0);
        } catch (BadSettingException e) {
            throw new AssertionError(e);
        }
    }

    /**
     * A row: what goes on, the check, what is said once, what is said again and again, and how many KiB of it are taken, beside one
     * piece, and kept at most. What is kept is the longest line and its text, or the window of a search.
     */
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '!',
            value = {
                "a status line!url path /!!x!8!24!- a header longer than 8 KiB",
                "headers!url path /!HTTP/1.1 200 OK|!a: b|!64!2!- headers longer than 64 KiB",
                "long headers!url path /!HTTP/1.1 200 OK|!a: LONG|!64!24!- headers longer than 64 KiB",
                "one header!url path /!HTTP/1.1 200 OK|!x!8!24!- a header longer than 8 KiB",
                "answers that are none!url path /!!HTTP/1.1 100 C||!64!2!- headers longer than 64 KiB",
                "a body!url path /!HTTP/1.1 200 OK||!x!8192!2!+ HTTP 200, more than 8 MiB",
                "a body with a length!url path /!HTTP/1.1 200 OK|Content-Length: 99999999999||!x!8192!2!+ HTTP 200, more than 8 MiB",
                "a body for a digest!url path /; digest 0!HTTP/1.1 200 OK||!x!8192!2!- HTTP 200, more than 8 MiB, which is too long for a digest",
                "a body for a regex!url path /; regex y!HTTP/1.1 200 OK||!x!8192!72!- HTTP 200, more than 8 MiB, regex not found",
                "letters that never end!url path /; regex y; regex_options utf!HTTP/1.1 200 OK||!\u00c3!8192!72!- HTTP 200, more than 8 MiB, regex not found",
                "chunks!url path /; digest 0!HTTP/1.1 200 OK|Transfer-Encoding: chunked||!5|hello|!16384!2!- HTTP 200, more than 8 MiB, which is too long for a digest",
                "small chunks!url path /!HTTP/1.1 200 OK|Transfer-Encoding: chunked||!1;z|x|!128!2!- chunks with more around them than in them",
                "a chunk!url path /; digest 0!HTTP/1.1 200 OK|Transfer-Encoding: chunked||7fffffffff|!x!8192!2!- HTTP 200, more than 8 MiB, which is too long for a digest",
                "the size of a chunk!url path /!HTTP/1.1 200 OK|Transfer-Encoding: chunked||!1!8!24!- a header longer than 8 KiB",
                "trailers!url path /!HTTP/1.1 200 OK|Transfer-Encoding: chunked||0|!a: b|!64!2!- chunks with more around them than in them",
            })
    void isBounded(String what, String url, String once, String again, int taken, int held, String verdict) {
        Torrent torrent = Torrent.of(dialer -> check(url, dialer), text(once), text(again));
        assertThat(torrent.verdict()).as(what).isEqualTo(verdict);
        assertThat(torrent.taken()).isLessThanOrEqualTo(taken * 1024L + Torrent.PIECE);
        assertThat(torrent.held()).isLessThanOrEqualTo(held * 1024L);
    }

    private static String text(String written) {
        return written == null ? "" : written.replace("|", "\r\n").replace("LONG", "b".repeat(8000));
    }

    @Test
    void anAnswerThatEndsIsMeasuredToo() {
        Torrent torrent = Torrent.of(
                dialer -> check("url path /; regex y", dialer),
                text("HTTP/1.1 200 OK|Content-Length: 40000||" + "x".repeat(32_000)),
                "x");
        assertThat(torrent.verdict()).isEqualTo("- HTTP 200, 40000 bytes, regex not found");
        assertThat(torrent.held()).as("the window of the search").isGreaterThan(64 * 1024);
    }
}
