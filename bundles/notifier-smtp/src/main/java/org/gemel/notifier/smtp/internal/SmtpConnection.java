package org.gemel.notifier.smtp.internal;

import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.gemel.api.config.Notifications.Mailbox;
import org.gemel.notifier.smtp.internal.Relay.Receipt;
import org.gemel.notifier.smtp.internal.Relay.Undelivered;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A connection to a mail server that takes letters. */
final class SmtpConnection implements Relay.Connection {

    private static final Logger LOG = LoggerFactory.getLogger("org.gemel.smtp");

    private final Sender sender;
    private final Session session;
    private final Dialogue dialogue;
    private final Watchdog watchdog;

    SmtpConnection(Sender sender, Session session, Dialogue dialogue, Watchdog watchdog) {
        this.sender = sender;
        this.session = session;
        this.dialogue = dialogue;
        this.watchdog = watchdog;
    }

    @Override
    public Receipt send(Letter letter, List<Mailbox> to) throws Undelivered {
        Thread thread = Thread.currentThread();
        ClassLoader loader = thread.getContextClassLoader();
        thread.setContextClassLoader(Session.class.getClassLoader());
        watchdog.watch();
        dialogue.begin();
        try {
            byte[] text = MessageText.of(
                    letter, sender.routerId(), sender.from(), sender.to(), sender.host(), ZoneId.systemDefault());
            // A message that was read is sent as it is; the library adds nothing to it.
            dialogue.sendMessage(new MimeMessage(session, new ByteArrayInputStream(text)), envelope(to));
            return receipt(to);
        } catch (MessagingException failed) {
            Reply end = dialogue.end();
            if (end != null && end.good()) {
                return receipt(to);
            }
            throw failure(failed, to);
        } finally {
            watchdog.rest();
            thread.setContextClassLoader(loader);
        }
    }

    private static Address[] envelope(List<Mailbox> to) {
        Address[] addresses = new Address[to.size()];
        for (int i = 0; i < addresses.length; i++) {
            InternetAddress address = new InternetAddress();
            address.setAddress(to.get(i).address());
            addresses[i] = address;
        }
        return addresses;
    }

    private Receipt receipt(List<Mailbox> to) {
        List<String> refused = new ArrayList<>();
        List<Mailbox> later = new ArrayList<>();
        for (Mailbox mailbox : to) {
            Reply reply = dialogue.recipients().get(mailbox.address());
            if (reply != null && !reply.good()) {
                refused.add(mailbox.address() + " (" + reply.text() + ")");
                if (reply.passing()) {
                    later.add(mailbox);
                }
            }
        }
        Reply end = dialogue.end();
        return new Receipt(end == null ? "sent" : end.text(), refused, later);
    }

    /** Where every recipient was refused, that is why; one that may be taken later gives hope for all. */
    private Undelivered failure(MessagingException failed, List<Mailbox> to) {
        Receipt receipt = receipt(to);
        if (dialogue.end() == null && receipt.refused().size() == to.size()) {
            return Undelivered.nobody(
                    "nobody gets it: " + String.join(", ", receipt.refused()),
                    !receipt.later().isEmpty());
        }
        return Failures.of(failed, dialogue.last(), watchdog, sender.mail().timeout());
    }

    @Override
    public void close() {
        watchdog.watch();
        try {
            dialogue.close();
        } catch (MessagingException failed) {
            LOG.debug("good-bye to a relay", failed);
        } finally {
            watchdog.close();
        }
    }
}
