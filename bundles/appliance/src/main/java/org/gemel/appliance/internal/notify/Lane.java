package org.gemel.appliance.internal.notify;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import org.gemel.api.event.Event;
import org.gemel.api.notifier.Notice;
import org.gemel.api.status.VrrpState;
import org.jspecify.annotations.Nullable;

/**
 * What one notifier is still to be told of one subject, in order. A state that waits gives way to a newer one, so whoever is slow
 * hears the newest; likewise a priority, and the news that a lower one is heard. Not safe for threads.
 */
final class Lane {

    /** Only what does not give way can be so many: problems and addresses that were put back. */
    static final int CAPACITY = 64;

    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private @Nullable Waiting telling;

    /**
     * A notice in its place.
     *
     * @param superseded how many older ones it has made superfluous
     */
    record Waiting(Notice notice, int superseded) {}

    /** Adds a notice at the end. */
    void add(Notice notice) {
        add(new Waiting(notice, 0));
    }

    private void add(Waiting newest) {
        Matter matter = Matter.of(newest.notice().event());
        int superseded = newest.superseded();
        if (matter != Matter.OTHER) {
            for (Iterator<Waiting> each = waiting.iterator(); each.hasNext(); ) {
                Waiting older = each.next();
                if (Matter.of(older.notice().event()) == matter) {
                    superseded +=
                            older.superseded() + (announcesEnd(older.notice().event()) ? 0 : 1);
                    each.remove();
                }
            }
        } else if (waiting.size() >= CAPACITY) {
            superseded += dropOldest();
        }
        waiting.addLast(new Waiting(newest.notice(), superseded));
    }

    /** What leads to the end says nothing that the end does not say. */
    private static boolean announcesEnd(Event event) {
        return event instanceof Event.Transition transition && transition.to() == VrrpState.INIT;
    }

    private int dropOldest() {
        for (Iterator<Waiting> each = waiting.iterator(); each.hasNext(); ) {
            Waiting older = each.next();
            if (Matter.of(older.notice().event()) == Matter.OTHER) {
                each.remove();
                return older.superseded() + 1;
            }
        }
        return 0;
    }

    /** Begins with the next; null if there is none, or if another has begun and not ended. */
    @Nullable
    Waiting begin() {
        if (telling != null) {
            return null;
        }
        telling = waiting.pollFirst();
        return telling;
    }

    /** Ends what has begun; whether it was this. */
    boolean end(Waiting begun) {
        boolean current = telling == begun;
        if (current) {
            telling = null;
        }
        return current;
    }

    /** Puts what has begun, and was broken off, back in its place; something newer may make it superfluous. */
    void putBack(Waiting begun) {
        if (end(begun)) {
            List<Waiting> newer = List.copyOf(waiting);
            waiting.clear();
            add(begun);
            newer.forEach(this::add);
        }
    }

    /** What has begun. */
    @Nullable
    Waiting telling() {
        return telling;
    }

    /** What has not begun, in order. */
    Iterable<Waiting> waiting() {
        return waiting;
    }

    /** Whether nothing has begun and nothing waits. */
    boolean isEmpty() {
        return telling == null && waiting.isEmpty();
    }

    /** About what events are news; the newest is what counts, but for others. */
    private enum Matter {
        STATE,
        PRIORITY,
        LOWER_PRIORITY,
        OTHER;

        static Matter of(Event event) {
            if (event instanceof Event.Transition
                    || event instanceof Event.GroupTransition
                    || event instanceof Event.Ended
                    || event instanceof Event.GroupEnded
                    || event instanceof Event.QuorumChanged
                    || event instanceof Event.RealServerChanged) {
                return STATE;
            }
            if (event instanceof Event.PriorityChanged || event instanceof Event.WeightChanged) {
                return PRIORITY;
            }
            return event instanceof Event.LowerPriorityHeard ? LOWER_PRIORITY : OTHER;
        }
    }
}
