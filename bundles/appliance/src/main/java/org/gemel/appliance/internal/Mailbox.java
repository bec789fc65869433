package org.gemel.appliance.internal;

import java.util.ArrayDeque;
import java.util.Deque;
import org.gemel.api.event.Event;
import org.gemel.api.event.Listener;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The events that one listener is still to be told, and the thread that tells it. A full mailbox loses its oldest. */
final class Mailbox {

    private static final int CAPACITY = 256;
    private static final Logger LOG = LoggerFactory.getLogger("org.gemel.appliance");

    private final Listener listener;
    private final Deque<Event> events = new ArrayDeque<>(CAPACITY);
    private final Thread thread;
    private long lost;
    private boolean closed;

    /** Starts the thread; {@link #close} ends it. */
    Mailbox(Listener listener) {
        this.listener = listener;
        thread = new Thread(this::work, "gemel-events-" + listener.getClass().getSimpleName());
        thread.setDaemon(true);
        thread.start();
    }

    /** Adds an event; never blocks for long. */
    synchronized void put(Event event) {
        if (events.size() == CAPACITY) {
            events.removeFirst();
            lost++;
        }
        events.addLast(event);
        notifyAll();
    }

    /** Ends the thread when the mailbox is empty or the time is over, whichever comes first. */
    void close(long patienceMillis) {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        try {
            if (patienceMillis > 0 && Thread.currentThread() != thread) {
                thread.join(patienceMillis);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        synchronized (this) {
            events.clear();
        }
        thread.interrupt();
    }

    private void work() {
        boolean more = true;
        while (more) {
            try {
                more = tellNext();
            } catch (OutOfMemoryError scarce) {
                // Nobody starts this thread again, and saying so needs memory too: that is said with the next event.
                miss();
            }
        }
    }

    /** Returns false when there will be no more. */
    private boolean tellNext() {
        Event event = take();
        if (event != null) {
            try {
                listener.happened(event);
            } catch (RuntimeException | LinkageError failed) {
                LOG.error("listener {} failed at {}", name(), event, failed);
            }
        }
        return event != null;
    }

    private synchronized void miss() {
        lost++;
    }

    private @Nullable Event take() {
        long missed;
        Event next;
        synchronized (this) {
            while (events.isEmpty() && !closed) {
                try {
                    wait();
                } catch (InterruptedException stray) {
                    // A listener interrupted its own thread; only close() ends us.
                    LOG.debug("listener {} was interrupted", name());
                }
            }
            missed = lost;
            lost = 0;
            next = events.pollFirst();
        }
        if (missed > 0) {
            LOG.warn("listener {} missed {} events: it is too slow, or memory was short", name(), missed);
        }
        return next;
    }

    private String name() {
        return listener.getClass().getName();
    }
}
