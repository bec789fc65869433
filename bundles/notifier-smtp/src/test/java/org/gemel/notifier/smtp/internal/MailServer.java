package org.gemel.notifier.smtp.internal;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.auth.EasyAuthenticationHandlerFactory;
import org.subethamail.smtp.auth.LoginFailedException;
import org.subethamail.smtp.server.SMTPServer;
import org.subethamail.smtp.server.Session;
import org.subethamail.smtp.server.SessionHandler;

/** A mail server on the loopback that keeps what it gets. */
final class MailServer implements AutoCloseable {

    /** Held, or its level is forgotten: what the server says of each connection is nobody's business here. */
    private static final Logger LOG = Logger.getLogger("org.subethamail");

    static final String USER = "gemel";
    static final String PASSWORD = "s3cret-Pa55word";

    /** A mail that came. */
    record Delivery(String from, List<String> to, String text) {

        String header(String name) {
            return text.lines()
                    .filter(line -> line.startsWith(name + ": "))
                    .map(line -> line.substring(name.length() + 2))
                    .findFirst()
                    .orElse("");
        }
    }

    /** Recipients that are refused, with code and text. */
    final Map<String, String> refused = new ConcurrentHashMap<>();

    final List<Delivery> deliveries = new CopyOnWriteArrayList<>();
    final AtomicInteger connections = new AtomicInteger();
    private final SMTPServer server;

    private MailServer(UnaryOperator<SMTPServer.Builder> how) {
        LOG.setLevel(Level.OFF);
        server = how.apply(SMTPServer.port(0)
                        .bindAddress(InetAddress.getLoopbackAddress())
                        .insertReceivedHeaders(false)
                        .sessionHandler(counting())
                        .messageHandlerFactory(context -> new Handler()))
                .build();
        server.start();
    }

    static MailServer open() {
        return new MailServer(how -> how);
    }

    static MailServer withStartTls(Certificate certificate) {
        return new MailServer(how -> how.enableTLS()
                .requireTLS()
                .startTlsSocketFactory(certificate.context())
                .authenticationHandlerFactory(new EasyAuthenticationHandlerFactory(MailServer::login))
                .requireAuth());
    }

    static MailServer withTls(Certificate certificate) {
        return new MailServer(how -> how.serverSocketFactory(certificate.context())
                .authenticationHandlerFactory(new EasyAuthenticationHandlerFactory(MailServer::login))
                .requireAuth());
    }

    int port() {
        return server.getPortAllocated();
    }

    private static void login(String user, String password, Object context) throws LoginFailedException {
        if (!user.equals(USER) || !password.equals(PASSWORD)) {
            throw new LoginFailedException("no");
        }
    }

    private SessionHandler counting() {
        return new SessionHandler() {
            @Override
            public SessionAcceptance accept(Session session) {
                connections.incrementAndGet();
                return SessionAcceptance.success();
            }

            @Override
            public void onSessionEnd(Session session) {
                // Only those that begin are counted.
            }
        };
    }

    @Override
    public void close() {
        server.stop();
    }

    private final class Handler implements MessageHandler {
        private String from = "";
        private final List<String> to = new CopyOnWriteArrayList<>();

        @Override
        public void from(String address) {
            from = address;
        }

        @Override
        public void recipient(String address) throws RejectException {
            String reason = refused.get(address);
            if (reason != null) {
                throw new RejectException(Integer.parseInt(reason.substring(0, 3)), reason.substring(4));
            }
            to.add(address);
        }

        @Override
        public String data(InputStream in) throws IOException {
            deliveries.add(new Delivery(from, List.copyOf(to), new String(in.readAllBytes(), StandardCharsets.UTF_8)));
            return "queued as 42";
        }

        @Override
        public void done() {
            // Nothing is kept open.
        }
    }
}
