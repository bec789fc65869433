package org.gemel.balancer.internal.core;

import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** When something is due for which check; of a check only the last entry counts. */
final class Timetable {

    private final PriorityQueue<Entry> entries = new PriorityQueue<>(Entry::compare);
    private long sequence;

    /** An entry; void once its check has another one or none. */
    static final class Entry {
        private final Check check;
        private final long due;
        private final long sequence;

        private Entry(Check check, long due, long sequence) {
            this.check = check;
            this.due = due;
            this.sequence = sequence;
        }

        private static int compare(Entry one, Entry other) {
            long difference = one.due - other.due;
            return Long.signum(difference == 0 ? one.sequence - other.sequence : difference);
        }

        private boolean counts() {
            return check.entry() == this;
        }
    }

    /** Something is due at a time, and nothing else. */
    void set(Check check, long due) {
        Entry entry = new Entry(check, due, sequence++);
        check.entry(entry);
        entries.add(entry);
    }

    /** Nothing is due. */
    void clear(Check check) {
        check.entry(null);
    }

    /** Takes out the check that has waited longest of those that are due; null if none is. */
    @Nullable
    Check poll(long now) {
        Entry first = first();
        if (first == null || first.due - now > 0) {
            return null;
        }
        entries.remove();
        first.check.entry(null);
        return first.check;
    }

    /** How many nanoseconds are left until something is due, at least 0; {@link Long#MAX_VALUE} if nothing is to come. */
    long left(long now) {
        Entry first = first();
        return first == null ? Long.MAX_VALUE : Math.max(0, first.due - now);
    }

    private @Nullable Entry first() {
        while (true) {
            Entry first = entries.peek();
            if (first == null || first.counts()) {
                return first;
            }
            entries.remove();
        }
    }
}
