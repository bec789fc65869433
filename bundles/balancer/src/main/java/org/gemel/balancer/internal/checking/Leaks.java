package org.gemel.balancer.internal.checking;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds who keeps memory where that is short. Nothing tells whose an object is; but suspects can be made to give up what they
 * hold, one after the other, and what that frees was theirs.
 */
final class Leaks {

    /** Of a hundred: what is used, garbage included, before anybody looks closely. */
    private static final int SUSPICIOUS = 85;

    /** Of a hundred: what is used after a collection where memory is short. */
    private static final int SHORT = 75;

    /** What is less than such a part of the memory is nobody's fault. */
    private static final int LEAST = 32;

    /** A close look stops the world for a moment. */
    private static final long PAUSE = TimeUnit.SECONDS.toNanos(5);

    /** A search in vain disturbs everybody; who just has too little memory is not to be searched time and again. */
    private static final long LONGEST_PAUSE = TimeUnit.MINUTES.toNanos(10);

    /** Who has not given up after so many looks ends the search: what that frees at last would be taken for another's. */
    private static final int MOST_WAITS = 20;

    private static final Logger LOG = LoggerFactory.getLogger("org.gemel.balancer");

    private final Heap heap;
    private final Deque<Suspect> suspects = new ArrayDeque<>();
    private @Nullable Suspect emptied;
    private CompletableFuture<Void> given = CompletableFuture.completedFuture(null);
    private int waits;
    private long live;
    private boolean looked;
    private long lastLook;
    private long pause = PAUSE;
    private boolean found;
    private boolean toldOfNobody;

    /** Memory, in bytes. */
    interface Heap {

        long size();

        /** What is used now, garbage included. */
        long used();

        /** What is in use after a collection, which this makes. */
        long live();
    }

    /**
     * Who may keep memory.
     *
     * @param giveUp has it give up what it holds; completes then
     * @param keeps told that this has freed so many bytes
     */
    record Suspect(Supplier<CompletableFuture<Void>> giveUp, LongConsumer keeps) {}

    Leaks(Heap heap) {
        this.heap = heap;
    }

    /**
     * Looks once; where memory is short each further look deals with one suspect.
     *
     * @param now in nanoseconds
     */
    void inspect(long now, Supplier<? extends Collection<Suspect>> all) {
        Suspect last = emptied;
        if (last != null) {
            if (!given.isDone() && ++waits < MOST_WAITS) {
                return;
            }
            judge(last);
        } else if (isShort(now)) {
            found = false;
            suspects.addAll(all.get());
        } else {
            return;
        }
        emptied = suspects.poll();
        if (emptied != null) {
            waits = 0;
            given = emptied.giveUp().get();
            return;
        }
        pause = found ? PAUSE : Math.min(LONGEST_PAUSE, pause * 4);
        if (!found && !toldOfNobody) {
            toldOfNobody = true;
            LOG.warn(
                    "memory is short, {} of {} MB are in use, and it is not checks that keep it; give more with"
                            + " GEMEL_JAVA_OPTS=-Xmx...",
                    live >> 20,
                    heap.size() >> 20);
        }
    }

    private boolean isShort(long now) {
        if (looked && now - lastLook < pause || heap.used() < heap.size() / 100 * SUSPICIOUS) {
            return false;
        }
        looked = true;
        lastLook = now;
        live = heap.live();
        return live > heap.size() / 100 * SHORT;
    }

    private void judge(Suspect suspect) {
        if (!given.isDone()) {
            suspects.clear();
            return;
        }
        long before = live;
        live = heap.live();
        if (before - live > heap.size() / LEAST) {
            found = true;
            suspect.keeps().accept(before - live);
            if (live <= heap.size() / 100 * SHORT) {
                suspects.clear();
            }
        }
    }
}
