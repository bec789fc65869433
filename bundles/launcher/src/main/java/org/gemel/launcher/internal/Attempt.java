package org.gemel.launcher.internal;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleException;

/** What a bundle is made to do, on a thread of its own, for nobody knows how long that takes. */
final class Attempt {

    private final Thread thread;
    private final CountDownLatch over = new CountDownLatch(1);
    private final long began = System.nanoTime();
    private volatile @Nullable Throwable failure;

    /** Such as its start. */
    interface Task {
        void run() throws BundleException;
    }

    private Attempt(String name, Task task) {
        thread = new Thread(() -> run(task), name);
        thread.setDaemon(true);
    }

    /** @param name of the thread */
    static Attempt begin(String name, Task task) {
        Attempt attempt = new Attempt(name, task);
        try {
            attempt.thread.start();
        } catch (OutOfMemoryError e) {
            attempt.failure = e;
            attempt.over.countDown();
        }
        return attempt;
    }

    private void run(Task task) {
        try {
            task.run();
        } catch (Throwable e) {
            failure = e;
        } finally {
            over.countDown();
        }
    }

    /** Waits for the end, at most so long; whether it came. */
    boolean await(long millis) throws InterruptedException {
        return over.await(millis, TimeUnit.MILLISECONDS);
    }

    /** Whether it has ended. */
    boolean over() {
        return over.getCount() == 0;
    }

    /** Whether it goes on, and began so long ago. */
    boolean takesLongerThan(long millis) {
        return !over() && System.nanoTime() - began >= TimeUnit.MILLISECONDS.toNanos(millis);
    }

    /** What went wrong, once it has ended; null for nothing. */
    @Nullable
    Throwable failure() {
        return failure;
    }

    /**
     * Waits for the end, and interrupts what has not come to it in time.
     *
     * @param lastMoments for how many milliseconds it is heard out after that
     * @return what went wrong; null for nothing
     */
    @Nullable
    Throwable failureWithin(long millis, long lastMoments) throws InterruptedException {
        if (await(Math.max(0, millis))) {
            return failure;
        }
        interrupt();
        return await(lastMoments) && failure == null ? null : lateness(millis);
    }

    /** What to say of one that was waited for that long. */
    static Throwable lateness(long millis) {
        return new BundleException("its activator has not returned for " + Math.max(0, millis) + " ms", null);
    }

    /** Nobody wants it to go on. */
    void interrupt() {
        thread.interrupt();
    }
}
