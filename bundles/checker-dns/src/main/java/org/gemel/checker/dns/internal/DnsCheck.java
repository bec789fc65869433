package org.gemel.checker.dns.internal;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;
import org.gemel.api.checker.Checker;
import org.gemel.api.checker.Probe;
import org.gemel.api.checker.Verdict;
import org.gemel.api.config.AddressText;
import org.gemel.api.config.CheckerDefinition.Connection;
import org.gemel.checker.connection.Conversation;
import org.gemel.checker.connection.CurrentLine;
import org.gemel.checker.connection.Dialer;
import org.gemel.checker.connection.Line;
import org.gemel.checker.connection.Target;
import org.gemel.checker.connection.Target.Transport;
import org.jspecify.annotations.Nullable;

/** Asks a name server. */
final class DnsCheck implements Checker {

    private final Connection connection;
    private final Question question;
    private final Dialer dialer;
    private final LongSupplier nanoTime;
    private final String asked;

    DnsCheck(Connection connection, Question question, Dialer dialer, LongSupplier nanoTime) {
        this.connection = connection;
        this.question = question;
        this.dialer = dialer;
        this.nanoTime = nanoTime;
        this.asked = question.text() + " at " + AddressText.of(connection.to());
    }

    @Override
    public void ask(Probe probe) {
        CurrentLine current = new CurrentLine();
        probe.onAbandoned(current::hangUp);
        dial(probe, current, Transport.UDP, nanoTime.getAsLong());
    }

    private void dial(Probe probe, CurrentLine current, Transport transport, long start) {
        Inquiry inquiry = new Inquiry(probe, current, transport, start);
        current.is(transport == Transport.UDP ? 0 : 1, dialer.dial(new Target(connection, transport, null), inquiry));
    }

    @Override
    public void close() {
        dialer.close();
    }

    /** One question and its answer. */
    private final class Inquiry implements Conversation {

        private final Probe probe;
        private final CurrentLine current;
        private final Transport transport;
        private final long start;
        private final int id = ThreadLocalRandom.current().nextInt(1 << 16);
        /** The length and the head of an answer over TCP, as far as they have come. */
        private final ByteBuffer head = ByteBuffer.allocate(2 + Question.HEADER);

        private @Nullable Line line;

        Inquiry(Probe probe, CurrentLine current, Transport transport, long start) {
            this.probe = probe;
            this.current = current;
            this.transport = transport;
            this.start = start;
        }

        @Override
        public void opened(Line opened) {
            line = opened;
            opened.say(transport == Transport.UDP ? question.message(id) : question.framed(id));
        }

        @Override
        public void heard(ByteBuffer bytes) {
            if (transport == Transport.UDP) {
                Answer answer = Answer.of(bytes, id);
                if (answer != null && answer.cut()) {
                    hangUp();
                    if (!probe.over()) {
                        dial(probe, current, Transport.TCP, start);
                    }
                } else if (answer != null) {
                    settle(answer.code() == 0, answer.text());
                }
                return;
            }
            while (bytes.hasRemaining() && head.hasRemaining()) {
                head.put(bytes.get());
            }
            if (!head.hasRemaining()) {
                Answer answer = Answer.of(head.slice(2, Question.HEADER), id);
                settle(
                        answer != null && answer.code() == 0,
                        answer == null ? "not an answer to the question" : answer.text() + ", over TCP");
            }
        }

        @Override
        public void ended(boolean clean) {
            settle(false, "the server hung up before it answered");
        }

        @Override
        public void failed(String why) {
            settle(false, why);
        }

        private void settle(boolean passed, String answered) {
            hangUp();
            Duration took = Duration.ofNanos(nanoTime.getAsLong() - start);
            probe.answer(passed ? Verdict.passed(asked, answered, took) : Verdict.failed(asked, answered, took));
        }

        private void hangUp() {
            Line open = line;
            if (open != null) {
                open.hangUp();
            }
        }
    }
}
