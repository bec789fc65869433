package org.gemel.notifier.smtp.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.gemel.notifier.smtp.internal.Samples.LONG;
import static org.gemel.notifier.smtp.internal.Samples.SHORT;
import static org.gemel.notifier.smtp.internal.Samples.became;
import static org.gemel.notifier.smtp.internal.Samples.into;
import static org.gemel.notifier.smtp.internal.Samples.letter;
import static org.gemel.notifier.smtp.internal.Samples.mail;
import static org.gemel.notifier.smtp.internal.Samples.sender;
import static org.gemel.notifier.smtp.internal.Samples.waiting;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.gemel.api.config.Notifications.Mail;
import org.gemel.api.config.Notifications.Mail.Security;
import org.gemel.api.status.VrrpState;
import org.gemel.notifier.smtp.internal.BadServer.Behaviour;
import org.gemel.notifier.smtp.internal.Relay.Connection;
import org.gemel.notifier.smtp.internal.Relay.Receipt;
import org.gemel.notifier.smtp.internal.Relay.Undelivered;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Conversations with mail servers, real and bad ones. */
@Timeout(120)
class SmtpRelayTest {

    /** In which a server that drips has said something more, on a busy machine too. */
    private static final Duration DRIPS = Duration.ofSeconds(2);

    private static Certificate certificate;
    private static Certificate foreign;

    private final List<String> steps = Samples.lines();

    @TempDir
    private Path directory;

    @BeforeAll
    static void makeCertificates(@TempDir Path own, @TempDir Path other) throws Exception {
        certificate = Certificate.of(own, "dns:localhost,ip:127.0.0.1");
        foreign = Certificate.of(other, "dns:other.example.org");
    }

    private Receipt send(Mail mail) throws Undelivered {
        SmtpRelay relay = new SmtpRelay(sender(mail), into(steps), Way.Attempt::open);
        try (Connection connection = relay.connect()) {
            return connection.send(Letter.about(became("V1", VrrpState.MASTER)), relay.recipients());
        }
    }

    private Path password(String text, String permissions) throws IOException {
        Path file = directory.resolve("password");
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
        return file;
    }

    private Mail secure(MailServer server, Security security, Certificate trusted) throws IOException {
        return mail(
                server.port(), "localhost", security, trusted.pem(), password(MailServer.PASSWORD + "\n", "rw-------"));
    }

    private static MailServer server(Security security, Certificate shown) {
        return security == Security.TLS ? MailServer.withTls(shown) : MailServer.withStartTls(shown);
    }

    @Test
    void keepalivedsMailArrives() throws Undelivered {
        try (MailServer server = MailServer.open()) {
            Receipt receipt = send(mail(server.port()));
            assertThat(receipt.answer()).startsWith("250 ");
            assertThat(server.deliveries).singleElement().satisfies(mail -> {
                assertThat(mail.from()).isEqualTo("ka@example.org");
                assertThat(mail.to()).containsExactly("ops@example.org", "night@example.org");
                assertThat(mail.header("Subject")).isEqualTo("[lab-a] VRRP Instance V1 - Entering MASTER state");
                assertThat(mail.header("X-Mailer")).isEqualTo("Gemel");
                assertThat(mail.text()).endsWith("\r\n\r\n=> VRRP Instance is now owning VRRP VIPs <=\r\n\r\n");
            });
        }
    }

    @Test
    void theRelayIsGreetedByOurName() throws Exception {
        BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        Behaviour listening = (in, out, closing) -> {
            out.write("220 hello\r\n".getBytes(StandardCharsets.US_ASCII));
            heard.add(in.readLine());
        };
        try (BadServer server = new BadServer(listening)) {
            assertThatThrownBy(() -> send(mail(server.port()))).isInstanceOf(Undelivered.class);
        }
        assertThat(heard.take()).isEqualTo("EHLO vm");
    }

    @Test
    void severalLettersGoThroughOneConnection() throws Undelivered {
        try (MailServer server = MailServer.open()) {
            SmtpRelay relay = new SmtpRelay(sender(mail(server.port())), Steps.UNSEEN, Way.Attempt::open);
            try (Connection connection = relay.connect()) {
                for (int i = 0; i < 20; i++) {
                    connection.send(letter("letter " + i), relay.recipients());
                }
            }
            assertThat(server.deliveries).hasSize(20);
            assertThat(server.connections).hasValue(1);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"TLS", "STARTTLS"})
    void aProtectedRelayTakesALoginAndAMail(Security security) throws Exception {
        try (MailServer server = server(security, certificate)) {
            send(secure(server, security, certificate));
            assertThat(server.deliveries).hasSize(1);
            assertThat(steps)
                    .anyMatch(line -> line.matches("protection: TLSv1\\.[23], the certificate is for localhost"))
                    .anyMatch(line -> line.startsWith("login as gemel: accepted: 235"));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"TLS", "STARTTLS"})
    void aCertificateForAnotherHostIsNotTaken(Security security) throws Exception {
        try (MailServer server = server(security, foreign)) {
            assertThatThrownBy(() -> send(secure(server, security, foreign)))
                    .isInstanceOf(Undelivered.class)
                    .hasMessageContaining("its certificate is not trusted");
            assertThat(server.deliveries).isEmpty();
            assertThat(steps).noneMatch(line -> line.startsWith("login"));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"TLS", "STARTTLS"})
    void aCertificateThatNobodyVouchesForIsNotTaken(Security security) throws Exception {
        try (MailServer server = server(security, certificate)) {
            Mail strict = mail(server.port(), "localhost", security, null, password(MailServer.PASSWORD, "rw-------"));
            assertThatThrownBy(() -> send(strict))
                    .isInstanceOf(Undelivered.class)
                    .hasMessageContaining("its certificate is not trusted");
        }
    }

    @Test
    void aCertificateMayBeForAnAddress() throws Exception {
        try (MailServer server = MailServer.withTls(certificate)) {
            send(mail(
                    server.port(),
                    "127.0.0.1",
                    Security.TLS,
                    certificate.pem(),
                    password(MailServer.PASSWORD, "rw-------")));
            assertThat(server.deliveries).hasSize(1);
        }
    }

    @Test
    void aRelayWithoutTlsGetsNoPasswordWhereTlsIsAskedFor() throws Exception {
        try (MailServer server = MailServer.open()) {
            Mail mail = mail(
                    server.port(), "localhost", Security.STARTTLS, null, password(MailServer.PASSWORD, "rw-------"));
            assertThatThrownBy(() -> send(mail)).hasMessageContaining("STARTTLS");
            assertThat(steps).noneMatch(line -> line.startsWith("login"));
        }
    }

    @Test
    void aWrongPasswordIsSaidAndNotTriedAgain() throws Exception {
        try (MailServer server = MailServer.withTls(certificate)) {
            Mail mail =
                    mail(server.port(), "localhost", Security.TLS, certificate.pem(), password("wrong", "rw-------"));
            assertThatThrownBy(() -> send(mail))
                    .isInstanceOfSatisfying(
                            Undelivered.class,
                            failed -> assertThat(failed.again()).isFalse())
                    .hasMessageContaining("535");
            assertThat(steps).anyMatch(line -> line.startsWith("login as gemel: refused: 535"));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"TLS", "STARTTLS"})
    void thePasswordIsNeverPrintedAlsoNotByTheLibrary(Security security) throws Exception {
        Logger root = Logger.getLogger("");
        Logger library = Logger.getLogger("org.eclipse.angus.mail");
        // The library names its log after the class that uses it.
        Logger own = Logger.getLogger("org.gemel");
        List<String> logged = new CopyOnWriteArrayList<>();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord line) {
                logged.add(String.valueOf(line.getMessage())
                        + List.of(line.getParameters() == null ? new Object[0] : line.getParameters()));
            }

            @Override
            public void flush() {
                // Nothing is buffered.
            }

            @Override
            public void close() {
                // Nothing is open.
            }
        };
        handler.setLevel(Level.ALL);
        root.addHandler(handler);
        library.setLevel(Level.ALL);
        own.setLevel(Level.ALL);
        try (MailServer server = server(security, certificate)) {
            send(secure(server, security, certificate));
        } finally {
            root.removeHandler(handler);
            library.setLevel(null);
            own.setLevel(null);
        }
        String base64 =
                Base64.getEncoder().encodeToString(("\0" + MailServer.USER + "\0" + MailServer.PASSWORD).getBytes());
        String alone = Base64.getEncoder().encodeToString(MailServer.PASSWORD.getBytes());
        assertThat(logged).anyMatch(line -> line.contains("EHLO"));
        assertThat(String.join("\n", logged) + steps).doesNotContain(MailServer.PASSWORD, base64, alone);
    }

    @Test
    void aPasswordThatOthersCanReadIsUsedAndSaid() throws Exception {
        try (MailServer server = MailServer.withTls(certificate)) {
            send(mail(
                    server.port(),
                    "localhost",
                    Security.TLS,
                    certificate.pem(),
                    password(MailServer.PASSWORD, "rw-r--r--")));
            assertThat(steps).anyMatch(line -> line.startsWith("password: warning: everybody on this host can read"));
        }
    }

    @Test
    void aPasswordThatIsNotThereIsSaid() {
        Mail mail = mail(1, "localhost", Security.TLS, null, directory.resolve("missing"));
        assertThatThrownBy(() -> send(mail)).hasMessageContaining("missing is not there");
    }

    @Test
    void aRefusedRecipientDoesNotLoseTheOthersTheirs() throws Undelivered {
        try (MailServer server = MailServer.open()) {
            server.refused.put("night@example.org", "550 no such user");
            Receipt receipt = send(mail(server.port()));
            assertThat(server.deliveries)
                    .singleElement()
                    .satisfies(mail -> assertThat(mail.to()).containsExactly("ops@example.org"));
            assertThat(receipt.refused()).containsExactly("night@example.org (550 no such user)");
            assertThat(receipt.later()).isEmpty();
        }
    }

    @Test
    void aRecipientOfAGreylistMayGetItLater() throws Undelivered {
        try (MailServer server = MailServer.open()) {
            server.refused.put("night@example.org", "451 greylisted");
            assertThat(send(mail(server.port())).later()).containsExactly(Samples.NIGHT);
        }
    }

    @Test
    void whereAllAreRefusedTheReasonsAreTold() {
        try (MailServer server = MailServer.open()) {
            server.refused.put("ops@example.org", "550 no such user");
            server.refused.put("night@example.org", "550 neither");
            assertThatThrownBy(() -> send(mail(server.port())))
                    .isInstanceOfSatisfying(
                            Undelivered.class,
                            failed -> assertThat(failed.again()).isFalse())
                    .hasMessage("nobody gets it: ops@example.org (550 no such user), night@example.org (550 neither)");
        }
    }

    private Undelivered failure(Behaviour behaviour) throws IOException {
        return failure(behaviour, LONG);
    }

    private Undelivered failure(Behaviour behaviour, Duration timeout) throws IOException {
        try (BadServer server = new BadServer(behaviour)) {
            send(waiting(mail(server.port()), timeout));
        } catch (Undelivered failed) {
            return failed;
        }
        throw new AssertionError("it was delivered");
    }

    @Test
    void aDeadRelayRefusesTheConnection() throws IOException {
        // Bound, so that nobody else gets it, but not listened on.
        try (Socket taken = new Socket()) {
            taken.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            int port = taken.getLocalPort();
            assertThatThrownBy(() -> send(mail(port)))
                    .isInstanceOfSatisfying(
                            Undelivered.class,
                            failed -> assertThat(failed.again()).isTrue())
                    .hasMessage("cannot connect to 127.0.0.1 port " + port + " (127.0.0.1: connection refused)");
        }
    }

    @Test
    void aNameThatNobodyKnowsIsTriedAgain() {
        Mail mail = mail(25, "no.such.host.invalid", Security.NONE, null, null);
        assertThatThrownBy(() -> send(mail))
                .isInstanceOfSatisfying(
                        Undelivered.class, failed -> assertThat(failed.again()).isTrue())
                .hasMessageContaining("no name server knows");
    }

    @Test
    void aRelayThatHangsIsLeft() throws IOException {
        Undelivered failed = failure(BadServer.SILENT, SHORT);
        assertThat(failed).hasMessageContaining("no answer in");
        assertThat(failed.again()).isTrue();
    }

    @Test
    void aRelayThatDripsIsLeft() throws IOException {
        Undelivered failed = failure(BadServer.DRIPPING, DRIPS);
        assertThat(failed).hasMessageContaining("it answers, but had not ended after");
        assertThat(failed.again()).isTrue();
    }

    @Test
    void aRelayThatRefusesIsNotAskedAgain() throws IOException {
        Undelivered failed = failure(BadServer.REFUSING);
        assertThat(failed).hasMessageContaining("554 go away");
        assertThat(failed.again()).isFalse();
    }

    @Test
    void aBusyRelayIsAskedAgain() throws IOException {
        Undelivered failed = failure(BadServer.BUSY);
        assertThat(failed).hasMessageContaining("421 come back later");
        assertThat(failed.again()).isTrue();
    }

    @Test
    void aRelayThatClosesMidwayIsAskedAgain() throws IOException {
        Undelivered failed = failure(BadServer.CLOSING_MIDWAY);
        assertThat(failed.again()).isTrue();
    }

    @Test
    void noThreadIsLeftBehind() throws Exception {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        try (MailServer server = MailServer.open()) {
            send(mail(server.port()));
        }
        failure(BadServer.REFUSING);
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("gemel-") && !before.contains(thread)) {
                thread.join(10_000);
                assertThat(thread.isAlive()).as(thread.getName()).isFalse();
            }
        }
    }
}
