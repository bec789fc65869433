package org.gemel.appliance.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.gemel.api.config.Configuration;

/** A change that is taken back unless somebody confirms it. It does not depend on the wall clock. Safe for any thread. */
final class Confirmation {

    private final Configuration former;
    private final Instant due;
    private final CountDownLatch over = new CountDownLatch(1);

    /**
     * @param former what runs again when nobody confirms
     * @param due when that will be, for a person
     */
    Confirmation(Configuration former, Instant due) {
        this.former = former;
        this.due = due;
    }

    Configuration former() {
        return former;
    }

    Instant due() {
        return due;
    }

    /** Begins to wait; on a thread that ends with the waiting. */
    void await(Duration within, Consumer<Confirmation> takeBack) {
        Thread thread = new Thread(() -> wait(within, takeBack), "gemel-confirmation");
        thread.setDaemon(true);
        thread.start();
    }

    private void wait(Duration within, Consumer<Confirmation> takeBack) {
        try {
            if (!over.await(within.toNanos(), TimeUnit.NANOSECONDS)) {
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
