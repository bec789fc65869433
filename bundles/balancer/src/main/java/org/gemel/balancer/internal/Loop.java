package org.gemel.balancer.internal;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A thread that does one thing after the other, and is there only while there is something to do. Safe for any thread. */
public final class Loop {

    private static final Logger LOG = LoggerFactory.getLogger("org.gemel.balancer");
    private static final Duration IDLE = Duration.ofSeconds(2);

    private final ScheduledThreadPoolExecutor executor;

    /** @param name of the thread */
    public Loop(String name) {
        // Whoever has something done may be a plugin; the thread that is made then is not to be of its kin.
        ThreadGroup group = Thread.currentThread().getThreadGroup();
        executor = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(group, task, name);
            thread.setDaemon(true);
            thread.setContextClassLoader(Loop.class.getClassLoader());
            return thread;
        });
        executor.setKeepAliveTime(IDLE.toMillis(), TimeUnit.MILLISECONDS);
        executor.allowCoreThreadTimeOut(true);
        executor.setRemoveOnCancelPolicy(true);
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /** Does something after what waits already; what throws is logged. After {@link #end} it is not done; whether it will be. */
    public boolean execute(Runnable task) {
        return after(0, task) != NOT_TO_BE;
    }

    /** Does something after some nanoseconds; run what is returned to have it not done. */
    public Runnable after(long nanos, Runnable task) {
        try {
            var future = executor.schedule(() -> guarded(task), nanos, TimeUnit.NANOSECONDS);
            return () -> future.cancel(false);
        } catch (RejectedExecutionException ended) {
            return NOT_TO_BE;
        }
    }

    private static void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error failed) {
            // Whatever it was: the thread goes on with the next.
            LOG.error("the balancer failed at something, and goes on", failed);
        }
    }

    /** Ends after what waits to be done at once. */
    public void end() {
        executor.shutdown();
    }

    private static final Runnable NOT_TO_BE = () -> {};
}
