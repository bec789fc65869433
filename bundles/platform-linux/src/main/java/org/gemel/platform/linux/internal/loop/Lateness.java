package org.gemel.platform.linux.internal.loop;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How late timers expire, counted in steps of a quarter of a power of two microseconds; so small a summary tells the
 * latest hundredth to within a quarter. Allocates nothing when it counts; not safe for threads.
 */
final class Lateness {

    /** Enough for more than an hour. */
    private static final int STEPS = 128;

    /** Below it a step is a microsecond. */
    private static final int EXACT = 4;

    private final long[] counts = new long[STEPS];
    private long total;
    private long worst;

    /** A timer expired so many nanoseconds after its deadline. */
    void add(long nanos) {
        long micros = Math.max(0, nanos) / 1000;
        counts[step(micros)]++;
        total++;
        worst = Math.max(worst, micros);
    }

    private static int step(long micros) {
        if (micros < EXACT) {
            return (int) micros;
        }
        int power = Long.SIZE - 1 - Long.numberOfLeadingZeros(micros);
        int quarter = (int) (micros >> power - 2) & 3;
        return Math.min(STEPS - 1, EXACT + (power - 2) * 4 + quarter);
    }

    /** The most that belongs to a step. */
    private static long most(int step) {
        if (step < EXACT) {
            return step;
        }
        int power = (step - EXACT) / 4 + 2;
        int quarter = (step - EXACT) % 4;
        return (1L << power) + ((quarter + 1L) << power - 2) - 1;
    }

    /** No more than one of a hundred was later than this, in microseconds. */
    private long hundredth() {
        long beyond = total / 100;
        for (int step = STEPS - 1; step >= 0; step--) {
            beyond -= counts[step];
            if (beyond < 0) {
                return Math.min(worst, most(step));
            }
        }
        return 0;
    }

    /** By names that say what and in which unit. */
    Map<String, Long> counters() {
        Map<String, Long> all = new LinkedHashMap<>();
        all.put("timers-expired", total);
        all.put("timer-lateness-p99-microseconds", hundredth());
        all.put("timer-lateness-worst-microseconds", worst);
        return all;
    }
}
