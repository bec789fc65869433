package org.gemel.notifier.smtp.internal;

import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeUtility;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import org.gemel.api.config.Notifications.Mailbox;

/** A mail as it goes over the wire: keepalived's headers in its order, then ours (RFC 5322). */
final class MessageText {

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss xx", Locale.US);

    /** RFC 5322 section 2.1.1 allows 998 characters a line; names of the configuration are shorter. */
    private static final int LONGEST_SUBJECT = 900;

    private MessageText() {}

    /**
     * The text, in ASCII where it can be.
     *
     * @param routerId the name of this node
     * @param from the sender's address
     * @param host the name of this host
     */
    static byte[] of(Letter letter, String routerId, String from, List<Mailbox> to, String host, ZoneId zone) {
        String subject = line("[" + routerId + "] " + letter.subject());
        subject = subject.length() > LONGEST_SUBJECT ? subject.substring(0, LONGEST_SUBJECT) : subject;
        String body = letter.body().replace("\r", "").replace("\n", "\r\n");
        boolean ascii = isAscii(body);
        UUID id = UUID.nameUUIDFromBytes((letter.at() + subject + body).getBytes(StandardCharsets.UTF_8));
        String head = "Date: " + DATE.format(letter.at().atZone(zone)) + "\r\n"
                + "From: " + line(from) + "\r\n"
                + "Subject: " + encoded(subject) + "\r\n"
                + "X-Mailer: Gemel\r\n"
                + "To: " + to.stream().map(MessageText::shown).collect(Collectors.joining(",\r\n ")) + "\r\n"
                + "Message-ID: <" + id + "@" + line(host) + ">\r\n"
                + "Auto-Submitted: auto-generated\r\n"
                + (ascii
                        ? ""
                        : "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=UTF-8\r\n"
                                + "Content-Transfer-Encoding: 8bit\r\n");
        return (head + "\r\n" + body).getBytes(StandardCharsets.UTF_8);
    }

    private static String shown(Mailbox mailbox) {
        if (mailbox.name().isEmpty()) {
            return line(mailbox.address());
        }
        try {
            return new InternetAddress(line(mailbox.address()), line(mailbox.name()), "UTF-8").toString();
        } catch (UnsupportedEncodingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String encoded(String subject) {
        try {
            return isAscii(subject) ? subject : MimeUtility.fold(9, MimeUtility.encodeText(subject, "UTF-8", "B"));
        } catch (UnsupportedEncodingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 128);
    }

    /** One line, whatever a name holds: nothing can become a header of its own. */
    private static String line(String text) {
        StringBuilder line = new StringBuilder(text);
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (Character.isISOControl(c) || c == '\u2028' || c == '\u2029') {
                line.setCharAt(i, '?');
            }
        }
        return line.toString();
    }
}
