package org.gemel.platform.linux.internal;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Closes sockets on a thread of its own: until a packet socket is closed the kernel waits for every processor to have
 * let go of it, which takes tens of milliseconds, too long for the event loop.
 */
final class Closer implements Executor, AutoCloseable {

    private static final int WAITING = 1024;
    private static final int PATIENCE_SECONDS = 5;

    private final ThreadPoolExecutor closer = new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(WAITING),
            task -> {
                Thread thread = new Thread(task, "gemel-closer");
                thread.setDaemon(true);
                return thread;
            },
            // With no room to wait, or after the end, whoever closes waits for the kernel.
            (task, full) -> task.run());

    Closer() {
        // Not on the event loop, when the first socket is closed.
        closer.prestartCoreThread();
    }

    @Override
    public void execute(Runnable close) {
        closer.execute(close);
    }

    /** Closes what waits, and ends the thread; after a few seconds it is left to do so alone. */
    @Override
    public void close() {
        closer.shutdown();
        try {
            closer.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
