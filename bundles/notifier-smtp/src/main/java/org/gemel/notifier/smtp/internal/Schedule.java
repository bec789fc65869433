package org.gemel.notifier.smtp.internal;

import java.time.Duration;

/** Runs tasks one after the other. */
interface Schedule {

    /** Runs a task when a time is over; zero for as soon as possible. */
    void in(Duration delay, Runnable task);

    /** Monotonic nanoseconds. */
    long nanoTime();
}
