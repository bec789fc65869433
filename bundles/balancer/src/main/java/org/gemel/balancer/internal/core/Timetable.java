package org.gemel.balancer.internal.core;

import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * When something is due for which check; a check has one entry or none. One that is moved is taken out at once: that of an answer
 * that came would otherwise stay until it had been late, dozens for each check.
 */
final class Timetable {

    private final TreeSet<Entry> entries = new TreeSet<>(Entry::compare);
    private long sequence;

    /** An entry of a check. */
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
    }

    /** Something is due at a time, and nothing else. */
    void set(Check check, long due) {
        clear(check);
        Entry entry = new Entry(check, due, sequence++);
        check.entry(entry);
        entries.add(entry);
    }

    /** Nothing is due. */
    void clear(Check check) {
        Entry entry = check.entry();
        if (entry != null) {
            entries.remove(entry);
            check.entry(null);
        }
    }

    /** Takes out the check that has waited longest of those that are due; null if none is. */
    @Nullable
    Check poll(long now) {
        if (left(now) > 0) {
            return null;
        }
        Check first = entries.first().check;
        clear(first);
        return first;
    }

    /** How many nanoseconds are left until something is due, at least 0; {@link Long#MAX_VALUE} if nothing is to come. */
    long left(long now) {
        return entries.isEmpty() ? Long.MAX_VALUE : Math.max(0, entries.first().due - now);
    }
}
