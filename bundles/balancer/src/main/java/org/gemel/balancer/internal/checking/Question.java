package org.gemel.balancer.internal.checking;

import java.time.Duration;
import org.gemel.api.checker.Probe;
import org.gemel.api.checker.Verdict;
import org.jspecify.annotations.Nullable;

/** One probe: the first answer counts. */
final class Question implements Probe {

    private final long number;
    private volatile Duration limit;
    private volatile boolean polled = true;
    private final CheckRun run;
    private boolean answered;
    private boolean abandoned;
    private @Nullable Runnable cleanup;

    Question(long number, Duration limit, CheckRun run) {
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
        run.cleanUp(wish);
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
            run.cleanUp(wish);
        }
    }
}
