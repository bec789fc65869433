package org.gemel.appliance.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.gemel.api.appliance.Balance;
import org.gemel.api.balancer.Balancer;
import org.gemel.api.balancer.BalancerFactory;
import org.gemel.api.balancer.VirtualServerStatus;
import org.gemel.api.config.Balancing;
import org.gemel.api.event.Event;
import org.gemel.api.event.Event.ServerProblem;
import org.gemel.api.platform.Platform;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one balancer running the wanted virtual servers while the platform and the factory it is made of come and go. Safe for
 * any thread; a change waits, bounded, until the balancer has made it. Nothing that goes wrong here keeps virtual routers from
 * running.
 */
final class BalancerKeeper implements Balance {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Logger LOG = LoggerFactory.getLogger("org.gemel.appliance");

    private final Consumer<Event> events;
    private final Clock clock;

    private volatile @Nullable Platform platform;
    private volatile @Nullable BalancerFactory factory;
    private volatile boolean stopped;
    /** Of the balancer that was suspended and has no successor yet; empty without. */
    private String memory = "";

    private volatile @Nullable Balancing wanted;
    private volatile @Nullable Balancer balancer;

    /** @param events handed to each balancer */
    BalancerKeeper(Consumer<Event> events, Clock clock) {
        this.events = events;
        this.clock = clock;
    }

    /** A platform came. */
    synchronized void add(Platform added) {
        if (added != platform) {
            suspendBalancer();
            platform = added;
            heal();
        }
    }

    /** A platform is about to go; one that was replaced before is not looked at. */
    synchronized void remove(Platform removed) {
        if (removed == platform) {
            suspendBalancer();
            platform = null;
        }
    }

    /** A factory came. */
    synchronized void add(BalancerFactory added) {
        if (added != factory) {
            suspendBalancer();
            factory = added;
            heal();
        }
    }

    /** A factory is about to go; one that was replaced before is not looked at. */
    synchronized void remove(BalancerFactory removed) {
        if (removed == factory) {
            suspendBalancer();
            factory = null;
        }
    }

    /** Runs these virtual servers from now on, now if all that is needed is here and otherwise as soon as it is. */
    synchronized void run(Balancing next) {
        if (stopped) {
            return;
        }
        wanted = next;
        heal();
    }

    private void heal() {
        Balancing next = wanted;
        Platform on = platform;
        if (next == null || on == null) {
            return;
        }
        Balancer running = balancer;
        if (running == null) {
            BalancerFactory by = factory;
            if (by == null) {
                lacking(next);
                return;
            }
            running = by.create(on, events, memory);
            balancer = running;
            memory = "";
        }
        try {
            await(running.apply(next), "the virtual servers");
        } catch (FailedException failed) {
            LOG.error("{}", failed.getMessage());
        }
    }

    private void lacking(Balancing next) {
        if (!next.servers().isEmpty()) {
            LOG.warn("the virtual servers are not running: {}", missing());
            events.accept(new ServerProblem(
                    clock.instant(),
                    next.servers().get(0).name(),
                    next.servers().get(0).subject(),
                    "balancer-missing",
                    missing()));
        }
    }

    private String missing() {
        if (stopped) {
            return "the appliance is stopping";
        }
        List<String> missing = new ArrayList<>();
        if (platform == null) {
            missing.add("a platform (Platform service, bundle org.gemel.platform-linux)");
        }
        if (factory == null) {
            missing.add("the balancer (BalancerFactory service, bundle org.gemel.balancer)");
        }
        // Both may have come since the balancer was looked for.
        return missing.isEmpty()
                ? "they are about to start"
                : "missing " + String.join(" and ", missing) + "; they start when it comes";
    }

    /** Stops the balancer for good and waits for it, for a few seconds at most. */
    synchronized void stop() {
        stopped = true;
        Balancer running = balancer;
        balancer = null;
        if (running != null) {
            try {
                await(running.stop(), "the stop");
            } catch (FailedException failed) {
                LOG.error("{}", failed.getMessage());
            }
        }
    }

    /** The next balancer goes on where another one was suspended, in an earlier life of the appliance's bundle. */
    synchronized void inherit(String left) {
        memory = left;
    }

    /** Leaves everything as it is to the next keeper, in place of {@link #stop}; returns what that is to {@link #inherit}. */
    synchronized String suspend() {
        stopped = true;
        suspendBalancer();
        return memory;
    }

    private void suspendBalancer() {
        Balancer running = balancer;
        balancer = null;
        if (running != null) {
            try {
                memory = Objects.requireNonNullElse(await(running.suspend(), "what its successor has to know"), "");
            } catch (FailedException failed) {
                LOG.error("{}; its successor begins anew", failed.getMessage());
            }
        }
    }

    @Override
    public List<VirtualServerStatus> status() {
        Balancer running = balancer;
        Balancing configuration = wanted;
        if (running != null) {
            try {
                return await(running.status(), "the status");
            } catch (FailedException silent) {
                LOG.warn("{}", silent.getMessage());
                return configuration == null
                        ? List.of()
                        : IdleServers.of(configuration, silent.getMessage(), clock.instant());
            }
        }
        return configuration == null ? List.of() : IdleServers.of(configuration, missing(), Instant.EPOCH);
    }

    @Override
    public long drain(String virtualServer, String realServer) {
        Long left = ask(running().drain(virtualServer, realServer), "a drain");
        LOG.info("{}: {} is drained, it gets no new connections", virtualServer, realServer);
        return left;
    }

    @Override
    public boolean undrain(String virtualServer, String realServer) {
        boolean news = ask(running().undrain(virtualServer, realServer), "the end of a drain");
        if (news) {
            LOG.info("{}: {} is not drained any more", virtualServer, realServer);
        }
        return news;
    }

    private Balancer running() {
        Balancer running = balancer;
        if (running == null) {
            Balancing configuration = wanted;
            throw new IllegalArgumentException(
                    configuration == null || configuration.servers().isEmpty()
                            ? "no virtual server is configured"
                            : "the virtual servers are not running: " + missing());
        }
        return running;
    }

    private static <T> T ask(CompletableFuture<T> answer, String what) {
        try {
            return await(answer, what);
        } catch (FailedException failed) {
            if (failed.getCause() instanceof IllegalArgumentException unknown) {
                throw unknown;
            }
            throw new IllegalArgumentException(failed.getMessage(), failed);
        }
    }

    private static <T extends @Nullable Object> T await(CompletableFuture<? extends T> future, String what)
            throws FailedException {
        try {
            return future.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failed) {
            Throwable cause = failed.getCause() == null ? failed : failed.getCause();
            throw new FailedException("the balancer failed at " + what + ": " + cause.getMessage(), cause);
        } catch (TimeoutException late) {
            throw new FailedException(
                    "the balancer did not answer within " + PATIENCE.toSeconds() + " s, asked for " + what, late);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new FailedException("interrupted while waiting for " + what, interrupted);
        }
    }

    /** The balancer did not do what it was told; the message is for a person. */
    private static final class FailedException extends Exception {

        private static final long serialVersionUID = 1L;

        private final String message;

        FailedException(String message, Throwable cause) {
            super(message, cause);
            this.message = message;
        }

        @Override
        public String getMessage() {
            return message;
        }
    }
}
