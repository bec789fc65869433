package org.gemel.checker.http.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.gemel.api.checker.Verdict;
import org.gemel.api.config.CheckerDefinition;
import org.gemel.api.config.ClientTls;
import org.gemel.checker.connection.testing.Asking;
import org.gemel.checker.connection.testing.Definitions;
import org.gemel.checker.connection.testing.Here;
import org.gemel.checker.connection.testing.Hostile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Servers that are not only odd; each check of them ends within its limit, and says what came. */
@Timeout(60)
class HostileServerTest {

    private static final Duration SHORT = Duration.ofSeconds(1);

    /** Where it is not time that ends a check. */
    private static final Duration LONG = Duration.ofSeconds(20);

    private final Asking asking = new Asking(HttpCheckerFactory::new);

    @AfterEach
    void end() {
        asking.close();
    }

    private Verdict once(Server server, String kind, Duration timeout, String url) {
        CheckerDefinition definition = Definitions.inheriting(
                kind, Here.to(server.port(), timeout), null, kind.equals("SSL_GET") ? ClientTls.ANY : null, url);
        return asking.once(definition);
    }

    private String answered(Server server, String url) {
        return once(server, "HTTP_GET", LONG, url).evidence().answered();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "HTTP_GET!HTTP/1.1 200 OK\\r\\n\\r\\n!the server is not done within 4 s, after HTTP 200 and ",
                "HTTP_GET!HTTP/1.1 200 O!the server is not done within 4 s, after the beginning of an answer",
                "SSL_GET!\\26\\3\\3\\77!no TLS within 1 s",
            })
    void aSlowDripDoesNotOutliveTheLimit(String kind, String text, String answered) throws IOException {
        String said = text.translateEscapes();
        try (Server server = new Server(
                kind.equals("HTTP_GET"),
                (request, socket) -> Hostile.dripping(said).to(socket))) {
            Verdict verdict = once(server, kind, SHORT, "url path /");
            assertThat(verdict.passed()).isFalse();
            assertThat(verdict.evidence().answered()).startsWith(answered);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "HTTP/1.1 200 OK|Content-Length: 999999999999||hello!no answer within 1 s, after HTTP 200 and 5 bytes",
                "HTTP/1.1 200 OK|Transfer-Encoding: chunked||7fffffffff|hello!no answer within 1 s, after HTTP 200 and 5 bytes",
                "HTTP/1.1 200 OK|Transfer-Encoding: chunked||-5|hello!not the size of a chunk: -5",
                "HTTP/1.1 200 OK|Transfer-Encoding: chunked||5;x!no answer within 1 s, after HTTP 200 and 0 bytes",
                "HTTP/1.1 100 Continue||!no answer within 1 s, after the beginning of an answer",
            })
    void absurdLengthsAreNotMadeRoomFor(String response, String answered) throws IOException {
        try (Server server = new Server((request, socket) -> {
            Server.write(socket, response);
            socket.getInputStream().read();
        })) {
            assertThat(once(server, "HTTP_GET", SHORT, "url path /").evidence().answered())
                    .isEqualTo(answered);
        }
    }

    @Test
    void endlessChunksAreCut() throws IOException {
        String chunk = "4000|" + "x".repeat(0x4000) + "|";
        try (Server server = new Server((request, socket) -> {
            Server.write(socket, "HTTP/1.1 200 OK|Transfer-Encoding: chunked||");
            while (true) {
                Server.write(socket, chunk);
            }
        })) {
            assertThat(answered(server, "url path /; digest " + "0".repeat(32)))
                    .isEqualTo("HTTP 200, more than 8 MiB, which is too long for a digest");
        }
    }

    @Test
    void endlessChunksOfOneByteAreGivenUp() throws IOException {
        String chunks = "1;x|x|".repeat(1000);
        try (Server server = new Server((request, socket) -> {
            Server.write(socket, "HTTP/1.1 200 OK|Transfer-Encoding: chunked||");
            while (true) {
                Server.write(socket, chunks);
            }
        })) {
            assertThat(answered(server, "url path /")).isEqualTo("chunks with more around them than in them");
        }
    }

    @Test
    void anAnswerBeforeTheRequestIsAnAnswer() throws IOException {
        try (Server server = new Server(false, (request, socket) -> {
            Server.write(socket, "HTTP/1.0 200 OK|Content-Length: 5||hello");
            socket.getInputStream().read();
        })) {
            assertThat(answered(server, "url path /")).isEqualTo("HTTP 200, 5 bytes");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "HTTP/1.1 200 OK|Content-Length: 9||hel!connection reset, after HTTP 200 and 3 bytes",
                "HTTP/1.1 20!connection reset, after the beginning of an answer"
            })
    void aResetWithinTheAnswerIsTold(String response, String answered) throws IOException {
        try (Server server = new Server((request, socket) -> {
            Server.write(socket, response);
            socket.setSoLinger(true, 0);
        })) {
            assertThat(answered(server, "url path /")).isEqualTo(answered);
        }
    }

    @Test
    void whatIsQuotedIsShortAndPrintable() throws IOException {
        try (Server server = new Server((request, socket) -> socket.getOutputStream()
                .write(("\u001b[2J" + "\u00ff".repeat(5000) + "\n").getBytes(StandardCharsets.ISO_8859_1)))) {
            assertThat(answered(server, "url path /"))
                    .startsWith("not HTTP/1 but: ?[2J???")
                    .hasSizeLessThan(80);
        }
    }
}
