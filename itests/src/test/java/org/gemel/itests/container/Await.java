package org.gemel.itests.container;

import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Waits for what happens in another thread and tells nobody. */
final class Await {

    static final long PATIENCE_SECONDS = 20;

    private Await() {}

    /** The value as soon as it is the expected one, or at last whatever it is. */
    static <T> T value(T expected, Callable<T> actual) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        T value = actual.call();
        while (!expected.equals(value) && System.nanoTime() < deadline) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
            value = actual.call();
        }
        return value;
    }
}
