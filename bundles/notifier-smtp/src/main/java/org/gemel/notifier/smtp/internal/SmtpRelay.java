package org.gemel.notifier.smtp.internal;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import org.gemel.api.config.Notifications.Mail;
import org.gemel.api.config.Notifications.Mail.Security;
import org.gemel.api.config.Notifications.Mailbox;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A mail server. The library speaks SMTP; sockets, time limits and certificates are seen to here. */
final class SmtpRelay implements Relay {

    /** A name with more addresses than that is tried on the first ones. */
    private static final int MOST_ADDRESSES = 4;

    /** As many waits for an answer are granted to all that belongs together: to a login, to a letter. */
    private static final int WAITS = 4;

    private static final Logger LOG = LoggerFactory.getLogger("org.gemel.smtp");

    private final Sender sender;
    private final Mail mail;
    private final Steps steps;
    private final Way way;

    SmtpRelay(Sender sender, Steps steps, Way way) {
        this.way = way;
        this.sender = sender;
        this.mail = sender.mail();
        this.steps = steps;
    }

    @Override
    public List<Mailbox> recipients() {
        return sender.to();
    }

    @Override
    public Connection connect() throws Undelivered {
        steps.step(
                "relay",
                place() + ", "
                        + switch (mail.security()) {
                            case NONE -> "in the open";
                            case STARTTLS -> "STARTTLS";
                            case TLS -> "TLS";
                        });
        String password = password();
        Socket socket = way.open(this::socket);
        Watchdog watchdog = new Watchdog(socket, mail.timeout().multipliedBy(WAITS));
        watchdog.watch();
        Dialogue dialogue = null;
        // The library looks for its own parts through the thread.
        Thread thread = Thread.currentThread();
        ClassLoader loader = thread.getContextClassLoader();
        thread.setContextClassLoader(Session.class.getClassLoader());
        try {
            // Who vouches for whom takes memory.
            TlsSockets tls = mail.security() == Security.NONE
                    ? null
                    : new TlsSockets(Authorities.sockets(mail.authorities()), mail.host());
            Session session = Session.getInstance(properties(tls));
            dialogue = new Dialogue(session, url(password), String.valueOf(mail.user()), steps);
            dialogue.connect(tls != null && mail.security() == Security.TLS ? protect(socket, tls) : socket);
            tell(tls == null ? null : tls.session());
            if (mail.user() != null && !dialogue.supportsExtension("AUTH")) {
                steps.step("login as " + mail.user(), "left out, for the relay offers none");
            }
            watchdog.rest();
            return new SmtpConnection(sender, session, dialogue, watchdog);
        } catch (IOException | MessagingException failed) {
            watchdog.close();
            close(socket);
            Reply last = dialogue == null ? null : dialogue.last();
            Undelivered why = Failures.of(failed, last, watchdog, mail.timeout());
            throw new Undelivered(place() + ": " + why.why(), why.again());
        } finally {
            thread.setContextClassLoader(loader);
        }
    }

    private String place() {
        return mail.host() + " port " + mail.port();
    }

    private URLName url(@Nullable String password) {
        return new URLName("smtp", mail.host(), mail.port(), null, mail.user(), password);
    }

    private @Nullable String password() throws Undelivered {
        if (mail.password() == null) {
            return null;
        }
        PasswordFile file = new PasswordFile(mail.password());
        if (file.isOpenToOthers()) {
            LOG.warn("{}", file.advice());
            steps.step("password", "warning: " + file.advice());
        }
        try {
            return file.read();
        } catch (IOException unreadable) {
            throw new Undelivered(String.valueOf(unreadable.getMessage()), true);
        }
    }

    /** A connection to the first address that lets us. */
    private Socket socket() throws Undelivered {
        String why = "it has no address";
        InetAddress[] addresses;
        try {
            addresses = InetAddress.getAllByName(mail.host());
        } catch (UnknownHostException unknown) {
            throw new Undelivered(place() + ": no name server knows an address of it", true);
        }
        for (int i = 0; i < Math.min(addresses.length, MOST_ADDRESSES); i++) {
            Socket socket = new Socket();
            String address = addresses[i].getHostAddress();
            try {
                socket.connect(new InetSocketAddress(named(addresses[i]), mail.port()), millis(mail.timeout()));
                socket.setSoTimeout(millis(mail.timeout()));
                steps.step("connection", "to " + address);
                return socket;
            } catch (IOException failed) {
                close(socket);
                why = address + ": " + reason(failed);
                steps.step("connection", "to " + why);
            }
        }
        throw new Undelivered("cannot connect to " + place() + " (" + why + ")", true);
    }

    private String reason(IOException failed) {
        if (failed instanceof SocketTimeoutException) {
            return "no answer in " + mail.timeout().toSeconds() + " s";
        }
        return failed instanceof ConnectException ? "connection refused" : String.valueOf(failed.getMessage());
    }

    /** With the name it was configured by: else the library asks a name server what it is called. */
    private InetAddress named(InetAddress address) throws UnknownHostException {
        return address instanceof Inet6Address scoped && scoped.getScopeId() != 0
                ? Inet6Address.getByAddress(mail.host(), address.getAddress(), scoped.getScopeId())
                : InetAddress.getByAddress(mail.host(), address.getAddress());
    }

    private Socket protect(Socket plain, TlsSockets tls) throws IOException {
        SSLSocket socket = (SSLSocket) tls.createSocket(plain, mail.host(), mail.port(), true);
        socket.startHandshake();
        return socket;
    }

    private void tell(@Nullable SSLSession session) {
        if (session != null) {
            steps.step("protection", session.getProtocol() + ", the certificate is for " + mail.host());
        }
    }

    private Properties properties(@Nullable TlsSockets tls) {
        Properties properties = new Properties();
        properties.put("mail.smtp.localhost", sender.helo());
        properties.put("mail.smtp.from", sender.from());
        properties.put("mail.smtp.sendpartial", "true");
        properties.put("mail.smtp.quitwait", "false");
        properties.put("mail.smtp.auth", Boolean.toString(mail.user() != null));
        properties.put("mail.smtp.starttls.enable", Boolean.toString(mail.security() == Security.STARTTLS));
        properties.put("mail.smtp.starttls.required", Boolean.toString(mail.security() == Security.STARTTLS));
        if (tls != null) {
            properties.put("mail.smtp.ssl.checkserveridentity", "true");
            properties.put("mail.smtp.ssl.socketFactory", tls);
            properties.put("mail.smtp.ssl.socketFactory.fallback", "false");
        }
        // Also where somebody turns the library's log on.
        properties.put("mail.debug.auth", "false");
        properties.put("mail.debug.auth.password", "false");
        return properties;
    }

    private static int millis(Duration duration) {
        return (int) Math.min(Integer.MAX_VALUE, duration.toMillis());
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException failed) {
            LOG.debug("closing a connection to a relay", failed);
        }
    }
}
