package org.gemel.checker.udp.internal;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.gemel.api.checker.Checker;
import org.gemel.api.checker.Probe;
import org.gemel.api.checker.Verdict;
import org.gemel.api.config.AddressText;
import org.gemel.api.config.CheckerDefinition.Connection;
import org.gemel.api.platform.Conversations;
import org.gemel.api.platform.Conversations.Conversation;
import org.gemel.api.platform.Conversations.Kind;
import org.gemel.api.platform.Conversations.Peer;
import org.gemel.api.platform.Conversations.Replies;
import org.jspecify.annotations.Nullable;

/** Sends a datagram for each probe, from a socket of its own. */
final class UdpCheck implements Checker {

    private final Peer peer;
    private final Duration timeout;
    private final Question question;
    private final Conversations conversations;
    private final ScheduledExecutorService patience;
    private final String asked;
    private volatile @Nullable Asking asking;

    /** @param patience tells when silence has lasted long enough */
    UdpCheck(Connection connection, Question question, Conversations conversations, ScheduledExecutorService patience) {
        this.question = question;
        this.conversations = conversations;
        this.patience = patience;
        InetSocketAddress to = connection.to();
        timeout = connection.timeout();
        peer = new Peer(
                Kind.UDP,
                to.getAddress(),
                to.getPort(),
                connection.from(),
                connection.fromPort(),
                connection.interfaceName(),
                connection.mark());
        asked = "UDP " + AddressText.of(to.getAddress()) + " port " + to.getPort() + ", " + question.payload().length
                + " bytes";
    }

    @Override
    public void ask(Probe probe) {
        close();
        Asking next = new Asking(probe);
        asking = next;
        next.begin();
    }

    @Override
    public void close() {
        Asking last = asking;
        if (last != null) {
            last.end();
        }
    }

    /** One datagram and what comes back. */
    private final class Asking implements Replies {

        private final Probe probe;
        private final long started = System.nanoTime();
        private final ScheduledFuture<?> silence;
        private volatile @Nullable Conversation conversation;
        private volatile boolean over;

        Asking(Probe probe) {
            this.probe = probe;
            silence = patience.schedule(this::silent, timeout.toNanos(), TimeUnit.NANOSECONDS);
        }

        void begin() {
            probe.onAbandoned(this::end);
            Conversation opened = conversations.open(peer, this);
            conversation = opened;
            opened.send(ByteBuffer.wrap(question.payload()));
            if (over) {
                opened.close();
            }
        }

        @Override
        public void received(ByteBuffer payload) {
            String complaint = question.replyNeeded() ? question.complaint(payload) : null;
            if (complaint != null) {
                judge(false, complaint);
            } else {
                judge(true, "a reply of " + payload.remaining() + " bytes");
            }
        }

        @Override
        public void failed(String reason) {
            judge(false, reason);
        }

        private void silent() {
            String within = " within " + timeout.toMillis() + " ms";
            judge(!question.replyNeeded(), question.replyNeeded() ? "no reply" + within : "no error" + within);
        }

        private void judge(boolean passed, String answer) {
            Duration took = Duration.ofNanos(System.nanoTime() - started);
            probe.answer(passed ? Verdict.passed(asked, answer, took) : Verdict.failed(asked, answer, took));
            end();
        }

        void end() {
            over = true;
            silence.cancel(false);
            Conversation open = conversation;
            if (open != null) {
                open.close();
            }
        }
    }
}
