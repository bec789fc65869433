package org.gemel.balancer.internal.kernel;

import java.util.List;
import java.util.Map;
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
import org.gemel.balancer.internal.kernel.Succession.Wish;
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
    private final Consumer<Trouble> troubles;
    private final Loop worker = new Loop("gemel-dataplane");
    private final Runnable come = this::retryNow;
    private final Consumer<DataPlane> gone = this::leave;
    private final AtomicReference<@Nullable Wish> newest = new AtomicReference<>();

    // On the worker's thread.
    private @Nullable Wish wish;
    private boolean done = true;
    private final Succession succession;
    private Runnable retry = () -> {};
    private Runnable mending = () -> {};
    private Runnable tidying = () -> {};
    private long pause = FIRST_RETRY;
    private final Complaint refusals;
    private final Complaint mends;
    private final Complaint leavings;

    private volatile State state = new State(null, null, Map.of());

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
        refusals = new Complaint(each -> troubles.accept(new Trouble(null, "data-plane-failed", each)));
        mends = new Complaint(each -> troubles.accept(new Trouble(null, "data-plane-failed", each)));
        leavings = new Complaint(each -> troubles.accept(new Trouble(null, "data-plane-leaves", each)));
        succession = new Succession(planes, platform, atStart, troubles);
        this.planes = planes;
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
            if (!done || succession.mustTidy()) {
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
            succession.run(now);
            mendLater();
            done = true;
            pause = FIRST_RETRY;
            refusals.over();
            state = new State(succession.inUse(), null, succession.refused());
            tidy();
        } catch (PlatformException refused) {
            failed(String.valueOf(refused.getMessage()));
        } catch (RuntimeException | LinkageError broken) {
            LOG.error("the data plane failed", broken);
            disengage();
            failed("the data plane failed: " + broken);
        }
    }

    private void tidy() {
        tidying.run();
        Wish now = wish;
        if (now == null) {
            return;
        }
        try {
            succession.tidy(now.settings());
            leavings.over();
        } catch (PlatformException refused) {
            leavings.failed(String.valueOf(refused.getMessage()));
            tidying = worker.after(MENDING, this::tidy);
        } catch (RuntimeException | LinkageError broken) {
            LOG.error("a data plane that is not in use failed", broken);
        }
    }

    private void failed(String message) {
        state = new State(succession.inUse(), message, succession.refused());
        refusals.failed(message);
        retryLater();
    }

    private void retryLater() {
        retry.run();
        retry = worker.after(pause, this::work);
        pause = Math.min(LONGEST_RETRY, pause * 2);
    }

    private void mendLater() {
        mending.run();
        if (succession.inUse() != null) {
            mending = worker.after(MENDING, this::mend);
        }
    }

    private void mend() {
        if (!done) {
            return;
        }
        try {
            succession.mend().forEach(each -> troubles.accept(new Trouble(null, "data-plane-mended", each)));
            mends.over();
            mendLater();
        } catch (PlatformException refused) {
            mendFailed(String.valueOf(refused.getMessage()));
        } catch (RuntimeException | LinkageError broken) {
            LOG.error("the data plane failed", broken);
            disengage();
            mendFailed("the data plane failed: " + broken);
        }
    }

    private void mendFailed(String message) {
        done = false;
        state = new State(succession.inUse(), message, succession.refused());
        mends.failed(message);
        retryLater();
    }

    private void disengage() {
        mending.run();
        succession.disengage();
    }

    private void leave(DataPlane going) {
        await(() -> {
            if (succession.leave(going)) {
                mending.run();
                done = false;
                work();
            }
        });
    }

    /** What the kernel has counted; nothing where nobody knows. Completes on the worker's thread. */
    public CompletableFuture<Map<VirtualServer.Address, Traffic>> traffic() {
        CompletableFuture<Map<VirtualServer.Address, Traffic>> counted = new CompletableFuture<>();
        boolean asked = worker.execute(() -> {
            try {
                counted.complete(succession.traffic());
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
            tidying.run();
            disengage();
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
