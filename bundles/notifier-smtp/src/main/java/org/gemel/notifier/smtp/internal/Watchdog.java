package org.gemel.notifier.smtp.internal;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Closes a connection whose other end does answer, but by drips. Has a thread until closed. */
final class Watchdog implements AutoCloseable {

    private final Socket socket;
    private final Duration patience;
    private final ScheduledThreadPoolExecutor timer;
    private @Nullable Future<?> guard;
    private volatile boolean bitten;

    Watchdog(Socket socket, Duration patience) {
        this.socket = socket;
        this.patience = patience;
        timer = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "gemel-smtp-watchdog");
            thread.setDaemon(true);
            return thread;
        });
        timer.setRemoveOnCancelPolicy(true);
    }

    /** What begins now may take so long. */
    void watch() {
        rest();
        guard = timer.schedule(this::bite, patience.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** It has ended. */
    void rest() {
        if (guard != null) {
            guard.cancel(false);
        }
    }

    /** Whether it took too long. */
    boolean bitten() {
        return bitten;
    }

    Duration patience() {
        return patience;
    }

    private void bite() {
        bitten = true;
        try {
            socket.close();
        } catch (IOException closedAnyway) {
            // Whoever uses it meets the same and says so.
            bitten = true;
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
