package org.gemel.appliance.internal.notify;

import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.gemel.api.config.Configuration;
import org.gemel.api.notifier.Notifier;
import org.gemel.api.notifier.Outcome;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread that calls one notifier, for as long as it is here. */
final class Teller {

    private static final Logger LOG = LoggerFactory.getLogger("org.gemel.notifications");

    private final Post post;
    private final Notifier notifier;
    private final LongSupplier nanoTime;
    private final Thread thread;
    /** The first permit is for what a predecessor has left. */
    private final Semaphore work = new Semaphore(1);

    private final AtomicReference<@Nullable Configuration> configuration = new AtomicReference<>();
    private final Set<Telling> unfinished = ConcurrentHashMap.newKeySet();
    /** What ended is taken over here, for it may end on the event loop, which waits for no lock. */
    private final Queue<Ended> ended = new ConcurrentLinkedQueue<>();

    private volatile boolean closed;

    /**
     * A notice that the notifier is being told.
     *
     * @param what the notice in its place
     * @param begun when by the wall clock
     * @param begunNanos when in monotonic nanoseconds
     */
    record Telling(Lane.Waiting what, Instant begun, long begunNanos) {

        @Override
        public boolean equals(@Nullable Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }

    private record Ended(Telling telling, Outcome outcome, long at) {}

    Teller(Post post, Notifier notifier, LongSupplier nanoTime) {
        this.post = post;
        this.notifier = notifier;
        this.nanoTime = nanoTime;
        thread = new Thread(this::work, "gemel-notifier-" + post.kind());
        thread.setDaemon(true);
    }

    Notifier notifier() {
        return notifier;
    }

    /** Starts the thread; {@link #close} ends it. */
    void start() {
        thread.start();
    }

    /** There is something to tell. */
    void wake() {
        work.release();
    }

    /** The notifier is to know this configuration before the next notice. */
    void configure(Configuration next) {
        configuration.set(next);
        wake();
    }

    /** Calls the notifier no more; a call that does not return is left alone. */
    void close() {
        closed = true;
        thread.interrupt();
    }

    /** What has begun and not ended. */
    List<Telling> unfinished() {
        return List.copyOf(unfinished);
    }

    private void work() {
        while (!closed) {
            try {
                work.acquire();
                work.drainPermits();
                settle();
                configure();
                for (Lane.Waiting next = post.begin(this); next != null && !closed; next = post.begin(this)) {
                    tell(next);
                    settle();
                    configure();
                }
            } catch (InterruptedException closing) {
                // Or a notifier interrupted its own thread; only close() ends us.
                LOG.debug("the notifier {} was interrupted", post.kind());
            }
        }
    }

    private void settle() {
        for (Ended each = ended.poll(); each != null; each = ended.poll()) {
            unfinished.remove(each.telling());
            post.end(each.telling(), each.outcome(), each.at());
        }
    }

    private void configure() {
        Configuration next = configuration.getAndSet(null);
        if (next == null) {
            return;
        }
        try {
            notifier.configured(next);
        } catch (RuntimeException | Error failed) {
            // Whatever a plugin does, also where memory was short for a moment: nobody starts this thread again.
            LOG.error("the notifier {} does not take the configuration", post.kind(), failed);
        }
    }

    private void tell(Lane.Waiting next) {
        Telling telling = new Telling(next, Instant.now(), nanoTime.getAsLong());
        unfinished.add(telling);
        CompletionStage<Outcome> stage = null;
        Outcome outcome = null;
        try {
            stage = notifier.tell(next.notice());
        } catch (RuntimeException | Error failed) {
            LOG.error("the notifier {} failed at {}", post.kind(), next.notice().event(), failed);
            outcome = failure(failed);
        }
        if (stage == null) {
            unfinished.remove(telling);
            post.end(telling, outcome, nanoTime.getAsLong());
            return;
        }
        stage.whenComplete((told, failed) -> {
            ended.add(new Ended(telling, told == null ? failure(failed) : told, nanoTime.getAsLong()));
            work.release();
        });
    }

    private static Outcome failure(@Nullable Throwable failed) {
        return new Outcome(false, failed == null ? "it does not say how it went" : "failed: " + failed);
    }
}
