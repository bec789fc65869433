package org.gemel.checker.smtp.internal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.gemel.api.checker.BadSettingException;
import org.gemel.api.checker.Checker;
import org.gemel.api.checker.Probe;
import org.gemel.api.checker.Verdict;
import org.gemel.api.config.AddressText;
import org.gemel.api.config.CheckerDefinition;
import org.gemel.api.config.CheckerDefinition.Connection;
import org.gemel.api.config.CheckerDefinition.Setting;
import org.gemel.checker.connection.Conversation;
import org.gemel.checker.connection.Dialer;
import org.gemel.checker.connection.Line;
import org.gemel.checker.connection.Target;
import org.jspecify.annotations.Nullable;

/** Says HELO to a mail server. */
final class SmtpCheck implements Checker {

    /** What keepalived says where nothing is said. */
    private static final String DEFAULT_NAME = "smtpchecker.keepalived.org";

    private static final int READY = 220;
    private static final int DONE = 250;
    private static final byte[] QUIT = "QUIT\r\n".getBytes(StandardCharsets.US_ASCII);

    private final Target target;
    private final byte[] helo;
    private final Dialer dialer;
    private final LongSupplier nanoTime;
    private final String asked;

    SmtpCheck(Connection connection, String name, Dialer dialer, LongSupplier nanoTime) {
        this.target = Target.tcp(connection);
        this.helo = ("HELO " + name + "\r\n").getBytes(StandardCharsets.UTF_8);
        this.dialer = dialer;
        this.nanoTime = nanoTime;
        this.asked = "HELO " + name + " at " + AddressText.of(connection.to());
    }

    /** The name that a check calls itself. */
    static String helo(CheckerDefinition definition) throws BadSettingException {
        String name = definition.setting("helo_name").map(Setting::value).orElse(DEFAULT_NAME);
        if (name.isEmpty() || name.chars().anyMatch(each -> each <= ' ' || each == 127)) {
            throw new BadSettingException(
                    definition.setting("helo_name").map(Setting::at).orElse(definition.at()),
                    "helo_name can have neither spaces nor control characters; write a host name");
        }
        return name;
    }

    @Override
    public void ask(Probe probe) {
        Line line = dialer.dial(target, new Talk(probe));
        probe.onAbandoned(line::hangUp);
    }

    @Override
    public void close() {
        dialer.close();
    }

    /** One conversation. */
    private final class Talk implements Conversation {

        private final Probe probe;
        private final long start = nanoTime.getAsLong();
        private final ReplyReader replies = new ReplyReader();
        private @Nullable Line line;
        private boolean greeted;
        private boolean over;

        Talk(Probe probe) {
            this.probe = probe;
        }

        @Override
        public void opened(Line opened) {
            line = opened;
        }

        @Override
        public void heard(ByteBuffer bytes) {
            if (over) {
                // Whatever it says to QUIT.
                hangUp();
                return;
            }
            ReplyReader.Reply reply = replies.read(bytes);
            Line open = line;
            if (reply == null || open == null) {
                return;
            }
            int wanted = greeted ? DONE : READY;
            if (reply.code() != wanted) {
                String what = greeted ? "to HELO" : "as greeting";
                answer(false, reply.text() + (reply.code() == 0 ? "" : ", wanted " + wanted + " " + what));
                hangUp();
            } else if (greeted) {
                answer(true, reply.text());
                open.say(QUIT);
            } else {
                greeted = true;
                open.say(helo);
            }
        }

        @Override
        public void ended(boolean clean) {
            answer(false, "the server hung up before " + (greeted ? "it answered HELO" : "it greeted"));
        }

        @Override
        public void failed(String why) {
            answer(false, why + (greeted ? ", after it greeted" : ""));
        }

        private void answer(boolean passed, String answered) {
            if (!over) {
                over = true;
                Duration took = Duration.ofNanos(nanoTime.getAsLong() - start);
                probe.answer(passed ? Verdict.passed(asked, answered, took) : Verdict.failed(asked, answered, took));
            }
        }

        private void hangUp() {
            Line open = line;
            if (open != null) {
                open.hangUp();
            }
        }
    }
}
