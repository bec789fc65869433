package org.gemel.api.platform;

import java.time.Instant;
import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;

/**
 * One thread on which everything of an engine happens, one thing at a time.
 *
 * <p>In each turn, packets that have arrived and changes of the network are delivered before timers that are due: whoever wakes
 * from a long sleep hears what is new before it acts on what is old.
 */
@ProviderType
public interface EventLoop {

    /** Monotonic time in nanoseconds from an arbitrary origin; safe for any thread. Compare by difference. */
    long nanoTime();

    /** The wall clock, for people to read; safe for any thread. */
    default Instant wallTime() {
        return Instant.now();
    }

    /**
     * Runs a task on the loop, after what is already waiting; safe for any thread, the loop thread included. A task that
     * throws is logged and does not end the loop. After the loop has ended, tasks are dropped.
     */
    void execute(Runnable task);

    /** Whether the caller is on the loop thread. */
    boolean inLoop();

    /**
     * Makes a timer, disarmed. Loop thread only.
     *
     * @param expiry run on the loop at or after the deadline, once for each arming
     */
    Timer newTimer(Runnable expiry);

    /**
     * What the loop has counted since it began, by names that say what and in which unit, in a fixed order; how late timers
     * expire is what tells whether the machine keeps up. Loop thread only.
     */
    default Map<String, Long> counters() {
        return Map.of();
    }

    /** A timer that is armed again and again without allocation. Loop thread only. */
    @ProviderType
    interface Timer {

        /**
         * Arms the timer, replacing an earlier deadline: once this returns, the expiry of an earlier arming is not
         * delivered any more.
         *
         * @param deadline in the time of {@link EventLoop#nanoTime()}; one that has passed expires in the loop's next turn
         */
        void arm(long deadline);

        /** Disarms the timer: once this returns, no expiry is delivered until it is armed again. */
        void disarm();

        /** Whether an expiry is to come. */
        boolean armed();

        /** The deadline last armed, in the time of {@link EventLoop#nanoTime()}; meaningless while not armed. */
        long deadline();
    }
}
