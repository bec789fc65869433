package org.gemel.checker.http.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.gemel.checker.connection.testing.Asking;
import org.gemel.checker.connection.testing.Definitions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What keepalived's own program says of the same pages. */
@Timeout(60)
class GenhashTest {

    private static final Path GENHASH = Path.of("/usr/bin/genhash");

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private HttpServer plain;
    private HttpServer secure;

    @BeforeEach
    void begin() throws IOException {
        assumeThat(GENHASH).as("genhash, of Debian's package keepalived").isExecutable();
        InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        plain = HttpServer.create(any, 5);
        HttpsServer https = HttpsServer.create(any, 5);
        https.setHttpsConfigurator(new HttpsConfigurator(SslGetTest.context()));
        secure = https;
        for (HttpServer each : List.of(plain, secure)) {
            page(each, "/text", "hello".getBytes(StandardCharsets.US_ASCII), 5);
            page(each, "/unsized", "hello".getBytes(StandardCharsets.US_ASCII), 0);
            page(each, "/empty", new byte[0], -1);
            byte[] large = new byte[1 << 20];
            new Random(3).nextBytes(large);
            page(each, "/large", large, large.length);
            each.createContext("/host", exchange -> {
                byte[] host = exchange.getRequestHeaders().getFirst("Host").getBytes(StandardCharsets.US_ASCII);
                exchange.sendResponseHeaders(200, host.length);
                exchange.getResponseBody().write(host);
                exchange.close();
            });
            each.start();
        }
    }

    private static void page(HttpServer server, String path, byte[] body, long length) {
        server.createContext(path, exchange -> {
            exchange.sendResponseHeaders(200, length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
    }

    @AfterEach
    void end() {
        if (plain != null) {
            plain.stop(0);
            secure.stop(0);
        }
    }

    private static String genhash(int port, String path, String... options) throws IOException, InterruptedException {
        List<String> words =
                new ArrayList<>(List.of(GENHASH.toString(), "-s", "127.0.0.1", "-p", String.valueOf(port), "-u", path));
        words.addAll(List.of(options));
        Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        List<String> lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        return lines.get(lines.size() - 1);
    }

    private String digest(String... arguments) {
        PrintStream printed = new PrintStream(out, true, StandardCharsets.UTF_8);
        assertThat(new DigestCommand(printed, printed).applyAsInt(arguments))
                .as(out.toString(StandardCharsets.UTF_8))
                .isZero();
        return out.toString(StandardCharsets.UTF_8).substring(0, 32);
    }

    @ParameterizedTest
    @CsvSource({
        "/text, false",
        "/unsized, false",
        "/empty, false",
        "/large, false",
        "/host, false",
        "/text, true",
        "/unsized, true",
        "/empty, true",
        "/large, true"
    })
    void theDigestIsTheSame(String path, boolean tls) throws IOException, InterruptedException {
        int port = (tls ? secure : plain).getAddress().getPort();
        String theirs = tls ? genhash(port, path, "-S") : genhash(port, path);
        assertThat(digest((tls ? "https" : "http") + "://127.0.0.1:" + port + path))
                .isEqualTo(theirs);
    }

    @Test
    void theVirtualHostIsAskedForInTheSameWay() throws IOException, InterruptedException {
        int port = plain.getAddress().getPort();
        assertThat(digest("--virtualhost", "www.example.org", "http://127.0.0.1:" + port + "/host"))
                .isEqualTo(genhash(port, "/host", "-V", "www.example.org"));
    }

    @Test
    void itsDigestOfChunksPassesToo() throws IOException, InterruptedException {
        try (Server server = Server.saying("HTTP/1.1 200 OK|Transfer-Encoding: chunked||2|he|3|llo|0||");
                Asking asking = new Asking(HttpCheckerFactory::new)) {
            String theirs = genhash(server.port(), "/", "-P", "1.1");
            assertThat(theirs).isEqualTo("518e6ec1cc68803f00906df558bbb240");
            for (String each : List.of(theirs, "5d41402abc4b2a76b9719d911017c592")) {
                assertThat(asking.once(Definitions.http(
                                        server.port(), "http_protocol 1.1", "url path /; digest " + each))
                                .passed())
                        .as(each)
                        .isTrue();
            }
        }
    }
}
