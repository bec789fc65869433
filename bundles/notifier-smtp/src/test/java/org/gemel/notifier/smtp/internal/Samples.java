package org.gemel.notifier.smtp.internal;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gemel.api.config.Configuration;
import org.gemel.api.config.Notifications;
import org.gemel.api.config.Notifications.Mail;
import org.gemel.api.config.Notifications.Mail.Security;
import org.gemel.api.config.Notifications.Mailbox;
import org.gemel.api.event.Event;
import org.gemel.api.notifier.Notice;
import org.gemel.api.status.VrrpState;

/** Configurations, events and letters of the tests. */
final class Samples {

    static final Instant AT = Instant.parse("2026-11-23T08:21:45Z");
    static final Mailbox OPS = new Mailbox("", "ops@example.org");
    static final Mailbox NIGHT = new Mailbox("Night Shift", "night@example.org");
    static final Duration LONG = Duration.ofSeconds(60);
    static final Duration SHORT = Duration.ofMillis(300);

    private static final Notifications.Wishes MAILED = new Notifications.Wishes(Map.of(), null, true, false);

    private Samples() {}

    static Mail mail(int port) {
        return mail(port, "127.0.0.1", Security.NONE, null, null);
    }

    static Mail mail(int port, String host, Security security, Path authorities, Path password) {
        return new Mail(
                host,
                port,
                security,
                authorities,
                password == null ? null : MailServer.USER,
                password,
                "vm",
                LONG,
                "ka@example.org",
                List.of(OPS, NIGHT),
                true,
                60);
    }

    /** With another time limit. */
    static Mail waiting(Mail mail, Duration timeout) {
        return new Mail(
                mail.host(),
                mail.port(),
                mail.security(),
                mail.authorities(),
                mail.user(),
                mail.password(),
                mail.helo(),
                timeout,
                mail.from(),
                mail.to(),
                mail.faults(),
                mail.perMinute());
    }

    static Mail withoutFaults(Mail mail) {
        return new Mail(
                mail.host(),
                mail.port(),
                mail.security(),
                mail.authorities(),
                mail.user(),
                mail.password(),
                mail.helo(),
                mail.timeout(),
                mail.from(),
                mail.to(),
                false,
                mail.perMinute());
    }

    static Sender sender(Mail mail) {
        return new Sender(mail, "lab-a", "vm", "root", mail.to());
    }

    static Configuration configuration(Mail mail) {
        return new Configuration.Builder("lab-a")
                .notifications(new Notifications(Map.of(), List.of(), mail, List.of()))
                .build();
    }

    static Event became(String instance, VrrpState state) {
        return new Event.Transition(AT, instance, VrrpState.INIT, state, 100, "test");
    }

    static Event groupBecame(String group, VrrpState state) {
        return new Event.GroupTransition(AT, group, VrrpState.INIT, state, "test");
    }

    static Notice mailed(Event event) {
        return new Notice(event, MAILED);
    }

    static Letter letter(String subject) {
        return new Letter(AT, subject, "body\n\n");
    }

    /** What a conversation tells, a line a step. */
    static Steps into(List<String> lines) {
        return (what, outcome) -> lines.add(what + ": " + outcome);
    }

    static List<String> lines() {
        return new ArrayList<>();
    }
}
