package org.gemel.appliance.internal;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.gemel.api.event.Event;
import org.gemel.api.event.Listener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries events from the event loop to listeners. {@link #accept} neither blocks nor throws; one thread takes the events
 * from there to a {@link Mailbox} for each listener, so that a slow one delays only itself.
 */
final class EventDispatcher implements Consumer<Event>, AutoCloseable {

    static final int CAPACITY = 4096;

    /** What is left for the last events, the goodbyes, to be told when closing. */
    private static final long LAST_WORDS_MILLIS = 500;

    private static final Logger LOG = LoggerFactory.getLogger("org.gemel.appliance");

    private final BlockingQueue<Event> queue = new ArrayBlockingQueue<>(CAPACITY);
    private final AtomicLong lost = new AtomicLong();
    private final ConcurrentMap<Listener, Mailbox> mailboxes = new ConcurrentHashMap<>();
    private final Consumer<Event> first;
    private final Thread thread;
    private volatile boolean closing;

    /**
     * Starts the thread; {@link #close} ends it.
     *
     * @param first told of each event before the listeners, and of all that were not lost; must neither block nor throw
     */
    EventDispatcher(Consumer<Event> first) {
        this(first, work -> new Thread(work, "gemel-events"));
    }

    /** With a thread of somebody else's making. */
    EventDispatcher(Consumer<Event> first, ThreadFactory threads) {
        this.first = first;
        thread = threads.newThread(this::work);
        thread.setDaemon(true);
        thread.start();
    }

    /** Takes an event; where nobody keeps up with them the oldest makes room for it and is counted as lost. */
    @Override
    public void accept(Event event) {
        while (!queue.offer(event)) {
            if (queue.poll() != null) {
                lost.incrementAndGet();
            }
        }
    }

    /** Tells a listener of all events from now on. */
    void add(Listener listener) {
        mailboxes.computeIfAbsent(listener, Mailbox::new);
    }

    /** Tells a listener no more; what it was not told yet is dropped. */
    void remove(Listener listener) {
        Mailbox mailbox = mailboxes.remove(listener);
        if (mailbox != null) {
            mailbox.close(0);
        }
    }

    /** Tells what was accepted before, for a bounded time, and ends. */
    @Override
    public void close() {
        closing = true;
        thread.interrupt();
        try {
            thread.join(LAST_WORDS_MILLIS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        mailboxes.values().forEach(mailbox -> mailbox.close(LAST_WORDS_MILLIS));
        mailboxes.clear();
    }

    private void work() {
        while (!closing) {
            try {
                // The timeout brings a report of lost events when no more come.
                Event event = queue.poll(1, TimeUnit.MINUTES);
                if (event != null) {
                    deliver(event);
                }
                reportLost();
            } catch (InterruptedException closed) {
                // The only one who interrupts is close().
                break;
            } catch (OutOfMemoryError scarce) {
                // Nobody starts this thread again, and saying so needs memory too: that is said with the next event.
                lost.incrementAndGet();
            }
        }
        for (Event event = queue.poll(); event != null; event = queue.poll()) {
            deliver(event);
        }
    }

    private void deliver(Event event) {
        first.accept(event);
        mailboxes.values().forEach(mailbox -> mailbox.put(event));
    }

    private void reportLost() {
        long count = lost.getAndSet(0);
        if (count > 0) {
            LOG.warn("{} events were lost: they came faster than they could be handed on, or memory was short", count);
        }
    }
}
