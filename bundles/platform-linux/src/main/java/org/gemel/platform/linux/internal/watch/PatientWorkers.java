package org.gemel.platform.linux.internal.watch;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.gemel.api.platform.EventLoop;

/** Threads that may have to wait for a file server, and end when there is nothing to do. Side loop only. */
final class PatientWorkers implements AutoCloseable {

    /** So many files may keep one waiting before the others wait, too. */
    private static final int MOST = 8;

    private static final int IDLE_SECONDS = 5;

    private final EventLoop side;
    private final ThreadPoolExecutor threads;
    private final Map<Path, CompletableFuture<Void>> last = new HashMap<>();

    PatientWorkers(EventLoop side) {
        this.side = side;
        threads = new ThreadPoolExecutor(
                MOST, MOST, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, "gemel-files");
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
    }

    /** Does something with a file, after what was to be done with the same one before. */
    void inOrder(Path path, Runnable job) {
        CompletableFuture<Void> before = last.getOrDefault(path, CompletableFuture.completedFuture(null));
        CompletableFuture<Void> done = before.handleAsync(
                (nothing, failure) -> {
                    job.run();
                    return null;
                },
                threads);
        last.put(path, done);
        done.whenComplete((nothing, failure) -> side.execute(() -> {
            last.remove(path, done);
            if (failure != null) {
                // For the log of the loop's failures.
                throw new CompletionException(failure);
            }
        }));
    }

    /** Waits for nobody; the threads end by themselves. */
    @Override
    public void close() {
        threads.shutdown();
    }
}
