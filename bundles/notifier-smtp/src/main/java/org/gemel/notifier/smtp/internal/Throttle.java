package org.gemel.notifier.smtp.internal;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** Counts what happens, and says whether more may happen in a minute. Time is passed in, in monotonic nanoseconds. */
final class Throttle {

    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    private final int most;
    private final Deque<Long> last = new ArrayDeque<>();

    /** @param most how often in any minute, at least once */
    Throttle(int most) {
        this.most = most;
    }

    /** How long until it may happen; zero for now. */
    Duration until(long now) {
        while (!last.isEmpty() && now - last.getFirst() >= MINUTE) {
            last.removeFirst();
        }
        return last.size() < most ? Duration.ZERO : Duration.ofNanos(MINUTE - (now - last.getFirst()));
    }

    /** It happens. */
    void count(long now) {
        last.addLast(now);
    }
}
