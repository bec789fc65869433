package org.gemel.config.internal.bind;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gemel.api.config.Notifications.Mail;
import org.gemel.api.config.Notifications.Mail.Security;
import org.gemel.api.config.Notifications.Mailbox;
import org.gemel.api.config.Position;
import org.gemel.api.config.Word;
import org.gemel.config.internal.check.Block;
import org.gemel.config.internal.check.Diagnostics;
import org.gemel.config.internal.check.Item;
import org.gemel.config.internal.check.Item.Argument;
import org.gemel.config.internal.schema.Words;
import org.jspecify.annotations.Nullable;

/** Binds how mail is sent (behaviours 19 and 87). */
final class MailBinder {

    /** As keepalived has it. */
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    /** Enough for every router of a large site to change its state at once. */
    private static final int PER_MINUTE = 60;

    private final Block global;
    private final Diagnostics diagnostics;

    /** @param global all {@code global_defs} blocks as one */
    MailBinder(Block global, Diagnostics diagnostics) {
        this.global = global;
        this.diagnostics = diagnostics;
    }

    /** How mail is sent; null if there is no relay or no recipient, so that none can be. */
    @Nullable
    Mail bind() {
        List<Mailbox> to = new ArrayList<>();
        global.entries("notification_email").forEach(entry -> to.addAll(mailboxes(entry)));
        Optional<Item> server = global.last("smtp_server");
        Security security = security();
        login(security, server);
        if (server.isEmpty() || to.isEmpty()) {
            return null;
        }
        return new Mail(
                server.get().text(),
                server.get().has(1) ? Math.toIntExact(server.get().value(1, Long.class)) : usualPort(security),
                security,
                global.last("smtp_ca_file").map(item -> Path.of(item.text())).orElse(null),
                global.last("smtp_user").map(Item::text).orElse(null),
                global.last("smtp_password_file")
                        .map(item -> Path.of(item.text()))
                        .orElse(null),
                global.last("smtp_helo_name").map(Item::text).orElse(null),
                global.last("smtp_connect_timeout").map(Item::seconds).orElse(TIMEOUT),
                global.last("notification_email_from")
                        .map(item -> item.value(0, String.class))
                        .orElse(null),
                to,
                !global.contains("no_email_faults"),
                global.last("smtp_mails_per_minute").map(Item::number).orElse(PER_MINUTE));
    }

    private Security security() {
        return global.last("smtp_security")
                .map(item -> switch (item.text()) {
                    case "starttls" -> Security.STARTTLS;
                    case "tls" -> Security.TLS;
                    default -> Security.NONE;
                })
                .orElse(Security.NONE);
    }

    /** RFC 8314 section 3.3, RFC 6409 section 3.1, and keepalived's. */
    private static int usualPort(Security security) {
        return switch (security) {
            case NONE -> 25;
            case STARTTLS -> 587;
            case TLS -> 465;
        };
    }

    private void login(Security security, Optional<Item> server) {
        Optional<Item> user = global.last("smtp_user");
        Optional<Item> password = global.last("smtp_password_file");
        if (user.isPresent() != password.isPresent()) {
            diagnostics.error(
                    user.or(() -> password).orElseThrow().at(),
                    "half-a-login",
                    "a login needs smtp_user and smtp_password_file; there is only one of them",
                    "write both or none");
        }
        boolean local = server.map(Item::text)
                .filter(host -> host.startsWith("127.") || host.equals("::1") || host.equals("localhost"))
                .isPresent();
        if (user.isPresent() && security == Security.NONE && !local) {
            diagnostics.warning(
                    user.get().at(),
                    "password-in-the-open",
                    "everybody on the way to the relay can read the password, for smtp_security is none",
                    "write 'smtp_security starttls' or 'smtp_security tls'");
        }
        global.last("smtp_ca_file")
                .filter(item -> security == Security.NONE)
                .ifPresent(item -> diagnostics.warning(
                        item.at(),
                        "certificates-without-tls",
                        "smtp_ca_file does nothing, for smtp_security is none",
                        "write 'smtp_security starttls' or 'smtp_security tls', or remove it"));
    }

    /**
     * The recipients of a line: words before an address in angle brackets are its name, also without quotes (behaviour 19:
     * keepalived takes each word for a recipient).
     */
    private List<Mailbox> mailboxes(Item entry) {
        List<Mailbox> found = new ArrayList<>();
        List<String> name = new ArrayList<>();
        for (Argument argument : entry.arguments()) {
            mailbox(argument.word(), name, found);
        }
        // A user of the relay's own host.
        name.forEach(word -> address(entry.at(), word)
                .map(address -> new Mailbox("", address))
                .ifPresent(found::add));
        if (entry.arguments().size() > 1 && found.size() == 1) {
            diagnostics.note(
                    entry.at(),
                    "name-of-recipient",
                    "this is one recipient with a name; keepalived takes each word for a recipient",
                    "write the address alone if keepalived reads this file too");
        }
        return found;
    }

    /** A word that is an address, or a name and an address at once, ends a name; another goes on with it. */
    private void mailbox(Word word, List<String> name, List<Mailbox> found) {
        String text = word.text();
        int open = text.lastIndexOf('<');
        if (open >= 0 && text.endsWith(">")) {
            String before = (String.join(" ", name) + " " + text.substring(0, open)).strip();
            address(word.at(), text.substring(open + 1, text.length() - 1))
                    .ifPresent(address -> found.add(new Mailbox(unquoted(before), address)));
            name.clear();
        } else if (text.indexOf('@') >= 0 && name.isEmpty()) {
            address(word.at(), text).ifPresent(address -> found.add(new Mailbox("", address)));
        } else {
            name.add(text);
        }
    }

    private static String unquoted(String name) {
        return name.replace("\\\"", "").replace("\"", "");
    }

    private Optional<String> address(Position at, String text) {
        if (Words.isMailAddress(text)) {
            return Optional.of(text);
        }
        diagnostics.error(
                at, "bad-value", "notification_email: " + Words.notAMailAddress(text), Words.MAIL_ADDRESS_ADVICE);
        return Optional.empty();
    }
}
