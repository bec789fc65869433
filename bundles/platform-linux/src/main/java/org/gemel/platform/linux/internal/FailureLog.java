package org.gemel.platform.linux.internal;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs what went wrong on the event loop, on a thread of its own that exists only while there is something to write. A
 * storm of failures is cut short rather than holding up the loop.
 */
final class FailureLog implements Consumer<Throwable>, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FailureLog.class);
    private static final int WAITING = 64;

    private final ThreadPoolExecutor writer = new ThreadPoolExecutor(
            0,
            1,
            1,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(WAITING),
            task -> {
                Thread thread = new Thread(task, "gemel-loop-log");
                thread.setDaemon(true);
                return thread;
            },
            new ThreadPoolExecutor.DiscardPolicy());

    @Override
    public void accept(Throwable failure) {
        writer.execute(() -> LOG.error("Something failed on the event loop, which goes on", failure));
    }

    /** Writes what waits, and ends the thread. */
    @Override
    public void close() {
        writer.shutdown();
    }
}
