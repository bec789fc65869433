package org.gemel.demo.lab;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waiting for what nobody announces. */
public final class Await {

    private static final long PAUSE_MILLIS = 10;

    private Await() {}

    /**
     * Waits until a condition holds.
     *
     * @throws LabException if it does not hold in time
     */
    public static void until(String what, Duration within, BooleanSupplier condition) {
        until(what, within, condition, () -> "");
    }

    /**
     * Waits until a condition holds.
     *
     * @param otherwise what to add to the message if it does not
     * @throws LabException if it does not hold in time
     */
    public static void until(String what, Duration within, BooleanSupplier condition, Supplier<String> otherwise) {
        long deadline = System.nanoTime() + within.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                throw new LabException("not within " + within.toMillis() + " ms: " + what + otherwise.get());
            }
            pause(Duration.ofMillis(PAUSE_MILLIS));
        }
    }

    /** Lets time pass. */
    public static void pause(Duration time) {
        try {
            Thread.sleep(time.toMillis(), time.toNanosPart() % 1_000_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LabException("interrupted", e);
        }
    }
}
