package org.gemel.balancer.internal.checking;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.gemel.api.checker.Verdict;
import org.gemel.balancer.internal.Loop;
import org.jspecify.annotations.Nullable;

/** What one check hears by itself: of what comes faster than it can matter, the newest counts. */
final class Hearing implements Consumer<Verdict> {

    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(50);

    /** So many within a pause are no accident. */
    private static final int FLOOD = 200;

    /** Whoever floods is heard less often, for each verdict may be news to a log, to scripts and to the kernel. */
    private static final long PAUSE_IN_FLOOD = TimeUnit.SECONDS.toNanos(2);

    private final Loop loop;
    private final Consumer<Verdict> next;
    private final Runnable flooded;
    private final AtomicReference<@Nullable Verdict> newest = new AtomicReference<>();
    private final AtomicBoolean onItsWay = new AtomicBoolean();
    private final AtomicInteger count = new AtomicInteger();
    private volatile boolean closed;
    /** On the loop. */
    private boolean flooding;

    /**
     * @param next told on the loop
     * @param flooded told on the loop, maybe often, that they come far too fast
     */
    Hearing(Loop loop, Consumer<Verdict> next, Runnable flooded) {
        this.loop = loop;
        this.next = next;
        this.flooded = flooded;
    }

    @Override
    public void accept(Verdict verdict) {
        if (closed) {
            return;
        }
        newest.set(Verdicts.bounded(verdict));
        count.incrementAndGet();
        if (onItsWay.compareAndSet(false, true)) {
            loop.execute(this::deliver);
        }
    }

    private void deliver() {
        Verdict verdict = newest.getAndSet(null);
        if (verdict != null && !closed) {
            next.accept(verdict);
        }
        loop.after(flooding ? PAUSE_IN_FLOOD : PAUSE, this::paused);
    }

    private void paused() {
        flooding = count.getAndSet(0) > FLOOD;
        if (flooding && !closed) {
            flooded.run();
        }
        onItsWay.set(false);
        if (newest.get() != null && onItsWay.compareAndSet(false, true)) {
            deliver();
        }
    }

    void close() {
        closed = true;
    }
}
