package org.gemel.balancer.internal.checking;

import java.time.Duration;
import java.util.function.Consumer;
import org.gemel.api.checker.Probe;
import org.gemel.api.checker.Verdict;
import org.jspecify.annotations.Nullable;

/** One probe: the first answer counts. */
final class Question implements Probe {

    private final long number;
    private volatile Duration limit;
    private volatile boolean polled = true;
    private final CheckRun run;
    private final Consumer<Runnable> cleaner;
    private boolean answered;
    private boolean abandoned;
    private @Nullable Runnable cleanup;

    /** @param cleaner does what is wished to be done when nobody waits any more */
    Question(long number, Duration limit, CheckRun run, Consumer<Runnable> cleaner) {
        this.cleaner = cleaner;
        this.number = number;
        this.limit = limit;
        this.run = run;
    }

    long number() {
        return number;
    }

    /** Before anybody is asked. */
    void limit(Duration known) {
        limit = known;
    }

    /** Whether the check is to be asked again. */
    boolean polled() {
        return polled;
    }

    void polled(boolean again) {
        polled = again;
    }

    @Override
    public Duration limit() {
        return limit;
    }

    @Override
    public void answer(Verdict verdict) {
        synchronized (this) {
            if (abandoned) {
                return;
            }
            if (!answered) {
                answered = true;
                cleanup = null;
                run.answered(this, verdict);
                return;
            }
        }
        run.answeredAgain();
    }

    @Override
    public synchronized boolean over() {
        return answered || abandoned;
    }

    @Override
    public void onAbandoned(Runnable wish) {
        synchronized (this) {
            if (answered) {
                return;
            }
            if (!abandoned) {
                cleanup = wish;
                return;
            }
        }
        cleaner.accept(wish);
    }

    /** Nobody waits for an answer any more. */
    void abandon() {
        Runnable wish;
        synchronized (this) {
            if (answered || abandoned) {
                return;
            }
            abandoned = true;
            wish = cleanup;
            cleanup = null;
        }
        if (wish != null) {
            cleaner.accept(wish);
        }
    }
}
