package org.gemel.demo.lab;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** What an instrument has recorded so far, oldest first, and a place to wait for more. Safe for any thread. */
public final class Recording<T> {

    private final List<T> entries = new ArrayList<>();

    synchronized void add(T entry) {
        entries.add(entry);
        notifyAll();
    }

    /** Everything recorded so far. */
    public synchronized List<T> all() {
        return List.copyOf(entries);
    }

    /** How many entries there are; as an argument of {@link #await} it means "from now on". */
    public synchronized int size() {
        return entries.size();
    }

    /** The first entry that matches, waiting for it if it is not there yet. */
    public T await(String what, Duration within, Predicate<? super T> wanted) {
        return await(what, within, 0, wanted);
    }

    /**
     * The first matching entry among those after the first {@code skip}, waiting for it if it is not there yet.
     *
     * @throws LabException if none came in time; the message ends with the last entries recorded
     */
    public synchronized T await(String what, Duration within, int skip, Predicate<? super T> wanted) {
        long deadline = System.nanoTime() + within.toNanos();
        int next = skip;
        while (true) {
            for (; next < entries.size(); next++) {
                if (wanted.test(entries.get(next))) {
                    return entries.get(next);
                }
            }
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                List<T> last = entries.subList(Math.max(0, entries.size() - 12), entries.size());
                throw new LabException("no " + what + " within " + within.toMillis() + " ms; last seen: " + last);
            }
            try {
                wait(left / 1_000_000 + 1);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new LabException("interrupted while waiting for " + what, e);
            }
        }
    }
}
