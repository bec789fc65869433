package org.gemel.checker.http.internal;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.gemel.api.checker.BadSettingException;
import org.gemel.api.checker.Checker;
import org.gemel.api.checker.Probe;
import org.gemel.api.checker.Verdict;
import org.gemel.api.config.CheckerDefinition;
import org.gemel.api.platform.Platform;
import org.gemel.checker.connection.internal.SharedDialers;
import org.gemel.checker.connection.testing.Here;

/** Asks checks over this host's network, and waits for what they say. */
final class Asking implements AutoCloseable {

    private final SharedDialers dialers = new SharedDialers();
    private final Platform platform = Here.platform();

    Checker make(CheckerDefinition definition) {
        try {
            return HttpChecks.make(definition, platform, dialers);
        } catch (BadSettingException e) {
            throw new AssertionError(e);
        }
    }

    Verdict once(CheckerDefinition definition) {
        try (Checker checker = make(definition)) {
            return once(checker);
        }
    }

    /** As long as the limit, and then as who asks does: nobody waits any more. */
    Verdict once(CheckerDefinition definition, Duration limit) {
        try (Checker checker = make(definition)) {
            return once(checker, limit);
        }
    }

    static Verdict once(Checker checker) {
        return once(checker, Duration.ofSeconds(20));
    }

    private static Verdict once(Checker checker, Duration limit) {
        AtomicReference<Runnable> abandon = new AtomicReference<>(() -> {});
        CompletableFuture<Verdict> verdict = new CompletableFuture<>();
        checker.ask(new Probe() {
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
            public void onAbandoned(Runnable cleanup) {
                abandon.set(cleanup);
            }
        });
        try {
            return verdict.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            abandon.get().run();
            return Verdict.failed("", "no verdict within " + limit, limit);
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        dialers.close();
    }
}
