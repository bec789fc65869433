package org.gemel.platform.simulated.internal;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What is to happen, by time; at the same time, what was scheduled first happens first, except for what waits for all else. A
 * binary heap in which everything knows its place.
 */
final class EventQueue {

    private static final long LAST = 1L << 62;

    private @Nullable Happening[] heap = new Happening[64];
    private int size;
    private long sequence;

    /** Schedules, or moves, something; after all that is already scheduled for that time. */
    void schedule(Happening happening, long time) {
        int position = happening.position;
        if (position == Happening.IDLE) {
            if (size == heap.length) {
                heap = Arrays.copyOf(heap, size * 2);
            }
            position = size++;
        }
        happening.time = time;
        happening.sequence = happening.last() ? LAST + sequence++ : sequence++;
        settle(happening, position);
    }

    /** Takes something out; what is not in is left alone. */
    void cancel(Happening happening) {
        int position = happening.position;
        if (position == Happening.IDLE) {
            return;
        }
        happening.position = Happening.IDLE;
        Happening last = at(--size);
        heap[size] = null;
        if (last != happening) {
            settle(last, position);
        }
    }

    /** The time of what is next, or {@link Long#MAX_VALUE}. */
    long nextTime() {
        return size == 0 ? Long.MAX_VALUE : at(0).time;
    }

    /** Takes out what is next; there must be something. */
    Happening take() {
        Happening first = at(0);
        cancel(first);
        return first;
    }

    private void settle(Happening happening, int start) {
        int position = start;
        while (position > 0 && before(happening, at((position - 1) >>> 1))) {
            place(at((position - 1) >>> 1), position);
            position = (position - 1) >>> 1;
        }
        while (true) {
            int child = 2 * position + 1;
            if (child + 1 < size && before(at(child + 1), at(child))) {
                child++;
            }
            if (child >= size || !before(at(child), happening)) {
                break;
            }
            place(at(child), position);
            position = child;
        }
        place(happening, position);
    }

    private void place(Happening happening, int position) {
        heap[position] = happening;
        happening.position = position;
    }

    private Happening at(int position) {
        Happening happening = heap[position];
        if (happening == null) {
            throw new IllegalStateException("nothing at " + position + " of " + size);
        }
        return happening;
    }

    private static boolean before(Happening one, Happening other) {
        return one.time != other.time ? one.time < other.time : one.sequence < other.sequence;
    }
}
