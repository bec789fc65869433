package org.gemel.balancer.internal.checking;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
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
    private static final int SHORT = 60;

    /** What is less than such a part of the memory is nobody's fault. */
    private static final int LEAST = 32;

    /** A close look stops the world for a moment. */
    private static final long PAUSE = TimeUnit.SECONDS.toNanos(5);

    private static final Logger LOG = LoggerFactory.getLogger("org.gemel.balancer");

    private final Heap heap;
    private final Deque<Suspect> suspects = new ArrayDeque<>();
    private @Nullable Suspect emptied;
    private long live;
    private boolean looked;
    private long lastLook;
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
     * @param giveUp has it give up what it holds, soon
     * @param keeps told that this has freed so many bytes
     */
    record Suspect(Runnable giveUp, LongConsumer keeps) {}

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
            judge(last);
        } else if (isShort(now)) {
            found = false;
            suspects.addAll(all.get());
        } else {
            return;
        }
        emptied = suspects.poll();
        if (emptied != null) {
            emptied.giveUp().run();
        } else if (!found && !toldOfNobody) {
            toldOfNobody = true;
            LOG.warn(
                    "memory is short, {} of {} MB are in use, and it is not checks that keep it; give more with"
                            + " GEMEL_JAVA_OPTS=-Xmx...",
                    live >> 20,
                    heap.size() >> 20);
        }
    }

    private boolean isShort(long now) {
        if (looked && now - lastLook < PAUSE || heap.used() < heap.size() / 100 * SUSPICIOUS) {
            return false;
        }
        looked = true;
        lastLook = now;
        live = heap.live();
        return live > heap.size() / 100 * SHORT;
    }

    private void judge(Suspect suspect) {
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
