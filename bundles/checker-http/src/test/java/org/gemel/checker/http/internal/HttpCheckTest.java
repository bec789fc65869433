package org.gemel.checker.http.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.gemel.api.checker.BadSettingException;
import org.gemel.api.checker.Checker;
import org.gemel.api.checker.Verdict;
import org.gemel.api.config.CheckerDefinition;
import org.gemel.checker.connection.testing.Asking;
import org.gemel.checker.connection.testing.Definitions;
import org.gemel.checker.connection.testing.Here;
import org.gemel.checker.connection.testing.Wait;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class HttpCheckTest {

    private static final String HELLO = "HTTP/1.1 200 OK|Content-Length: 5||hello";
    private static final String MD5_OF_HELLO = "5d41402abc4b2a76b9719d911017c592";

    private final Asking asking = new Asking(HttpCheckerFactory::new);

    @AfterEach
    void end() {
        asking.close();
    }

    private Verdict once(Server server, String... settings) {
        return asking.once(Definitions.http(server.port(), settings));
    }

    private static String answered(Verdict verdict) {
        return (verdict.passed() ? "+ " : "- ") + verdict.evidence().answered();
    }

    @Test
    void behaviour93TheRequest() throws IOException {
        try (Server server = Server.saying(HELLO)) {
            once(server, "url path /a?b=c");
            assertThat(server.requests())
                    .containsExactly("GET /a?b=c HTTP/1.0\r\nUser-Agent: KeepAliveClient\r\nHost: 127.0.0.1:"
                            + server.port() + "\r\n\r\n");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1.0, GET / HTTP/1.0, false",
        "1.0C, GET / HTTP/1.0, true",
        "1.0c, GET / HTTP/1.0, true",
        "1.1, GET / HTTP/1.1, true"
    })
    void theProtocol(String written, String line, boolean close) throws IOException {
        try (Server server = Server.saying(HELLO)) {
            once(server, "http_protocol " + written, "url path /");
            assertThat(server.requests().get(0)).startsWith(line + "\r\n");
            assertThat(server.requests().get(0).contains("Connection: close\r\n"))
                    .isEqualTo(close);
        }
    }

    @Test
    void theHostOfAUrlGoesBeforeThatOfTheCheck() throws IOException {
        try (Server server = Server.saying(HELLO)) {
            CheckerDefinition definition = Definitions.inheriting(
                    "HTTP_GET",
                    Here.to(server.port(), Duration.ofSeconds(10)),
                    "www.example.org",
                    null,
                    "url path /",
                    "url path /; virtualhost mail.example.org");
            asking.once(definition);
            assertThat(server.requests().get(0)).contains("Host: www.example.org\r\n");
            assertThat(server.requests().get(1)).contains("Host: mail.example.org\r\n");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "url path /!200!+ HTTP 200, 5 bytes",
                "url path /!204!+ HTTP 204, 0 bytes",
                "url path /!301!- HTTP 301, wanted 200-299",
                "url path /!503!- HTTP 503, wanted 200-299",
                "url path /; status_code 301 503!503!+ HTTP 503, 5 bytes",
                "url path /; status_code 200-204; status_code 301-302!503!- HTTP 503, wanted 200-204 301-302",
                "url path /; digest 5D41402ABC4B2A76B9719D911017C592!200!+ HTTP 200, 5 bytes",
                "url path /; digest 00000000000000000000000000000000!200!- HTTP 200, 5 bytes, MD5 " + MD5_OF_HELLO
                        + ", wanted 00000000000000000000000000000000",
                "url path /; regex l{2}o$!200!+ HTTP 200, 5 bytes",
                "url path /; regex world!200!- HTTP 200, 5 bytes, regex not found",
                "url path /; regex ell; regex_no_match!200!- HTTP 200, 5 bytes, regex found, and must not be",
                "url path /; regex world; regex_no_match!200!+ HTTP 200, 5 bytes",
                "url path /; regex ELL; regex_options caseless!200!+ HTTP 200, 5 bytes",
            })
    void whatIsWanted(String url, int status, String answered) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 5);
        server.createContext("/", exchange -> {
            byte[] body = "hello".getBytes(StandardCharsets.US_ASCII);
            exchange.sendResponseHeaders(status, status == 204 ? -1 : body.length);
            if (status != 204) {
                exchange.getResponseBody().write(body);
            }
            exchange.close();
        });
        server.start();
        try {
            CheckerDefinition definition = Definitions.http(server.getAddress().getPort(), url);
            assertThat(answered(asking.once(definition))).isEqualTo(answered);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void aFailedUrlIsAskedFirstAfterwards() throws IOException {
        AtomicInteger sick = new AtomicInteger(503);
        try (Server server = new Server((request, socket) -> Server.write(
                socket, "HTTP/1.0 " + (request.startsWith("GET /b") ? sick.get() : 200) + " x|Content-Length: 0||"))) {
            CheckerDefinition definition = Definitions.http(server.port(), "url path /a", "url path /b", "url path /c");
            try (Checker check = asking.make(definition)) {
                Verdict failed = Wait.verdict(check, Duration.ofSeconds(20));
                assertThat(failed.evidence().asked()).isEqualTo("GET http://127.0.0.1:" + server.port() + "/b");
                assertThat(answered(failed)).isEqualTo("- HTTP 503, wanted 200-299");
                sick.set(200);
                assertThat(Wait.verdict(check, Duration.ofSeconds(20)).passed()).isTrue();
            }
            assertThat(server.requests())
                    .extracting(each -> each.substring(4, 6))
                    .containsExactly("/a", "/b", "/b", "/c", "/a");
        }
    }

    @Test
    void nobodyThereIsToldAsItIs() throws IOException {
        int port;
        try (Server server = Server.saying("")) {
            port = server.port();
        }
        Verdict verdict = asking.once(Definitions.http(port, "url path /"));
        assertThat(answered(verdict)).isEqualTo("- connection refused");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "''!- the server hung up without an answer",
                "220 mail.example.org ESMTP|!- not HTTP/1 but: 220 mail.example.org ESMTP",
                "HTTP/1.1 200 OK|Content-Length: 10||hello!- the body ended after 5 of 10 bytes",
                "HTTP/1.1 200 OK||hello!+ HTTP 200, 5 bytes",
                "HTTP/1.1 200 OK|Transfer-Encoding: chunked||5|hello|0||!+ HTTP 200, 5 bytes",
            })
    void serversThatAreOdd(String response, String answered) throws IOException {
        try (Server server = Server.saying(response)) {
            assertThat(answered(once(server, "url path /"))).isEqualTo(answered);
        }
    }

    @Test
    void anEndlessHeadIsGivenUp() throws IOException {
        try (Server server = new Server((request, socket) -> {
            Server.write(socket, "HTTP/1.1 200 OK|");
            while (true) {
                Server.write(socket, "X: y|");
            }
        })) {
            assertThat(answered(once(server, "url path /"))).isEqualTo("- headers longer than 64 KiB");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "url path /!+ HTTP 200, more than 8 MiB",
                "url path /; digest " + MD5_OF_HELLO + "!- HTTP 200, more than 8 MiB, which is too long for a digest",
                "url path /; regex hello!- HTTP 200, more than 8 MiB, regex not found",
            })
    void anEndlessBodyIsCut(String url, String answered) throws IOException {
        String block = "x".repeat(65536);
        try (Server server = new Server((request, socket) -> {
            Server.write(socket, "HTTP/1.1 200 OK||");
            while (true) {
                Server.write(socket, block);
            }
        })) {
            assertThat(answered(once(server, url))).isEqualTo(answered);
        }
    }

    @Test
    void aResetIsToldAsSuch() throws IOException {
        try (Server server = new Server((request, socket) -> socket.setSoLinger(true, 0))) {
            assertThat(answered(once(server, "url path /"))).isEqualTo("- connection reset");
        }
    }

    @Test
    void aServerThatClosesItsHalfHasAnswered() throws IOException {
        try (Server server = new Server((request, socket) -> {
            Server.write(socket, "HTTP/1.0 200 OK||hello");
            socket.shutdownOutput();
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        })) {
            assertThat(answered(once(server, "url path /"))).isEqualTo("+ HTTP 200, 5 bytes");
        }
    }

    @Test
    void aServerThatIsSilentIsWaitedForAsLongAsSaid() throws IOException {
        try (Server server =
                new Server((request, socket) -> socket.getInputStream().read())) {
            CheckerDefinition definition =
                    Definitions.of("HTTP_GET", Here.to(server.port(), Duration.ofMillis(200)), "url path /");
            assertThat(answered(asking.once(definition))).isEqualTo("- no answer within 200 ms");
        }
    }

    @Test
    void aBodyThatTheRegexTakesTooLongForIsAFailureAndSoon() throws IOException {
        try (Server server = Server.saying("HTTP/1.0 200 OK||" + "a".repeat(5000) + "b")) {
            Verdict verdict = once(server, "url path /; regex (a+)+$");
            assertThat(answered(verdict)).isEqualTo("- the regex takes too long on this body; write a simpler one");
            assertThat(verdict.evidence().took()).isLessThan(Duration.ofSeconds(5));
        }
    }

    @Test
    void aBodyThatTheRegexNestsTooDeepOnIsAFailure() throws IOException {
        try (Server server = Server.saying("HTTP/1.0 200 OK||" + "ab".repeat(15_000))) {
            Verdict verdict = once(server, "url path /; regex ^(a|b|ab)*$");
            assertThat(verdict.evidence().answered()).startsWith("the regex ").endsWith("; write a simpler one");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "url path /a b",
                "url path /; regex (",
                "url path /; regex x; regex_options firstline",
                "url path /; status_code many",
            })
    void whatMakesNoSenseIsRefusedWithItsPlace(String url) {
        // A path with a space is one argument in quotes.
        CheckerDefinition definition = Definitions.http(80, url.replace("/a b", "/a\u0001b"));
        assertThatThrownBy(() -> Url.of(definition))
                .isInstanceOfSatisfying(
                        BadSettingException.class, e -> assertThat(e.at()).isEqualTo(Definitions.AT));
    }

    @Test
    void aCheckWithoutUrlIsRefused() {
        assertThatThrownBy(() -> Url.of(Definitions.http(80)))
                .isInstanceOf(BadSettingException.class)
                .hasMessage("HTTP_GET has no url; write one");
    }
}
