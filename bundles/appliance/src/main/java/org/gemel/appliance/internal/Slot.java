package org.gemel.appliance.internal;

import org.jspecify.annotations.Nullable;

/** A place for a service that comes, is replaced and goes. Safe for any thread. */
final class Slot<T> {

    private @Nullable T value;
    private boolean closed;

    /** The service came; it takes the place of another. */
    synchronized void add(T added) {
        value = added;
        notifyAll();
    }

    /** The service went; one that was replaced before is not looked at. */
    synchronized void remove(T removed) {
        if (value == removed) {
            value = null;
        }
    }

    /** The service if it is here. */
    synchronized @Nullable T now() {
        return value;
    }

    /** Waits for the service, for at most so long; null if it did not come, or at once when closed. */
    synchronized @Nullable T await(long millis) throws InterruptedException {
        long deadline = System.nanoTime() + millis * 1_000_000;
        for (long left = millis; value == null && !closed && left > 0; ) {
            wait(left);
            left = (deadline - System.nanoTime()) / 1_000_000;
        }
        return value;
    }

    /** Whether nobody shall wait any more. */
    synchronized boolean closed() {
        return closed;
    }

    /** Ends all waiting, now and later. */
    synchronized void close() {
        closed = true;
        notifyAll();
    }
}
