package org.gemel.checker.datagram.internal;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.gemel.api.checker.Checker;
import org.gemel.api.checker.Probe;
import org.gemel.api.checker.Verdict;
import org.gemel.api.platform.Conversations;
import org.gemel.api.platform.Conversations.Conversation;
import org.gemel.api.platform.Conversations.Replies;
import org.gemel.checker.datagram.internal.Inquiry.Finding;
import org.gemel.checker.datagram.internal.Inquiry.Silence;
import org.jspecify.annotations.Nullable;

/** Sends one datagram for each probe, from a socket of its own. */
final class DatagramCheck implements Checker {

    private final Inquiry inquiry;
    private final Conversations conversations;
    private volatile @Nullable Asking asking;

    DatagramCheck(Inquiry inquiry, Conversations conversations) {
        this.inquiry = inquiry;
        this.conversations = conversations;
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
        private final @Nullable Future<?> silent;
        private volatile @Nullable Conversation conversation;
        private volatile boolean over;

        /** A reply may come just as the silence ends; who is first answers, alone. */
        private final AtomicBoolean judged = new AtomicBoolean();

        Asking(Probe probe) {
            this.probe = probe;
            Silence silence = inquiry.silence();
            silent = silence == null
                    ? null
                    : silence.clock()
                            .schedule(
                                    () -> judge(silence.finding()),
                                    silence.after().toNanos(),
                                    TimeUnit.NANOSECONDS);
        }

        void begin() {
            probe.onAbandoned(this::end);
            Conversation opened = conversations.open(inquiry.peer(), this);
            conversation = opened;
            opened.send(ByteBuffer.wrap(inquiry.payload()));
            if (over) {
                opened.close();
            }
        }

        @Override
        public void received(ByteBuffer payload) {
            judge(inquiry.judge().apply(payload));
        }

        @Override
        public void failed(String reason) {
            judge(new Finding(false, reason));
        }

        private void judge(Finding finding) {
            if (judged.getAndSet(true)) {
                return;
            }
            Duration took = Duration.ofNanos(System.nanoTime() - started);
            probe.answer(
                    new Verdict(finding.passed(), 0, new Verdict.Evidence(inquiry.asked(), finding.answered(), took)));
            end();
        }

        void end() {
            over = true;
            Future<?> waiting = silent;
            if (waiting != null) {
                waiting.cancel(false);
            }
            Conversation open = conversation;
            if (open != null) {
                open.close();
            }
        }
    }
}
