package org.gemel.appliance.internal.notify;

import java.time.Instant;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
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
    private final Thread thread;
    /** The first permit is for what a predecessor has left. */
    private final Semaphore work = new Semaphore(1);

    private final AtomicReference<@Nullable Configuration> configuration = new AtomicReference<>();

    private volatile boolean closed;

    /**
     * A notice that the notifier is being told.
     *
     * @param what the notice in its place
     * @param service the number of the notifier's service
     * @param begun when by the wall clock
     * @param begunNanos when in monotonic nanoseconds
     */
    record Telling(Lane.Waiting what, long service, Instant begun, long begunNanos) {

        @Override
        public boolean equals(@Nullable Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }

    Teller(Post post, Notifier notifier) {
        this.post = post;
        this.notifier = notifier;
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

    private void work() {
        while (!closed) {
            try {
                if (work.tryAcquire(post.patience(), TimeUnit.NANOSECONDS)) {
                    work.drainPermits();
                }
                configure();
                for (Telling next = post.begin(this); next != null; next = post.begin(this)) {
                    tell(next);
                    configure();
                }
            } catch (InterruptedException closing) {
                // Or a notifier interrupted its own thread; only close() ends us.
                LOG.debug("the notifier {} was interrupted", post.kind());
            }
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

    private void tell(Telling telling) {
        CompletionStage<Outcome> stage;
        try {
            stage = notifier.tell(telling.what().notice());
        } catch (RuntimeException | Error failed) {
            LOG.error(
                    "the notifier {} failed at {}",
                    post.kind(),
                    telling.what().notice().event(),
                    failed);
            post.ended(telling, failure(failed));
            return;
        }
        if (stage == null) {
            post.nothingToTell(telling);
            return;
        }
        stage.whenComplete((told, failed) -> {
            Throwable cause = failed instanceof CompletionException ? failed.getCause() : failed;
            if (cause instanceof CancellationException) {
                post.brokenOff(telling);
            } else {
                post.ended(telling, told == null ? failure(failed) : told);
            }
        });
    }

    private static Outcome failure(@Nullable Throwable failed) {
        return new Outcome(false, failed == null ? "it does not say how it went" : "failed: " + failed);
    }
}
