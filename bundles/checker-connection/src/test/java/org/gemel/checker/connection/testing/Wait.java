package org.gemel.checker.connection.testing;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.gemel.api.checker.Checker;
import org.gemel.api.checker.Probe;
import org.gemel.api.checker.Verdict;

/** Asks a check once, and waits for what it says. */
public final class Wait {

    private Wait() {}

    /**
     * The verdict of a check.
     *
     * @param limit how long that may take
     * @throws AssertionError if it takes longer
     */
    public static Verdict verdict(Checker check, Duration limit) {
        CompletableFuture<Verdict> verdict = new CompletableFuture<>();
        check.ask(new Probe() {
            @Override
            public Duration limit() {
                return limit;
            }

            @Override
            public void answer(Verdict answer) {
                verdict.complete(answer);
            }

            @Override
            public boolean over() {
                return verdict.isDone();
            }

            @Override
            public void onAbandoned(Runnable cleanup) {}
        });
        try {
            return verdict.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError("no verdict within " + limit, e);
        }
    }

    /** A sign for whether it passed, and what was answered. */
    public static String text(Verdict verdict) {
        return (verdict.passed() ? "+ " : "- ") + verdict.evidence().answered();
    }
}
