package com.example.redischeck;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.gemel.api.checker.Checker;
import org.gemel.api.checker.Probe;
import org.gemel.api.checker.Verdict;
import org.gemel.api.config.CheckerDefinition.Connection;
import org.gemel.checker.connection.Conversation;
import org.gemel.checker.connection.Dialer;
import org.gemel.checker.connection.Line;
import org.gemel.checker.connection.Target;

/** Says PING to a Redis server, after AUTH where there is a password, and wants PONG. */
final class RedisCheck implements Checker {

    /** Redis says OK, PONG, or what is wrong in a line; what is longer is not Redis. */
    private static final int LONGEST_LINE = 512;

    private final Connection connection;
    private final String password;
    private final Dialer dialer;
    private final String asked;

    /**
     * @param password null for none
     * @param dialer this check's own
     */
    RedisCheck(Connection connection, String password, Dialer dialer) {
        this.connection = connection;
        this.password = password;
        this.dialer = dialer;
        InetSocketAddress to = connection.to();
        asked = "PING of Redis at " + to.getAddress().getHostAddress() + " port " + to.getPort();
    }

    @Override
    public void ask(Probe probe) {
        Line line = dialer.dial(Target.tcp(connection), new Asking(probe));
        probe.onAbandoned(line::hangUp);
    }

    @Override
    public void close() {
        dialer.close();
    }

    /** One connection. Its calls come one after the other. */
    private final class Asking implements Conversation {

        private final Probe probe;
        private final long started = System.nanoTime();
        private final StringBuilder text = new StringBuilder();
        private Line line;
        private boolean loggedIn = password == null;

        Asking(Probe probe) {
            this.probe = probe;
        }

        @Override
        public void opened(Line opened) {
            line = opened;
            say(loggedIn ? command("PING") : command("AUTH", password));
        }

        @Override
        public void heard(ByteBuffer bytes) {
            text.append(UTF_8.decode(bytes));
            int end = text.indexOf("\r\n");
            if (end < 0) {
                if (text.length() > LONGEST_LINE) {
                    failed("an endless line is not Redis");
                }
                return;
            }
            String said = text.substring(0, end);
            text.setLength(0);
            if (!loggedIn && said.equals("+OK")) {
                loggedIn = true;
                say(command("PING"));
            } else if (loggedIn && said.equals("+PONG")) {
                line.hangUp();
                probe.answer(Verdict.passed(asked, "PONG", took()));
            } else {
                failed("it says " + (said.length() > 80 ? said.substring(0, 80) + "..." : said));
            }
        }

        @Override
        public void ended(boolean clean) {
            failed("it hung up");
        }

        @Override
        public void failed(String why) {
            if (line != null) {
                line.hangUp();
            }
            probe.answer(Verdict.failed(asked, why, took()));
        }

        private void say(byte[] bytes) {
            line.say(bytes);
        }

        private Duration took() {
            return Duration.ofNanos(System.nanoTime() - started);
        }
    }

    /** A command as an array of strings, each with its length, so that a password may hold anything. */
    static byte[] command(String... words) {
        StringBuilder all = new StringBuilder("*" + words.length + "\r\n");
        for (String word : words) {
            all.append('$').append(word.getBytes(UTF_8).length).append("\r\n").append(word).append("\r\n");
        }
        return all.toString().getBytes(UTF_8);
    }
}
