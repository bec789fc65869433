package org.gemel.notifier.webhook.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.gemel.api.status.VrrpState.BACKUP;
import static org.gemel.api.status.VrrpState.MASTER;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.gemel.api.config.Configuration;
import org.gemel.api.config.Notifications;
import org.gemel.api.config.Notifications.Webhook;
import org.gemel.api.config.Notifications.Wishes;
import org.gemel.api.event.Event;
import org.gemel.api.notifier.Notice;
import org.gemel.api.notifier.Outcome;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** With the JDK's own web server, and with servers that are none. */
@Timeout(120)
class WebhookNotifierTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(200);

    private final WebhookNotifier notifier = new WebhookNotifier(Call.Attempt::make);
    private final BlockingQueue<Request> requests = new LinkedBlockingQueue<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private volatile Handler handler = exchange -> exchange.sendResponseHeaders(204, -1);
    private HttpServer server;

    @TempDir
    private Path directory;

    private record Request(String method, String path, Map<String, List<String>> headers, String body) {

        @Nullable
        String header(String name) {
            List<String> values = headers.get(name);
            return values == null ? null : values.get(0);
        }
    }

    private interface Handler {
        void answer(HttpExchange exchange) throws IOException;
    }

    @BeforeEach
    void startServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            try (exchange) {
                requests.add(new Request(
                        exchange.getRequestMethod(),
                        exchange.getRequestURI().toString(),
                        exchange.getRequestHeaders(),
                        new String(exchange.getRequestBody().readAllBytes(), UTF_8)));
                handler.answer(exchange);
            }
        });
        server.start();
    }

    @AfterEach
    void stop() {
        notifier.close();
        over.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private URI url(String path) {
        return url(server.getAddress().getPort(), path);
    }

    private static URI url(int port, String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    private void configure(Webhook... webhooks) {
        notifier.configured(new Configuration.Builder("r1")
                .notifications(new Notifications(Map.of(), List.of(), null, List.of(webhooks)))
                .build());
    }

    private void configure(Duration timeout) {
        configure(new Webhook(url("/hook?key=1"), null, timeout));
    }

    private CompletionStage<Outcome> begin(int number) {
        CompletionStage<Outcome> told = notifier.tell(new Notice(
                new Event.Transition(NOON, "V" + number, BACKUP, MASTER, 100, "number " + number), Wishes.NONE));
        assertThat(told).isNotNull();
        return told;
    }

    private Outcome tell() throws Exception {
        return begin(1).toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    private Request next() throws InterruptedException {
        Request request = requests.poll(30, TimeUnit.SECONDS);
        assertThat(request).isNotNull();
        return request;
    }

    private String server() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private Path secret(String permissions, String text) throws IOException {
        Path file = Files.writeString(directory.resolve("secret"), text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }

    @Test
    void anEventIsPosted() throws Exception {
        configure(LONG);

        assertThat(tell()).isEqualTo(new Outcome(true, server() + " answered 204"));
        Request request = next();
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.path()).isEqualTo("/hook?key=1");
        assertThat(request.header("Content-type")).isEqualTo("application/json");
        assertThat(request.header("User-agent")).isEqualTo("Gemel");
        assertThat(request.header("X-gemel-signature")).isNull();
        assertThat(request.body())
                .startsWith("{\"version\":1,\"event\":\"transition\",\"time\":\"2026-11-23T12:00:00.000Z\","
                        + "\"router\":\"r1\",\"instance\":\"V1\"");
    }

    @Test
    void eventsArriveInTheirOrder() throws Exception {
        configure(LONG);

        IntStream.range(0, 50).forEach(this::begin);

        for (int i = 0; i < 50; i++) {
            assertThat(next().body()).contains("\"number " + i + "\"");
        }
    }

    @Test
    void everyServerIsTold() throws Exception {
        configure(new Webhook(url("/a"), null, LONG), new Webhook(url("/b"), null, LONG));

        assertThat(tell().detail()).isEqualTo(server() + " answered 204; " + server() + " answered 204");
        assertThat(List.of(next().path(), next().path())).containsExactlyInAnyOrder("/a", "/b");
    }

    @Test
    void whereNoServerIsWantedNothingIsToBeTold() {
        configure();

        assertThat(notifier.tell(new Notice(new Event.LowerPriorityHeard(NOON, "V", 1), Wishes.NONE)))
                .isNull();
    }

    @Test
    void theBodyIsSigned() throws Exception {
        configure(new Webhook(url("/"), secret("rw-r-----", "k3y\nmore\n"), LONG));

        tell();

        Request request = next();
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec("k3y".getBytes(UTF_8), "HmacSHA256"));
        assertThat(request.header("X-gemel-signature"))
                .isEqualTo("sha256="
                        + HexFormat.of().formatHex(mac.doFinal(request.body().getBytes(UTF_8))));
    }

    @Test
    void aSecretThatEverybodyCanReadIsNotUsed() throws Exception {
        Path file = secret("rw-r--r--", "k3y\n");
        configure(new Webhook(url("/"), file, LONG));

        assertThat(tell().detail())
                .startsWith(server() + ": secret_file " + file + " is not used, for everybody on this host can read it")
                .contains("chmod 600 " + file)
                .doesNotContain("k3y");
        assertThat(requests).isEmpty();
    }

    @Test
    void aSecretThatIsNotThereIsNamed() throws Exception {
        configure(new Webhook(url("/"), directory.resolve("none"), LONG));

        assertThat(tell().detail())
                .startsWith(server() + ": secret_file " + directory.resolve("none") + " is not there");
        assertThat(requests).isEmpty();
    }

    @Test
    void anErrorOfTheServerIsAFailureAndItIsToldAgain() throws Exception {
        handler = exchange -> {
            exchange.sendResponseHeaders(requests.size() == 1 ? 500 : 200, -1);
        };
        configure(LONG);

        assertThat(tell()).isEqualTo(new Outcome(false, server() + " answered 500; it is told again in 1 s"));
        String first = next().body();
        assertThat(next().body()).isEqualTo(first);
    }

    @Test
    void aRedirectIsNotFollowed() throws Exception {
        handler = exchange -> {
            exchange.getResponseHeaders().add("Location", url("/elsewhere").toString());
            exchange.sendResponseHeaders(302, -1);
        };
        configure(LONG);

        assertThat(tell().detail())
                .startsWith(server() + " answered 302, a redirect, which is not followed; write where it leads as url");
        assertThat(next().path()).isEqualTo("/hook?key=1");
        assertThat(requests).isEmpty();
    }

    @Test
    void aServerThatDoesNotAnswerIsWaitedForAsLongAsItMayTake() throws Exception {
        handler = exchange -> await();
        configure(SHORT);

        assertThat(tell().detail()).startsWith(server() + " did not answer within");
    }

    @Test
    void aDeadServerIsAFailure() throws Exception {
        // Bound, so that nobody else gets it, but not listened on.
        try (Socket socket = new Socket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            int port = socket.getLocalPort();
            configure(new Webhook(url(port, "/"), null, LONG));

            assertThat(tell().detail())
                    .isEqualTo("http://127.0.0.1:" + port + ": Connection refused; it is told again in 1 s");
        }
    }

    @Test
    void oneServerThatHangsDoesNotDelayAnother() throws Exception {
        handler = exchange -> {
            if (exchange.getRequestURI().getPath().equals("/slow")) {
                await();
            }
            exchange.sendResponseHeaders(204, -1);
        };
        configure(new Webhook(url("/slow"), null, LONG), new Webhook(url("/fast"), null, LONG));

        begin(1);
        begin(2);

        assertThat(List.of(next().path(), next().path(), next().path()))
                .containsExactlyInAnyOrder("/slow", "/fast", "/fast");
    }

    @Test
    void oneServerThatHangsDoesNotDelayTheNextNewsOfASubject() throws Exception {
        handler = exchange -> {
            if (exchange.getRequestURI().getPath().equals("/slow")) {
                await();
            }
            exchange.sendResponseHeaders(204, -1);
        };
        configure(new Webhook(url("/slow"), null, LONG), new Webhook(url("/fast"), null, LONG));

        assertThat(begin(1).toCompletableFuture().get(10, TimeUnit.SECONDS))
                .isEqualTo(new Outcome(false, server() + " is still being told; " + server() + " answered 204"));
    }

    @Test
    void aSecretIsSignedWithAsItIsInWhateverEncoding() throws Exception {
        byte[] key = {(byte) 0xe4, (byte) 0xff, 'k'};
        Path file = secret("rw-------", "");
        Files.write(file, new byte[] {key[0], key[1], key[2], '\r', '\n', 'x'});
        configure(new Webhook(url("/"), file, LONG));

        tell();

        Request request = next();
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        assertThat(request.header("X-gemel-signature"))
                .isEqualTo("sha256="
                        + HexFormat.of().formatHex(mac.doFinal(request.body().getBytes(UTF_8))));
    }

    @Test
    void aSecretThatIsTooLongIsNotCut() throws Exception {
        Path file = secret("rw-------", "k".repeat(1025));
        configure(new Webhook(url("/"), file, LONG));

        assertThat(tell().detail())
                .startsWith(server() + ": secret_file " + file + " has a first line of more than 1024 bytes");
        assertThat(requests).isEmpty();
    }

    @Test
    void anAnswerWithoutAnEndIsNotReadToItsEnd() throws Exception {
        handler = exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] block = new byte[65_536];
            try (OutputStream out = exchange.getResponseBody()) {
                while (over.getCount() > 0) {
                    out.write(block);
                }
            }
        };
        configure(LONG);

        assertThat(tell().delivered()).isTrue();
    }

    /** Each line would be in time for a timeout between two bytes. */
    @Test
    void headersWithoutAnEndEndWithTheTime() throws Exception {
        try (ServerSocket raw = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            threads.submit(() -> drip(raw, "HTTP/1.1 200 OK\r\n", "X-More: more\r\n"));
            configure(new Webhook(url(raw.getLocalPort(), "/"), null, SHORT));

            assertThat(tell().detail()).startsWith("http://127.0.0.1:" + raw.getLocalPort() + " did not answer within");
        }
    }

    @Test
    void whatIsNotHttpIsAFailure() throws Exception {
        try (ServerSocket raw = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            threads.submit(() -> {
                try (Socket socket = raw.accept()) {
                    socket.getOutputStream().write("220 mail.example.org ESMTP\r\n\r\n".getBytes(UTF_8));
                    socket.shutdownOutput();
                    socket.getInputStream().transferTo(OutputStream.nullOutputStream());
                }
                return null;
            });
            configure(new Webhook(url(raw.getLocalPort(), "/"), null, LONG));

            assertThat(tell().delivered()).isFalse();
        }
    }

    @Test
    void aReloadLeavesAServerAloneThatStays() throws Exception {
        handler = exchange -> exchange.sendResponseHeaders(requests.size() == 1 ? 500 : 200, -1);
        configure(LONG);
        tell();
        next();

        configure(LONG);

        assertThat(next().body()).contains("\"V1\"");
    }

    @Test
    void afterTheEndNothingIsTold() {
        configure(LONG);
        notifier.close();

        assertThat(notifier.tell(new Notice(new Event.LowerPriorityHeard(NOON, "V", 1), Wishes.NONE)))
                .isNull();
    }

    private @Nullable Void drip(ServerSocket raw, String begin, String more) throws IOException {
        try (Socket socket = raw.accept()) {
            OutputStream out = socket.getOutputStream();
            out.write(begin.getBytes(UTF_8));
            while (!over.await(20, TimeUnit.MILLISECONDS)) {
                out.write(more.getBytes(UTF_8));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return null;
    }

    private void await() {
        try {
            over.await();
        } catch (InterruptedException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }
}
