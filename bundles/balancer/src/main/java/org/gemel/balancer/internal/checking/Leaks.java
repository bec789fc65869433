package org.gemel.balancer.internal.checking;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds who keeps memory where that is short. Nothing tells whose an object is; but suspects can be made to give up what they
 * hold, one after the other, and what that frees was theirs. While memory is not short nobody is disturbed, and nothing is
 * collected.
 */
final class Leaks {

    /** What frees such a part of the memory has kept it. */
    private static final int GOOD_PART = 8;

    /** After a search in vain: it disturbs everybody. */
    private static final long REST = TimeUnit.MINUTES.toNanos(10);

    /** So many looks later somebody who has not given up is let go on. */
    private static final int MOST_WAITS = 20;

    private static final Logger LOG = LoggerFactory.getLogger("org.gemel.balancer");

    private final Heap heap;
    private final Deque<Suspect> suspects = new ArrayDeque<>();
    private @Nullable Suspect emptied;
    private CompletableFuture<Void> given = CompletableFuture.completedFuture(null);
    private int waits;
    private long live;
    private boolean helped;
    private final List<String> searched = new ArrayList<>();
    private long restsUntil;
    private boolean rests;
    private boolean toldOfNobody;

    /** Memory, in bytes. */
    interface Heap {

        /** Whether little was free even after the last full collection; asking costs nothing. */
        boolean isShort();

        long size();

        /** Collects, and tells what is in use then. */
        long collect();
    }

    /** Who may keep memory. */
    interface Suspect {

        /** What a person calls it. */
        String name();

        /** Gives up what it holds; completes then. */
        CompletableFuture<Void> giveUp();

        /** That has freed so many bytes; it stays as it is. */
        void keepOut(long bytes);

        /** It goes on as before. */
        void takeBack();
    }

    Leaks(Heap heap) {
        this.heap = heap;
    }

    /**
     * Looks once; where memory is short each further look deals with one suspect.
     *
     * @param now in nanoseconds
     */
    void inspect(long now, Supplier<? extends Collection<? extends Suspect>> all) {
        Suspect last = emptied;
        if (last != null) {
            if (!given.isDone() && ++waits < MOST_WAITS) {
                return;
            }
            judge(last);
            next(now);
        } else if (!(rests && now - restsUntil < 0) && heap.isShort()) {
            rests = false;
            search(now, all.get());
        }
    }

    private void search(long now, Collection<? extends Suspect> all) {
        if (all.isEmpty()) {
            if (!toldOfNobody) {
                toldOfNobody = true;
                LOG.warn(
                        "memory is short: little of {} MB was free after the last collection, and there are no checkers"
                                + " but those of Gemel; give more with GEMEL_JAVA_OPTS=-Xmx...",
                        heap.size() >> 20);
            }
            return;
        }
        // What was in use at the last collection may be garbage by now, and is not to be taken for a suspect's.
        live = heap.collect();
        if (heap.isShort()) {
            helped = false;
            searched.clear();
            suspects.addAll(all);
            next(now);
        }
    }

    private void next(long now) {
        emptied = suspects.poll();
        if (emptied != null) {
            waits = 0;
            given = emptied.giveUp();
        } else if (!helped) {
            rests = true;
            restsUntil = now + REST;
            LOG.warn(
                    "memory is short, {} of {} MB are in use, and closing checks freed little: {}; give more with"
                            + " GEMEL_JAVA_OPTS=-Xmx... (this is tried again in {} minutes at the earliest)",
                    live >> 20,
                    heap.size() >> 20,
                    String.join(", ", searched),
                    TimeUnit.NANOSECONDS.toMinutes(REST));
        }
    }

    private void judge(Suspect suspect) {
        boolean closed = given.isDone();
        long before = live;
        live = heap.collect();
        if (closed && before - live >= heap.size() / GOOD_PART) {
            helped = true;
            suspect.keepOut(before - live);
        } else {
            searched.add(suspect.name() + (closed ? "" : " (which did not close within 5 s, and so is not known)"));
            suspect.takeBack();
        }
        if (!heap.isShort()) {
            helped = true;
            suspects.clear();
        }
    }
}
