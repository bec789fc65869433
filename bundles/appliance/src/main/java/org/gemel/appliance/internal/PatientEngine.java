package org.gemel.appliance.internal;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.gemel.api.config.Configuration;
import org.gemel.api.config.VrrpInstance;
import org.gemel.api.engine.HandoverResult;
import org.gemel.api.engine.VrrpEngine;
import org.gemel.api.status.EngineStatus;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An engine for callers that wait for what they asked of it, but never for ever. Safe for any thread but the event loop's own. */
final class PatientEngine {

    /** Longer than any orderly stop takes, shorter than the patience of who stops us. */
    private static final Duration STOP = Duration.ofSeconds(3);

    private static final Duration APPLY = Duration.ofSeconds(10);
    private static final Duration STATUS = Duration.ofSeconds(2);
    private static final Logger LOG = LoggerFactory.getLogger("org.gemel.appliance");

    private final VrrpEngine engine;
    private volatile List<VrrpInstance> instances = List.of();

    PatientEngine(VrrpEngine engine) {
        this.engine = engine;
    }

    void apply(Configuration configuration) throws EngineException {
        await(engine.apply(configuration), APPLY, "the configuration");
        instances = configuration.instances();
    }

    EngineStatus status() throws EngineException {
        return await(engine.status(), STATUS, "the status");
    }

    /** What its successor has to know. */
    String suspend() throws EngineException {
        return await(engine.suspend(), STOP, "what its successor has to know");
    }

    void stop() {
        try {
            await(engine.stop(), STOP, "the stop");
        } catch (EngineException stuck) {
            LOG.error("{}; leases of addresses that were not given up end by themselves", stuck.getMessage());
        }
    }

    /**
     * What became of handing over virtual routers by the names of them or their sync groups, all if none is named. Of an engine
     * that does not answer it must be feared that it serves on.
     */
    List<HandoverResult> handOver(Set<String> some) {
        Set<String> names = named(some);
        try {
            return await(engine.handOver(names), patience(), "a handover");
        } catch (EngineException silent) {
            LOG.error("{}", silent.getMessage());
            return names.stream()
                    .map(each -> new HandoverResult(
                            each,
                            HandoverResult.End.STILL_MASTER,
                            "not known to be handed over: " + silent.getMessage()))
                    .toList();
        }
    }

    /** The engine asks twice and waits each time as long as a backup may take. */
    private Duration patience() {
        Duration longest = Duration.ZERO;
        for (VrrpInstance instance : instances) {
            Duration time = instance.advertInterval().multipliedBy(instance.downTimerAdverts() + 2L);
            longest = time.compareTo(longest) > 0 ? time : longest;
        }
        return longest.plus(APPLY);
    }

    /** Which virtual routers stand for election again; as for {@link #handOver}. */
    List<String> takeBack(Set<String> names) {
        return ask(() -> engine.takeBack(named(names)), STATUS, "taking back", List.of());
    }

    private Set<String> named(Set<String> names) {
        return names.isEmpty() ? instances.stream().map(VrrpInstance::name).collect(Collectors.toSet()) : names;
    }

    void exclude(@Nullable String reason) {
        ask(() -> engine.exclude(reason).thenApply(nothing -> true), STATUS, "a maintenance", false);
    }

    /** As {@link #exclude}, before all that is asked of it from now on, without waiting for it. */
    void excludeFirst(@Nullable String reason) {
        engine.exclude(reason);
    }

    void retire(Duration limit, CompletableFuture<Void> hurry) {
        ask(
                () -> CompletableFuture.anyOf(engine.retire(limit), hurry).thenApply(nothing -> true),
                limit.plus(STATUS),
                "the end of its masters",
                false);
    }

    private static <T> T ask(Supplier<CompletableFuture<T>> question, Duration patience, String what, T otherwise) {
        try {
            return await(question.get(), patience, what);
        } catch (EngineException failed) {
            LOG.error("{}", failed.getMessage());
            return otherwise;
        }
    }

    private static <T extends @Nullable Object> T await(
            CompletableFuture<? extends T> future, Duration patience, String what) throws EngineException {
        try {
            return future.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failed) {
            Throwable cause = failed.getCause() == null ? failed : failed.getCause();
            throw new EngineException("the VRRP engine failed at " + what + ": " + cause.getMessage(), cause);
        } catch (TimeoutException late) {
            throw new EngineException(
                    "the VRRP engine did not answer within " + patience.toSeconds() + " s, asked for " + what, late);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new EngineException("interrupted while waiting for " + what, interrupted);
        }
    }
}
