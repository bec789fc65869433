package org.gemel.checker.datagram.internal;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.gemel.api.checker.Probe;
import org.gemel.api.checker.Verdict;
import org.gemel.api.platform.Conversations;

/** A network that remembers what was sent, and a probe that remembers what was answered. */
final class Wire implements Conversations, Probe {

    final List<Integer> sent = new ArrayList<>();
    Peer peer;
    Replies toUs;
    boolean closed;
    Runnable abandon;
    private final BlockingQueue<Verdict> answers = new LinkedBlockingQueue<>();

    @Override
    public Conversation open(Peer with, Replies replies) {
        peer = with;
        toUs = replies;
        return new Conversation() {
            @Override
            public void send(ByteBuffer payload) {
                sent.add(payload.remaining());
            }

            @Override
            public void close() {
                closed = true;
            }
        };
    }

    @Override
    public Duration limit() {
        return Duration.ofSeconds(5);
    }

    @Override
    public void answer(Verdict verdict) {
        answers.add(verdict);
    }

    @Override
    public boolean over() {
        return false;
    }

    @Override
    public void onAbandoned(Runnable cleanup) {
        abandon = cleanup;
    }

    /** How many answers wait to be looked at. */
    int answers() {
        return answers.size();
    }

    /** What was answered next, or will be soon. */
    String answered() throws InterruptedException {
        Verdict verdict = answers.poll(10, TimeUnit.SECONDS);
        return verdict == null
                ? "nothing"
                : (verdict.passed() ? "passed " : "failed ")
                        + verdict.evidence().answered();
    }
}
