package org.gemel.balancer.internal.kernel;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.gemel.api.config.Balancing;
import org.gemel.api.config.VirtualServer;
import org.gemel.api.dataplane.DataPlane;
import org.gemel.api.dataplane.Service;
import org.gemel.api.dataplane.Traffic;
import org.gemel.api.platform.Platform;
import org.gemel.api.platform.PlatformException;
import org.gemel.balancer.internal.Loop;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has a data plane do what is wanted, and tries again what it refuses. Safe for any thread; everything that can block is done on
 * a thread of its own, where of several wishes the newest counts.
 */
public final class Spreader {

    private static final long MENDING = TimeUnit.SECONDS.toNanos(5);
    private static final long FIRST_RETRY = TimeUnit.SECONDS.toNanos(1);
    private static final long LONGEST_RETRY = TimeUnit.SECONDS.toNanos(30);
    private static final long PATIENCE_SECONDS = 3;
    private static final Logger LOG = LoggerFactory.getLogger("org.gemel.balancer");

    private final DataPlanes planes;
    private final Platform platform;
    private final Consumer<Trouble> troubles;
    private final Loop worker = new Loop("gemel-dataplane");
    private final Runnable come = this::retryNow;
    private final Consumer<DataPlane> gone = this::leave;
    private final AtomicReference<@Nullable Wish> newest = new AtomicReference<>();

    // On the worker's thread.
    private @Nullable Wish wish;
    private boolean done = true;
    /** What the kernel has of ours, as far as we know. */
    private Kept kept = Kept.UNKNOWN;
    /** Whether this life of the appliance has not led anything yet. */
    private boolean atStart;

    private DataPlanes.@Nullable Installed used;
    private DataPlane.@Nullable Session session;
    private @Nullable Balancing openedWith;
    private Runnable retry = () -> {};
    private Runnable mending = () -> {};
    private long pause = FIRST_RETRY;
    private final Complaint refusals;
    private final Complaint mends;

    private volatile State state = new State(null, null, Map.of());

    /**
     * What is wanted.
     *
     * @param settings without its servers
     */
    private record Wish(Balancing settings, Map<VirtualServer, List<Service>> services) {}

    private enum Kept {
        /** Whatever an earlier life has left, which may have been killed. */
        UNKNOWN,
        SERVICES,
        NOTHING
    }

    /**
     * Something does not work.
     *
     * @param server whose services are concerned; null for all
     */
    public record Trouble(@Nullable VirtualServer server, String code, String message) {}

    /**
     * How it stands.
     *
     * @param dataPlane the name of the one in use
     * @param trouble why there is none, or why it does not do what is wanted
     * @param refused virtual servers that it cannot do, and why
     */
    public record State(
            @Nullable String dataPlane, @Nullable String trouble, Map<String, String> refused) {}

    /**
     * @param atStart whether the appliance starts, and does not go on where it was
     * @param troubles told on any thread, once for each until it is over
     */
    public Spreader(DataPlanes planes, Platform platform, boolean atStart, Consumer<Trouble> troubles) {
        this.atStart = atStart;
        refusals = new Complaint(each -> troubles.accept(new Trouble(null, "data-plane-failed", each)));
        mends = new Complaint(each -> troubles.accept(new Trouble(null, "data-plane-failed", each)));
        this.planes = planes;
        this.platform = platform;
        this.troubles = troubles;
        planes.listen(come, gone);
    }

    /** How it stands. */
    public State state() {
        return state;
    }

    /** From now on this is wanted. */
    public void want(Balancing settings, Map<VirtualServer, List<Service>> services) {
        Wish next = new Wish(withoutServers(settings), services);
        if (newest.getAndSet(next) == null) {
            worker.execute(this::take);
        }
    }

    private static Balancing withoutServers(Balancing all) {
        return new Balancing(
                List.of(), all.dataPlane(), all.flush(), all.leave(), all.timeouts(), all.sync(), all.grace());
    }

    private void take() {
        Wish next = newest.getAndSet(null);
        if (next != null) {
            done = false;
            wish = next;
            work();
        }
    }

    private void retryNow() {
        worker.execute(() -> {
            if (!done || session == null) {
                work();
            }
        });
    }

    private void work() {
        retry.run();
        Wish now = wish;
        if (now == null || newest.get() != null) {
            return;
        }
        try {
            if (session != null && !sameSession(now.settings(), openedWith)) {
                closeSession();
            }
            if (now.services().isEmpty()) {
                remove(now);
            } else {
                DataPlane.Session open = session == null ? open(now) : session;
                List<Service> allowed = allowed(now);
                kept = Kept.SERVICES;
                open.apply(allowed);
                atStart = false;
                mendLater();
            }
            done = true;
            pause = FIRST_RETRY;
            refusals.over();
            state = new State(used == null ? null : used.kind(), null, state.refused());
        } catch (PlatformException refused) {
            failed(String.valueOf(refused.getMessage()));
        } catch (RuntimeException | LinkageError broken) {
            LOG.error("the data plane failed", broken);
            closeSession();
            failed("the data plane failed: " + broken);
        }
    }

    /** Only these mean something to a session. */
    private static boolean sameSession(Balancing one, @Nullable Balancing other) {
        return other != null
                && Objects.equals(one.dataPlane(), other.dataPlane())
                && one.timeouts().equals(other.timeouts())
                && Objects.equals(one.sync(), other.sync());
    }

    /** Also what an earlier life has left that was killed; where nothing can lead connections, nothing does. */
    private void remove(Wish now) throws PlatformException {
        if (session != null
                || kept == Kept.SERVICES
                || kept == Kept.UNKNOWN && planes.works(now.settings().dataPlane(), platform)) {
            DataPlane.Session open = session == null ? open(now) : session;
            open.apply(List.of());
            kept = Kept.NOTHING;
            atStart = false;
            closeSession();
        }
        state = new State(null, null, Map.of());
    }

    private void failed(String message) {
        Wish now = wish;
        if (kept == Kept.UNKNOWN && now != null && now.services().isEmpty()) {
            // Most likely there is nothing, and nobody wants anything: no reason to go on trying.
            LOG.warn("what an earlier life may have left of virtual servers cannot be removed: {}", message);
            closeSession();
            done = true;
            return;
        }
        state = new State(used == null ? null : used.kind(), message, state.refused());
        refusals.failed(message);
        retryLater();
    }

    private void retryLater() {
        retry.run();
        retry = worker.after(pause, this::work);
        pause = Math.min(LONGEST_RETRY, pause * 2);
    }

    private DataPlane.Session open(Wish now) throws PlatformException {
        DataPlanes.Installed best = planes.best(now.settings().dataPlane(), platform);
        DataPlane.Session opened = best.plane().open(platform, atStart ? now.settings() : withoutFlush(now.settings()));
        session = opened;
        used = best;
        openedWith = now.settings();
        return opened;
    }

    private static Balancing withoutFlush(Balancing all) {
        return new Balancing(
                all.servers(), all.dataPlane(), false, all.leave(), all.timeouts(), all.sync(), all.grace());
    }

    private List<Service> allowed(Wish now) {
        DataPlanes.Installed by = Objects.requireNonNull(used);
        Map<String, String> before = state.refused();
        Map<String, String> refused = new LinkedHashMap<>();
        List<Service> all = new ArrayList<>();
        now.services().forEach((server, services) -> {
            List<String> reasons = by.plane().refusals(server);
            if (reasons.isEmpty()) {
                all.addAll(services);
            } else {
                String message = String.join("; ", reasons);
                refused.put(server.name(), message);
                if (!message.equals(before.get(server.name()))) {
                    troubles.accept(
                            new Trouble(server, "data-plane-refuses", "its clients are led nowhere: " + message));
                }
            }
        });
        state = new State(by.kind(), state.trouble(), Map.copyOf(refused));
        return all;
    }

    private void mendLater() {
        mending.run();
        mending = worker.after(MENDING, this::mend);
    }

    private void mend() {
        DataPlane.Session open = session;
        if (open == null || !done) {
            return;
        }
        try {
            open.mend().forEach(each -> troubles.accept(new Trouble(null, "data-plane-mended", each)));
            mends.over();
            mendLater();
        } catch (PlatformException refused) {
            mendFailed(String.valueOf(refused.getMessage()));
        } catch (RuntimeException | LinkageError broken) {
            LOG.error("the data plane failed", broken);
            closeSession();
            mendFailed("the data plane failed: " + broken);
        }
    }

    private void mendFailed(String message) {
        done = false;
        state = new State(used == null ? null : used.kind(), message, state.refused());
        mends.failed(message);
        retryLater();
    }

    private void closeSession() {
        mending.run();
        DataPlane.Session open = session;
        session = null;
        used = null;
        openedWith = null;
        if (open != null) {
            try {
                open.close();
            } catch (RuntimeException | LinkageError broken) {
                LOG.warn("the data plane could not be closed", broken);
            }
        }
    }

    private void leave(DataPlane going) {
        await(() -> {
            if (used != null && used.plane() == going) {
                closeSession();
                Wish now = wish;
                done = now == null || now.services().isEmpty() && kept == Kept.NOTHING;
                if (!done) {
                    work();
                }
            }
        });
    }

    /** What the kernel has counted; nothing where nobody knows. Completes on the worker's thread. */
    public CompletableFuture<Map<VirtualServer.Address, Traffic>> traffic() {
        CompletableFuture<Map<VirtualServer.Address, Traffic>> counted = new CompletableFuture<>();
        boolean asked = worker.execute(() -> {
            try {
                counted.complete(session == null ? Map.of() : session.traffic());
            } catch (PlatformException | RuntimeException | LinkageError failed) {
                LOG.debug("no traffic", failed);
                counted.complete(Map.of());
            }
        });
        if (!asked) {
            counted.complete(Map.of());
        }
        return counted;
    }

    /** Ends when all that is wanted is done; the kernel keeps what was wanted last. */
    public CompletableFuture<Void> close() {
        planes.ignore(come, gone);
        CompletableFuture<Void> closed = new CompletableFuture<>();
        boolean asked = worker.execute(() -> {
            take();
            retry.run();
            closeSession();
            closed.complete(null);
        });
        worker.end();
        if (!asked) {
            closed.complete(null);
        }
        return closed;
    }

    private void await(Runnable task) {
        CompletableFuture<Void> finished = new CompletableFuture<>();
        if (!worker.execute(() -> {
            task.run();
            finished.complete(null);
        })) {
            return;
        }
        try {
            finished.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException late) {
            LOG.warn("the data plane does not let go within {} s", PATIENCE_SECONDS, late);
        }
    }
}
