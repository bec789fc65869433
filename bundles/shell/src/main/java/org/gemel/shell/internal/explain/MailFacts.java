package org.gemel.shell.internal.explain;

import java.util.Locale;
import org.gemel.api.config.Notifications.Mail;
import org.gemel.api.config.Notifications.Mailbox;
import org.jspecify.annotations.Nullable;

/** How mail is sent, if it is; it stands among the global settings. */
final class MailFacts {

    private MailFacts() {}

    static void add(@Nullable Mail mail, Facts facts) {
        if (mail == null) {
            facts.add("smtp_server", "none");
            return;
        }
        facts.add("smtp_server", mail.host() + " " + mail.port())
                .add("smtp_security", mail.security().name().toLowerCase(Locale.ROOT))
                .add("smtp_ca_file", or("of Java", mail.authorities()))
                .add("smtp_user", or("none", mail.user()))
                .add("smtp_password_file", or("none", mail.password()))
                .add("smtp_helo_name", or(Facts.AUTOMATIC, mail.helo()))
                .add("smtp_connect_timeout", mail.timeout())
                .add("smtp_mails_per_minute", mail.perMinute())
                .add("notification_email_from", or(Facts.AUTOMATIC, mail.from()))
                .add("no_email_faults", !mail.faults())
                .all("notification_email", mail.to(), MailFacts::mailbox);
    }

    private static String mailbox(Mailbox mailbox) {
        return mailbox.name().isEmpty() ? mailbox.address() : "\"" + mailbox.name() + "\" <" + mailbox.address() + ">";
    }

    private static String or(String otherwise, @Nullable Object value) {
        return value == null ? otherwise : value.toString();
    }
}
