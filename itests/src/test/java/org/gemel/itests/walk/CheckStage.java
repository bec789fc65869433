package org.gemel.itests.walk;

import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.gemel.api.checker.BadSettingException;
import org.gemel.api.checker.Checker;
import org.gemel.api.checker.CheckerFactory;
import org.gemel.api.checker.Probe;
import org.gemel.api.checker.Verdict;
import org.gemel.api.config.CheckerDefinition;
import org.gemel.api.event.Event;
import org.gemel.api.platform.Conversations;
import org.gemel.api.platform.Platform;
import org.gemel.balancer.internal.core.Asker;
import org.gemel.balancer.internal.core.Check;
import org.gemel.balancer.internal.core.Moment;
import org.gemel.balancer.internal.core.Outlet;
import org.gemel.balancer.internal.core.VirtualServers;
import org.gemel.checker.connection.Conversation;
import org.gemel.checker.connection.Dialer;
import org.gemel.checker.connection.Dialers;
import org.gemel.checker.connection.Line;
import org.gemel.checker.connection.Target;
import org.gemel.checker.datagram.internal.PingCheckerFactory;
import org.gemel.checker.datagram.internal.UdpCheckerFactory;
import org.gemel.checker.dns.internal.DnsCheckerFactory;
import org.gemel.checker.http.internal.HttpCheckerFactory;
import org.gemel.checker.http.internal.SslCheckerFactory;
import org.gemel.checker.smtp.internal.SmtpCheckerFactory;
import org.gemel.checker.tcp.internal.TcpCheckerFactory;

/**
 * One real server that is checked by a clock which goes when it is told to. It answers at once, as such a server would, but for
 * the time from {@link #DOWN} to {@link #UP}, in which it refuses. What is asked, said and concluded is written down.
 */
final class CheckStage implements Outlet {

    private static final long SECOND = 1_000_000_000L;
    private static final long DOWN = 100 * SECOND;
    private static final long UP = 150 * SECOND;
    private static final long END = 200 * SECOND;

    private static final UdpCheckerFactory UDP = new UdpCheckerFactory();

    private final List<String> chronicle = new ArrayList<>();
    private final VirtualServers servers = new VirtualServers(this, new Random(1), "");
    private final List<Check> checks = new ArrayList<>();
    private final Platform platform = (Platform) Proxy.newProxyInstance(
            CheckStage.class.getClassLoader(), new Class<?>[] {Platform.class}, (proxy, method, given) -> {
                if (method.getName().equals("conversations")) {
                    return (Conversations) this::open;
                }
                throw new UnsupportedOperationException(method.getName());
            });
    private final List<Runnable> waiting = new ArrayList<>();
    private long nanos;

    /** What is written down of a configuration. */
    static List<String> chronicle(String text) {
        CheckStage stage = new CheckStage();
        stage.servers.apply(Stage.read(text).balancing(), stage.now());
        stage.checks.forEach(each -> stage.servers.rounds().available(each, stage.now()));
        stage.run();
        return stage.chronicle;
    }

    private void run() {
        while (true) {
            long left = servers.rounds().left(nanos);
            if (left == Long.MAX_VALUE || nanos + left > END) {
                return;
            }
            nanos += left;
            servers.rounds().advance(now());
            while (!waiting.isEmpty()) {
                waiting.remove(0).run();
            }
        }
    }

    private Moment now() {
        return new Moment(nanos, Instant.EPOCH.plusNanos(nanos));
    }

    private boolean down() {
        return nanos >= DOWN && nanos < UP;
    }

    private void line(String what) {
        chronicle.add(String.format(Locale.ROOT, "%.3f %s", nanos / 1e9, what));
    }

    @Override
    public Asker asker(Check check) {
        checks.add(check);
        return new Asked(check);
    }

    @Override
    public void happened(Event event) {
        if (event instanceof Event.RealServerChanged changed) {
            line(changed.alive() ? "up" : "down");
        }
    }

    @Override
    public void failed(Check check, Verdict verdict) {
        line("logs " + verdict.evidence().answered());
    }

    @Override
    public void servicesChanged() {}

    /** What serves programs, files and sessions is tested with them; here they are as well as the real server. */
    private CheckerFactory factory(String kind) {
        Dialers dialers = where -> new Exchange(kind.equals("SMTP_CHECK"));
        return switch (kind) {
            case "TCP_CHECK" -> new TcpCheckerFactory(dialers);
            case "HTTP_GET" -> new HttpCheckerFactory(dialers);
            case "SSL_GET" -> new SslCheckerFactory(dialers);
            case "SMTP_CHECK" -> new SmtpCheckerFactory(dialers);
            case "DNS_CHECK" -> new DnsCheckerFactory(dialers);
            case "PING_CHECK" -> new PingCheckerFactory();
            case "UDP_CHECK" -> UDP;
            default ->
                (definition, where, heard) -> new Checker() {
                    @Override
                    public void ask(Probe probe) {
                        probe.answer(
                                down()
                                        ? Verdict.failed("it", "ill", Duration.ZERO)
                                        : Verdict.passed("it", "well", Duration.ZERO));
                    }

                    @Override
                    public void close() {}
                };
        };
    }

    /** A check that is asked. */
    private final class Asked implements Asker {

        private final Check check;
        private final CheckerFactory factory;
        private final Checker checker;

        Asked(Check check) {
            this.check = check;
            CheckerDefinition definition = check.definition();
            factory = factory(definition.kind());
            try {
                checker = factory.create(definition, platform, verdict -> {});
            } catch (BadSettingException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public Duration limit() {
            return factory.limit(check.definition());
        }

        @Override
        public void ask(long question) {
            line("asks " + check.definition().kind() + " within " + limit());
            waiting.add(() -> checker.ask(new Probe() {
                private boolean over;

                @Override
                public Duration limit() {
                    return Asked.this.limit();
                }

                @Override
                public void answer(Verdict verdict) {
                    over = true;
                    line((verdict.passed() ? "passed " : "failed ")
                            + verdict.evidence().asked() + ": "
                            + verdict.evidence().answered());
                    servers.rounds().answered(check, question, verdict, true, now());
                }

                @Override
                public boolean over() {
                    return over;
                }

                @Override
                public void onAbandoned(Runnable cleanup) {}
            }));
        }

        @Override
        public void abandon(long question) {}

        @Override
        public void weight(int configured) {}

        @Override
        public void close() {
            checker.close();
        }
    }

    private static String by(InetAddress from, int fromPort, String interfaceName, int mark) {
        return " from " + (from == null ? "any" : from.getHostAddress()) + ":" + fromPort + " via " + interfaceName
                + " mark " + mark;
    }

    private Conversations.Conversation open(Conversations.Peer peer, Conversations.Replies replies) {
        line("calls " + peer.address().getHostAddress() + ":" + peer.port()
                + by(peer.from(), peer.fromPort(), peer.interfaceName(), peer.mark()));
        return new Conversations.Conversation() {
            @Override
            public void send(ByteBuffer payload) {
                byte[] bytes = new byte[payload.remaining()];
                payload.get(bytes);
                line("says " + HexFormat.of().formatHex(bytes));
                if (down()) {
                    replies.failed("connection refused");
                } else {
                    replies.received(ByteBuffer.wrap(new byte[] {1, 2, 3}));
                }
            }

            @Override
            public void close() {}
        };
    }

    /** Lines to servers of every kind, by what is said to them. */
    private final class Exchange implements Dialer {

        private final boolean greets;

        /** @param greets whether servers speak first */
        Exchange(boolean greets) {
            this.greets = greets;
        }

        @Override
        public Line dial(Target target, Conversation conversation) {
            CheckerDefinition.Connection connection = target.connection();
            line("calls " + connection.to().getAddress().getHostAddress() + ":"
                    + connection.to().getPort()
                    + by(connection.from(), connection.fromPort(), connection.interfaceName(), connection.mark())
                    + (target.tls() == null ? "" : " " + target.tls()));
            Call call = new Call(conversation, target.tls() == null, greets);
            waiting.add(call::begin);
            return call;
        }

        @Override
        public void close() {}
    }

    private final class Call implements Line {

        private final Conversation conversation;
        private final boolean clean;
        private final boolean greets;
        private boolean over;

        Call(Conversation conversation, boolean clean, boolean greets) {
            this.conversation = conversation;
            this.clean = clean;
            this.greets = greets;
        }

        void begin() {
            if (down()) {
                over = true;
                conversation.failed("connection refused");
                return;
            }
            conversation.opened(this);
            if (greets) {
                answer("220 hi\r\n");
            }
        }

        @Override
        public void say(byte[] bytes) {
            String said = new String(bytes, StandardCharsets.ISO_8859_1);
            line("says " + said.replace("\r\n", "|"));
            if (said.startsWith("GET ")) {
                answer("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello");
                waiting.add(this::end);
            } else if (said.startsWith("HELO ")) {
                answer("250 ok\r\n");
            } else if (!said.startsWith("QUIT")) {
                answer(said.substring(0, 2) + "\u0081\u0080\0\1\0\1\0\0\0\0");
            }
        }

        private void answer(String text) {
            waiting.add(() -> {
                if (!over) {
                    conversation.heard(StandardCharsets.ISO_8859_1.encode(text));
                }
            });
        }

        private void end() {
            if (!over) {
                over = true;
                conversation.ended(clean);
            }
        }

        @Override
        public void hangUp() {
            over = true;
        }
    }
}
