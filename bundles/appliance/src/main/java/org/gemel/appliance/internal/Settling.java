package org.gemel.appliance.internal;

import java.time.Duration;

/** Does something once after changes, when there have been none for a while. */
final class Settling {

    private final Duration rest;
    private final Runnable action;
    private long changes;
    private boolean awaited;
    private boolean over;

    /** @param action done on a thread of its own */
    Settling(Duration rest, Runnable action) {
        this.rest = rest;
        this.action = action;
    }

    /** Something has changed. */
    synchronized void changed() {
        changes++;
        if (!awaited && !over) {
            awaited = true;
            Thread thread = new Thread(this::settle, "gemel-settling");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private void settle() {
        try {
            if (settled()) {
                action.run();
            }
        } catch (InterruptedException e) {
            // Nobody interrupts but who ends the process.
            Thread.currentThread().interrupt();
        }
    }

    private synchronized boolean settled() throws InterruptedException {
        long seen = -1;
        while (seen != changes && !over) {
            seen = changes;
            wait(rest.toMillis());
        }
        awaited = false;
        return !over;
    }

    /** Nothing is done any more. */
    synchronized void end() {
        over = true;
        notifyAll();
    }
}
