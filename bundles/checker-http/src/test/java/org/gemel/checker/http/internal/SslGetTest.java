package org.gemel.checker.http.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.gemel.api.checker.Verdict;
import org.gemel.api.config.ClientTls;
import org.gemel.api.config.Secret;
import org.gemel.checker.connection.testing.Asking;
import org.gemel.checker.connection.testing.Definitions;
import org.gemel.checker.connection.testing.Here;
import org.gemel.checker.connection.testing.ServerKey;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SslGetTest {

    private static final String SECRET = "secret";
    private static final String HELLO = "HTTP/1.1 200 OK|Content-Length: 5||hello";

    private final Asking asking = new Asking(HttpCheckerFactory::new);
    private final List<String> names = new CopyOnWriteArrayList<>();

    @AfterEach
    void end() {
        asking.close();
    }

    private static Path resource(String name) {
        try {
            URL url = SslGetTest.class.getResource(name);
            assertThat(url).as(name).isNotNull();
            return Path.of(url.toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    static SSLContext context() {
        try (InputStream authority = Files.newInputStream(resource("ca.pem"))) {
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            Certificate certificate = CertificateFactory.getInstance("X.509").generateCertificate(authority);
            trusted.setCertificateEntry("ca", certificate);
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(ServerKey.managers(), trust.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** A server with TLS that remembers what name it was called by. */
    private Server server(boolean asksWho, Server.Answer answer) {
        SSLContext context = context();
        return new Server(false, (nothing, socket) -> {
            SSLSocket secure =
                    (SSLSocket) context.getSocketFactory().createSocket(socket, null, socket.getPort(), false);
            secure.setUseClientMode(false);
            secure.setNeedClientAuth(asksWho);
            String request = Server.read(secure.getInputStream());
            if (secure.getSession() instanceof ExtendedSSLSession session) {
                session.getRequestedServerNames()
                        .forEach(each -> names.add(new String(each.getEncoded(), StandardCharsets.US_ASCII)));
            }
            answer.to(request, secure);
        });
    }

    private Server server() {
        return server(false, (request, socket) -> Server.write(socket, HELLO));
    }

    private Verdict once(Server server, ClientTls tls, @Nullable String virtualHost, String... settings) {
        return asking.once(Definitions.inheriting(
                "SSL_GET", Here.to(server.port(), Duration.ofSeconds(10)), virtualHost, tls, settings));
    }

    private static String answered(Verdict verdict) {
        return (verdict.passed() ? "+ " : "- ") + verdict.evidence().answered();
    }

    @Test
    void behaviour94AnyCertificateWillDoAndNoNameIsSent() throws IOException {
        try (Server server = server()) {
            Verdict verdict = once(server, ClientTls.ANY, "www.example.org", "url path /");
            assertThat(answered(verdict)).isEqualTo("+ HTTP 200, 5 bytes");
            assertThat(verdict.evidence().asked())
                    .isEqualTo("GET https://127.0.0.1:" + server.port() + "/ (www.example.org)");
            assertThat(names).isEmpty();
        }
    }

    @Test
    void enableSniSendsTheHost() throws IOException {
        try (Server server = server()) {
            once(server, ClientTls.ANY, "www.example.org:8443", "enable_sni", "url path /");
            assertThat(names).containsExactly("www.example.org");
        }
    }

    @Test
    void sniNameGoesBeforeTheHost() throws IOException {
        try (Server server = server()) {
            once(server, ClientTls.ANY, "www.example.org", "enable_sni", "sni_name localhost", "url path /");
            assertThat(names).containsExactly("localhost");
        }
    }

    @Test
    void anAuthorityHasToVouchForTheServer() throws IOException {
        try (Server server = server()) {
            ClientTls good = new ClientTls(resource("ca.pem"), null, null, null);
            assertThat(answered(once(server, good, null, "url path /"))).isEqualTo("+ HTTP 200, 5 bytes");
            ClientTls other = new ClientTls(resource("other-ca.pem"), null, null, null);
            assertThat(answered(once(server, other, null, "url path /")))
                    .startsWith("- the server's certificate is not trusted: ");
        }
    }

    @Test
    void aCertificateOfItsOwnIsShownToWhoAsks() throws IOException {
        try (Server server = server(true, (request, socket) -> Server.write(socket, HELLO))) {
            ClientTls own = new ClientTls(null, resource("client.pem"), resource("client-key.pem"), new Secret(SECRET));
            assertThat(answered(once(server, own, null, "url path /"))).isEqualTo("+ HTTP 200, 5 bytes");
            assertThat(once(server, ClientTls.ANY, null, "url path /").passed()).isFalse();
        }
    }

    @Test
    void filesThatCannotBeUsedAreNamed(@TempDir Path folder) throws IOException {
        try (Server server = server()) {
            Path missing = folder.resolve("missing.pem");
            assertThat(answered(once(server, new ClientTls(missing, null, null, null), null, "url path /")))
                    .startsWith("- the file " + missing + " of SSL cannot be read: ");
            Path empty = Files.writeString(folder.resolve("empty.pem"), "nothing");
            assertThat(answered(once(server, new ClientTls(empty, null, null, null), null, "url path /")))
                    .isEqualTo("- ca " + empty + " of SSL holds no certificate in PEM");
            ClientTls wrong =
                    new ClientTls(null, resource("client.pem"), resource("client-key.pem"), new Secret("wrong"));
            assertThat(answered(once(server, wrong, null, "url path /")))
                    .startsWith("- certificate " + resource("client.pem") + " and key ")
                    .doesNotContain("wrong");
        }
    }

    @Test
    void aServerWithoutTlsIsToldAsSuch() throws IOException {
        try (Server server =
                new Server(false, (nothing, socket) -> Server.write(socket, "HTTP/1.0 400 Bad Request||"))) {
            assertThat(answered(once(server, ClientTls.ANY, null, "url path /")))
                    .isEqualTo("- the server does not speak TLS");
        }
    }

    @Test
    void garbageInTlsIsAFailure() throws IOException {
        byte[] garbage = new byte[4096];
        new Random(7).nextBytes(garbage);
        // The header of a handshake record, so that it is taken for TLS.
        System.arraycopy(new byte[] {22, 3, 3, 15, (byte) 0xfb}, 0, garbage, 0, 5);
        try (Server server =
                new Server(false, (nothing, socket) -> socket.getOutputStream().write(garbage))) {
            assertThat(once(server, ClientTls.ANY, null, "url path /").passed()).isFalse();
        }
    }

    @Test
    void aServerThatIsSilentBeforeTlsIsWaitedForAsLongAsSaid() throws IOException {
        try (Server server = new Server(socketReads())) {
            assertThat(answered(asking.once(Definitions.inheriting(
                            "SSL_GET",
                            Here.to(server.port(), Duration.ofMillis(200)),
                            null,
                            ClientTls.ANY,
                            "url path /"))))
                    .isEqualTo("- no TLS within 200 ms");
        }
    }

    private static Server.Answer socketReads() {
        return (request, socket) -> socket.getInputStream().read();
    }

    @Test
    void tlsCompliantIsContentWithAGoodbye() throws IOException {
        try (Server server = server(false, (request, socket) -> {
            Server.write(socket, HELLO);
            socket.close();
        })) {
            assertThat(answered(once(server, ClientTls.ANY, null, "tls_compliant", "url path /")))
                    .isEqualTo("+ HTTP 200, 5 bytes");
        }
    }

    @Test
    void withoutAGoodbyeABodyEndsAllTheSameUnlessTlsCompliantIsWanted() throws IOException {
        try (Server server = server(false, (request, socket) -> Server.write(socket, "HTTP/1.0 200 OK||hello"))) {
            assertThat(answered(once(server, ClientTls.ANY, null, "url path /")))
                    .isEqualTo("+ HTTP 200, 5 bytes");
            assertThat(answered(once(server, ClientTls.ANY, null, "tls_compliant", "url path /")))
                    .isEqualTo("- TLS ended without close_notify, which tls_compliant wants");
        }
    }
}
