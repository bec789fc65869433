package org.gemel.appliance.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A change that is taken back unless somebody confirms it. It does not depend on the wall clock. Safe for any thread. */
final class Confirmation {

    private final InForce former;
    private final long end;
    private final Instant due;
    private final CountDownLatch over = new CountDownLatch(1);

    /**
     * @param former what runs again when nobody confirms
     * @param due when that will be, for a person
     * @param within how long that is from now
     */
    Confirmation(InForce former, Instant due, Duration within) {
        this.former = former;
        this.due = due;
        this.end = System.nanoTime() + within.toNanos();
    }

    InForce former() {
        return former;
    }

    Instant due() {
        return due;
    }

    /** How much time there is. */
    Duration left() {
        return Duration.ofNanos(Math.max(1, end - System.nanoTime()));
    }

    /** Begins to wait; on a thread that ends with the waiting. */
    void await(Consumer<Confirmation> takeBack) {
        Thread thread = new Thread(() -> wait(takeBack), "gemel-confirmation");
        thread.setDaemon(true);
        thread.start();
    }

    private void wait(Consumer<Confirmation> takeBack) {
        try {
            if (!over.await(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                takeBack.accept(this);
            }
        } catch (InterruptedException e) {
            // Nobody interrupts but who ends the process.
            Thread.currentThread().interrupt();
        }
    }

    /** Waits no longer. */
    void end() {
        over.countDown();
    }
}
