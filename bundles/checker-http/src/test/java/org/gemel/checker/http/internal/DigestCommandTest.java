package org.gemel.checker.http.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.gemel.api.checker.Verdict;
import org.gemel.checker.connection.testing.Asking;
import org.gemel.checker.connection.testing.Definitions;
import org.junit.jupiter.api.Test;

class DigestCommandTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();
    private final DigestCommand command = new DigestCommand(
            new PrintStream(out, true, StandardCharsets.UTF_8), new PrintStream(errors, true, StandardCharsets.UTF_8));

    @Test
    void itsDigestIsTheOneThatACheckWants() throws IOException {
        try (Server server = Server.saying("HTTP/1.1 200 OK|Transfer-Encoding: chunked||2|he|3|llo|0||");
                Asking asking = new Asking(HttpCheckerFactory::new)) {
            String url = "http://127.0.0.1:" + server.port() + "/a?b=c";
            assertThat(command.applyAsInt(new String[] {"--virtualhost", "www.example.org", url}))
                    .isZero();
            assertThat(out).hasToString("5d41402abc4b2a76b9719d911017c592  " + url + System.lineSeparator());
            assertThat(server.requests())
                    .containsExactly(
                            "GET /a?b=c HTTP/1.0\r\nUser-Agent: KeepAliveClient\r\nHost: www.example.org\r\n\r\n");
            String digest = out.toString(StandardCharsets.UTF_8).substring(0, 32);
            Verdict verdict = asking.once(Definitions.http(server.port(), "url path /a?b=c; digest " + digest));
            assertThat(verdict.passed()).isTrue();
        }
    }

    @Test
    void aPageThatIsNotThereHasNone() throws IOException {
        try (Server server = Server.saying("HTTP/1.1 404 Not Found|Content-Length: 5||hello")) {
            String url = "http://127.0.0.1:" + server.port() + "/";
            assertThat(command.applyAsInt(new String[] {url})).isEqualTo(1);
            assertThat(errors.toString(StandardCharsets.UTF_8)).startsWith(url + ": HTTP 404, ");
            assertThat(out.size()).isZero();
        }
    }

    @Test
    void whatIsNoUrlIsMisuse() {
        assertThat(command.applyAsInt(new String[] {"http://a b/"})).isEqualTo(2);
        assertThat(command.applyAsInt(new String[] {})).isEqualTo(2);
        assertThat(command.applyAsInt(new String[] {"ftp://127.0.0.1/"})).isEqualTo(1);
        assertThat(errors.toString(StandardCharsets.UTF_8))
                .contains("usage: gemel digest")
                .contains("is no URL of HTTP");
    }
}
