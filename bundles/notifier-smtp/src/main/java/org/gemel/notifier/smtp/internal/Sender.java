package org.gemel.notifier.smtp.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.gemel.api.config.Configuration;
import org.gemel.api.config.Notifications.Mail;
import org.gemel.api.config.Notifications.Mailbox;
import org.jspecify.annotations.Nullable;

/**
 * Who sends mail, and how.
 *
 * @param mail how, as configured
 * @param routerId the name of this node in subjects
 * @param host the name of this host
 * @param user as whom this process runs
 * @param to to whom
 */
record Sender(Mail mail, String routerId, String host, String user, List<Mailbox> to) {

    /** That of a configuration; null if it sends no mail. */
    static @Nullable Sender of(Configuration configuration) {
        Mail mail = configuration.notifications().mail();
        return mail == null
                ? null
                : new Sender(
                        mail, configuration.routerId(), hostName(), System.getProperty("user.name", "root"), mail.to());
    }

    /** The same to other recipients. */
    Sender to(List<Mailbox> others) {
        return new Sender(mail, routerId, host, user, others);
    }

    String helo() {
        String helo = mail.helo();
        return helo == null ? host : helo;
    }

    String from() {
        String from = mail.from();
        return from == null ? user + "@" + host : from;
    }

    /** Asked of the kernel and not of a resolver, which may be slow or say something else. */
    private static String hostName() {
        try {
            String name = Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
            return name.isEmpty() ? "localhost" : name;
        } catch (IOException notLinux) {
            return "localhost";
        }
    }
}
