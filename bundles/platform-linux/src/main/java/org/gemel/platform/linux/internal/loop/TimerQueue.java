package org.gemel.platform.linux.internal.loop;

import java.util.Arrays;
import java.util.function.ObjLongConsumer;
import org.gemel.api.platform.EventLoop;
import org.jspecify.annotations.Nullable;

/**
 * Armed timers by deadline, earliest first, and in the order of arming where deadlines are equal: a binary heap whose
 * elements know their place, so that arming again and disarming need no search. Knows no clock.
 */
final class TimerQueue {

    private @Nullable Entry[] heap = new Entry[64];
    private int size;

    private @Nullable Entry[] due = new Entry[64];
    private long armings;

    EventLoop.Timer newTimer(Runnable expiry) {
        return new Entry(expiry);
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** The earliest deadline; meaningless while empty. */
    long earliest() {
        Entry first = heap[0];
        return first == null ? Long.MAX_VALUE : first.deadline;
    }

    boolean isDue(long now) {
        return size > 0 && earliest() - now <= 0;
    }

    /**
     * Runs the expiry of every timer that is due. One that is armed meanwhile waits for the next call, however early its
     * deadline; one that is disarmed or armed again meanwhile does not run.
     *
     * @param runner given each expiry and the deadline that it had
     */
    void fire(long now, ObjLongConsumer<Runnable> runner) {
        int count = 0;
        while (isDue(now)) {
            Entry entry = removeFirst();
            if (count == due.length) {
                due = Arrays.copyOf(due, 2 * count);
            }
            entry.dueIndex = count;
            due[count++] = entry;
        }
        for (int i = 0; i < count; i++) {
            Entry entry = due[i];
            if (entry != null) {
                due[i] = null;
                entry.dueIndex = -1;
                runner.accept(entry.expiry, entry.deadline);
            }
        }
    }

    private Entry removeFirst() {
        Entry first = at(0);
        remove(0);
        return first;
    }

    private void add(Entry entry) {
        if (size == heap.length) {
            heap = Arrays.copyOf(heap, 2 * size);
        }
        siftUp(size++, entry);
    }

    private void remove(int index) {
        at(index).heapIndex = -1;
        Entry last = at(--size);
        heap[size] = null;
        if (index < size) {
            siftDown(index, last);
            if (heap[index] == last) {
                siftUp(index, last);
            }
        }
    }

    private void siftUp(int start, Entry entry) {
        int index = start;
        while (index > 0) {
            int parent = (index - 1) / 2;
            Entry above = at(parent);
            if (!entry.before(above)) {
                break;
            }
            place(index, above);
            index = parent;
        }
        place(index, entry);
    }

    private void siftDown(int start, Entry entry) {
        int index = start;
        for (int child = 2 * index + 1; child < size; child = 2 * index + 1) {
            if (child + 1 < size && at(child + 1).before(at(child))) {
                child++;
            }
            if (!at(child).before(entry)) {
                break;
            }
            place(index, at(child));
            index = child;
        }
        place(index, entry);
    }

    private void place(int index, Entry entry) {
        heap[index] = entry;
        entry.heapIndex = index;
    }

    private Entry at(int index) {
        Entry entry = heap[index];
        if (entry == null) {
            throw new IllegalStateException("no timer at " + index + " of " + size);
        }
        return entry;
    }

    private final class Entry implements EventLoop.Timer {

        private final Runnable expiry;
        private long deadline;
        private long arming;
        private int heapIndex = -1;
        private int dueIndex = -1;

        Entry(Runnable expiry) {
            this.expiry = expiry;
        }

        boolean before(Entry other) {
            long difference = deadline - other.deadline;
            return difference != 0 ? difference < 0 : arming - other.arming < 0;
        }

        @Override
        public void arm(long deadline) {
            disarm();
            this.deadline = deadline;
            arming = armings++;
            add(this);
        }

        @Override
        public void disarm() {
            if (heapIndex >= 0) {
                remove(heapIndex);
            } else if (dueIndex >= 0) {
                due[dueIndex] = null;
                dueIndex = -1;
            }
        }

        @Override
        public boolean armed() {
            return heapIndex >= 0 || dueIndex >= 0;
        }

        @Override
        public long deadline() {
            return deadline;
        }
    }
}
