package org.gemel.appliance.internal;

import java.time.Duration;
import java.util.concurrent.Executor;

/** Does something once after changes, when there have been none for a while. */
final class Settling {

    private final Duration rest;
    private final Runnable action;
    private final Executor threads;
    private long changes;
    private boolean awaited;
    private boolean over;

    /** @param action done on a thread of its own */
    Settling(Duration rest, Runnable action) {
        this(rest, action, Settling::begin);
    }

    /** @param threads where the waiting and the action are done */
    Settling(Duration rest, Runnable action, Executor threads) {
        this.rest = rest;
        this.action = action;
        this.threads = threads;
    }

    private static void begin(Runnable settling) {
        Thread thread = new Thread(settling, "gemel-settling");
        thread.setDaemon(true);
        thread.start();
    }

    /** Something has changed. */
    synchronized void changed() {
        changes++;
        if (!awaited && !over) {
            awaited = true;
            threads.execute(this::settle);
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
