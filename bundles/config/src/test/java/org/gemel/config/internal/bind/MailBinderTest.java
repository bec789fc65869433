package org.gemel.config.internal.bind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gemel.config.internal.Trees.bind;
import static org.gemel.config.internal.Trees.codes;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.gemel.api.config.Notifications.Mail;
import org.gemel.api.config.Notifications.Mail.Security;
import org.gemel.api.config.Notifications.Mailbox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MailBinderTest {

    private static final String TO = "notification_email {\nops@example.org\n}";

    private static String text(String... globals) {
        return "global_defs {\n" + String.join("\n", globals) + "\n}\n";
    }

    private static Mail mail(String... globals) {
        return bind(text(globals)).configuration().notifications().mail();
    }

    private static List<Mailbox> recipients(String line) {
        return mail("smtp_server mail", "notification_email {", line, "}").to();
    }

    @Test
    void keepalivedsWordsAndDefaults() {
        assertThat(mail("smtp_server 192.0.2.25", TO))
                .isEqualTo(new Mail(
                        "192.0.2.25",
                        25,
                        Security.NONE,
                        null,
                        null,
                        null,
                        null,
                        Duration.ofSeconds(30),
                        null,
                        List.of(new Mailbox("", "ops@example.org")),
                        true,
                        60));
    }

    @Test
    void everyWord() {
        assertThat(mail(
                        "smtp_server mail.example.org 2525",
                        "smtp_security tls",
                        "smtp_ca_file /etc/relay.pem",
                        "smtp_user gemel",
                        "smtp_password_file /etc/gemel/password",
                        "smtp_helo_name r1.example.org",
                        "smtp_connect_timeout 5",
                        "notification_email_from gemel@example.org",
                        "no_email_faults",
                        "smtp_mails_per_minute 7",
                        TO))
                .isEqualTo(new Mail(
                        "mail.example.org",
                        2525,
                        Security.TLS,
                        Path.of("/etc/relay.pem"),
                        "gemel",
                        Path.of("/etc/gemel/password"),
                        "r1.example.org",
                        Duration.ofSeconds(5),
                        "gemel@example.org",
                        List.of(new Mailbox("", "ops@example.org")),
                        false,
                        7));
    }

    @ParameterizedTest
    @CsvSource({"none,25", "starttls,587", "tls,465"})
    void thePortFollowsTheProtection(String security, int port) {
        assertThat(mail("smtp_server mail", "smtp_security " + security, TO).port())
                .isEqualTo(port);
    }

    @ParameterizedTest
    @ValueSource(strings = {"192.0.2.25", "2001:db8::25", "fe80::1%eth0", "mail.example.org", "localhost"})
    void aRelayIsANameOrAnAddress(String host) {
        assertThat(mail("smtp_server " + host, TO).host()).isEqualTo(host);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "smtp_server 192.0.2.1884",
                "smtp_server 2001:db8::21009",
                "smtp_server mail,example",
                "smtp_helo_name \"r1 r2\"",
                "notification_email_from \"a b\"",
                "notification_email_from a@b>",
            })
    void whatIsNoneIsRefused(String line) {
        assertThat(codes(text(line))).contains("bad-value");
    }

    @Test
    void withoutARelayOrRecipientsThereIsNoMail() {
        assertThat(mail("smtp_server mail")).isNull();
        assertThat(mail(TO)).isNull();
    }

    // Behaviour 19: keepalived makes two recipients of the second to fourth.
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            value = {
                "night@example.org, ''",
                "'\"Night Shift\" <night@example.org>', Night Shift",
                "Night Shift <night@example.org>, Night Shift",
                "<night@example.org>, ''",
                "'\"Night Shift <night@example.org>\"', Night Shift",
            })
    void aLineIsARecipientThatMayHaveAName(String line, String name) {
        assertThat(recipients(line)).containsExactly(new Mailbox(name, "night@example.org"));
    }

    @Test
    void addressesOnOneLineAreSeveralRecipients() {
        assertThat(recipients("a@example.org b@example.org"))
                .containsExactly(new Mailbox("", "a@example.org"), new Mailbox("", "b@example.org"));
    }

    @Test
    void aUserOfTheRelaysHostIsARecipient() {
        assertThat(recipients("root")).containsExactly(new Mailbox("", "root"));
    }

    @Test
    void severalBlocksAreOneList() {
        assertThat(mail("smtp_server mail", TO, TO.replace("ops", "night")).to())
                .extracting(Mailbox::address)
                .containsExactly("ops@example.org", "night@example.org");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<a@b", "ops@ex\u00e4mple.org", "a@b;"})
    void aRecipientThatIsNoneIsRefused(String line) {
        assertThat(codes(text("notification_email {", line, "}"))).contains("bad-value");
    }

    @ParameterizedTest
    @CsvSource({
        "smtp_user u, half-a-login",
        "smtp_password_file /p, half-a-login",
        "smtp_ca_file /p, certificates-without-tls",
    })
    void whatCannotWorkAloneIsReported(String line, String code) {
        assertThat(codes(text("smtp_server mail", line, TO))).contains(code);
    }

    @ParameterizedTest
    @CsvSource({"mail,none,true", "mail,starttls,false", "mail,tls,false", "127.0.0.1,none,false", "::1,none,false"})
    void aPasswordInTheOpenIsReported(String host, String security, boolean reported) {
        List<String> codes = codes(text(
                "smtp_server " + host,
                "smtp_security " + security,
                "smtp_user u",
                "smtp_password_file /etc/gemel/password",
                TO));
        assertThat(codes.contains("password-in-the-open")).isEqualTo(reported);
    }
}
