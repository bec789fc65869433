package org.gemel.notifier.webhook.internal;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.gemel.api.config.Subject;
import org.gemel.api.notifier.Outcome;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells one server, one thing after the other, on a thread of its own. What it owes is the newest state of each subject that it could
 * not tell: that is told again, ever later, when there is nothing newer to tell.
 */
final class Courier implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Courier.class);

    /** So many times the first delay is the longest one. */
    private static final int LONGEST = 300;

    /** More things than these wait only if each is the state of another subject. */
    static final int MOST = 64;

    private final String server;
    private final Function<byte[], Outcome> call;
    private final LongSupplier nanoTime;
    private final long first;
    private final Queue<Message> waiting = new ArrayDeque<>();
    private final Map<Subject, Message> owed = new LinkedHashMap<>();
    private @Nullable Thread thread;
    private long delay;
    private long again;
    private boolean closed;

    /**
     * @param server how people are told of it
     * @param call posts a body; bounded in time
     * @param nanoTime monotonic
     * @param first after what time something is told again for the first time
     */
    Courier(String server, Function<byte[], Outcome> call, LongSupplier nanoTime, Duration first) {
        this.server = server;
        this.call = call;
        this.nanoTime = nanoTime;
        this.first = first.toNanos();
        this.delay = this.first;
    }

    /** Tells something, soon. What waits gives way to a newer state of the same subject. */
    synchronized void send(Message message) {
        if (closed) {
            message.told().complete(new Outcome(false, server + " is not told any more"));
            return;
        }
        makeRoom(message);
        waiting.add(message);
        if (thread == null) {
            Thread started = new Thread(this::work, "gemel-webhook");
            started.setDaemon(true);
            thread = started;
            started.start();
        }
        notifyAll();
    }

    /** A state that waits gives way to a newer one of its subject, and what is no state to a newer when too much waits. */
    private void makeRoom(Message message) {
        Outcome newer = new Outcome(false, server + " is told something newer in its place");
        if (message.lasting()) {
            owed.remove(message.subject());
            waiting.removeIf(each -> each.lasting()
                    && each.subject().equals(message.subject())
                    && (each.told().complete(newer) || each.told().isDone()));
        } else if (waiting.size() >= MOST) {
            waiting.stream().filter(each -> !each.lasting()).findFirst().ifPresent(oldest -> {
                waiting.remove(oldest);
                oldest.told().complete(newer);
            });
        }
    }

    private void work() {
        for (Message next = next(); next != null; next = next()) {
            Outcome outcome;
            try {
                outcome = call.apply(next.body());
            } catch (RuntimeException | Error failed) {
                // Also where memory was short for a moment: nobody starts this thread again.
                LOG.error("{} could not be called", server, failed);
                outcome = new Outcome(false, server + ": " + failed);
            }
            next.told().complete(settle(next, outcome));
        }
    }

    /** The next thing to tell; null at the end. */
    private synchronized @Nullable Message next() {
        while (!closed) {
            Message fresh = waiting.poll();
            if (fresh != null) {
                return fresh;
            }
            long millis = owed.isEmpty() ? 0 : (again - nanoTime.getAsLong() + 999_999) / 1_000_000;
            if (!owed.isEmpty() && millis <= 0) {
                return owed.remove(owed.keySet().iterator().next());
            }
            try {
                wait(millis);
            } catch (InterruptedException stray) {
                LOG.debug("nobody interrupts this thread", stray);
            }
        }
        return null;
    }

    private synchronized Outcome settle(Message message, Outcome outcome) {
        boolean retry = message.told().isDone();
        if (outcome.delivered()) {
            if (retry) {
                LOG.info(
                        "{}: it was told now of {}",
                        outcome.detail(),
                        message.subject().name());
            }
            delay = first;
            again = nanoTime.getAsLong();
            return outcome;
        }
        boolean newer = waiting.stream()
                .anyMatch(each -> each.lasting() && each.subject().equals(message.subject()));
        if (closed || newer || !message.lasting()) {
            return outcome;
        }
        if (retry) {
            delay = Math.min(LONGEST * first, 2 * delay);
        }
        if (retry || owed.isEmpty()) {
            again = nanoTime.getAsLong() + delay;
        }
        owed.put(message.subject(), message);
        return new Outcome(
                false, outcome.detail() + "; it is told again in " + TimeUnit.NANOSECONDS.toSeconds(delay) + " s");
    }

    /** Another is to tell in its place: what it has not begun to tell is broken off. Otherwise as {@link #close}. */
    synchronized void leave() {
        CancellationException left = new CancellationException(server + " is told by the next notifier");
        waiting.forEach(each -> each.told().completeExceptionally(left));
        close();
    }

    /** Tells nothing more. A call that is going on is left alone. */
    @Override
    public synchronized void close() {
        closed = true;
        waiting.forEach(each -> each.told().complete(new Outcome(false, server + " is not told any more")));
        waiting.clear();
        owed.clear();
        notifyAll();
    }
}
