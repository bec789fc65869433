package org.gemel.balancer.internal.checking;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.gemel.api.checker.CheckerFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One checker factory with a thread of its own, on which all its code is called. Where a call does not return, another thread
 * goes on with the next; only so often, for a thread cannot be ended from outside. Safe for any thread.
 */
final class Workshop {

    /** How long a call may take that must not block: a collector or a busy machine may delay it, nothing else. */
    static final long PATIENCE = TimeUnit.SECONDS.toNanos(1);

    /** So many threads at a time may be stuck. */
    static final int MOST_STUCK = 3;

    private static final long IDLE_SECONDS = 5;
    private static final Logger LOG = LoggerFactory.getLogger("org.gemel.balancer");

    private final String kind;
    private final CheckerFactory factory;
    private final BlockingQueue<Job> jobs = new LinkedBlockingQueue<>();
    private @Nullable Worker worker;
    /** Whose calls have not returned; one entry for each call. */
    private final List<CheckRun> stuck = new ArrayList<>();

    /** Which threads started here, and by those, are in as well; Java 17 keeps some hundred bytes of it for good. */
    private final ThreadGroup group;

    private boolean quarantined;
    private boolean closed;

    /** On the threads of calls: for whom. Who starts a thread within one is told so. */
    private final InheritableThreadLocal<@Nullable CheckRun> calledFor = new InheritableThreadLocal<>() {
        @Override
        protected @Nullable CheckRun childValue(@Nullable CheckRun starter) {
            if (starter != null) {
                starter.startedThread();
            }
            return null;
        }
    };

    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    /**
     * Something to be done.
     *
     * @param run for whom; null for the workshop itself
     * @param last whether it gives up what is held, and so is done in quarantine, too
     */
    private record Job(@Nullable CheckRun run, String what, boolean last, Runnable task) {}

    /** A call that does not return. */
    record Stuck(CheckRun run, String what) {}

    Workshop(String kind, CheckerFactory factory) {
        this.kind = kind;
        this.factory = factory;
        group = new ThreadGroup("gemel-check-" + kind);
    }

    CheckerFactory factory() {
        return factory;
    }

    /**
     * Has a call done after those that wait.
     *
     * @param what it is, for a person
     */
    void submit(CheckRun run, String what, Runnable task) {
        add(new Job(run, what, false, task));
    }

    /** Has a call done that gives up what is held: in quarantine, too, if one further thread comes that far. */
    void submitLast(CheckRun run, String what, Runnable task) {
        add(new Job(run, what, true, task));
    }

    private synchronized void add(Job job) {
        if (quarantined && !job.last() || stuck.size() > MOST_STUCK) {
            return;
        }
        jobs.add(job);
        if (worker == null) {
            begin();
        }
    }

    /** Whether a call for somebody has not returned for too long. */
    synchronized boolean isStuck(CheckRun run) {
        return stuck.contains(run);
    }

    private void begin() {
        Worker next = new Worker();
        worker = next;
        next.start();
    }

    /** The call that has not returned for too long, if there is one; somebody else goes on with the others from now on. */
    synchronized @Nullable Stuck inspect(long now) {
        Worker current = worker;
        Job job = current == null ? null : current.job;
        CheckRun run = job == null ? null : job.run();
        if (current == null || job == null || run == null || now - current.begun < PATIENCE) {
            return null;
        }
        stuck.add(run);
        current.interrupt();
        worker = null;
        if (stuck.size() >= MOST_STUCK) {
            quarantine();
        }
        if (stuck.size() > MOST_STUCK) {
            jobs.clear();
        } else if (!jobs.isEmpty()) {
            begin();
        }
        return new Stuck(run, job.what());
    }

    /** Whether nothing is called any more but what gives up what is held. */
    synchronized boolean quarantined() {
        return quarantined;
    }

    /** From now on nothing is called any more but what gives up what is held. */
    synchronized void quarantine() {
        quarantined = true;
        jobs.removeIf(each -> !each.last());
    }

    /** How many threads go on that were started within calls, or by such threads. */
    int threads() {
        Thread[] all = new Thread[group.activeCount() + 16];
        return (int) Arrays.stream(all, 0, group.enumerate(all))
                .filter(each -> !(each instanceof Worker))
                .count();
    }

    /** Ends after what waits; completes then. */
    synchronized CompletableFuture<Void> close() {
        closed = true;
        if (worker == null) {
            ended.complete(null);
        } else {
            // Wakes it; an interrupt could hit somebody's call.
            jobs.add(new Job(null, "end", true, () -> {}));
        }
        return ended;
    }

    private final class Worker extends Thread {

        private volatile long begun;
        private volatile @Nullable Job job;

        Worker() {
            super(group, "gemel-check-" + kind);
            setDaemon(true);
            setContextClassLoader(factory.getClass().getClassLoader());
        }

        @Override
        public void run() {
            while (true) {
                Job next = next();
                if (next == null) {
                    return;
                }
                calledFor.set(next.run());
                try {
                    next.task().run();
                } catch (Throwable failed) {
                    // Who calls a plugin catches what it throws; this is the last resort of the thread.
                    LOG.error("{}: {} failed: {}", kind, next.what(), Verdicts.text(failed));
                }
                if (!goesOn(next)) {
                    return;
                }
            }
        }

        private @Nullable Job next() {
            try {
                while (true) {
                    Job next = jobs.poll(closed() ? 0 : IDLE_SECONDS, TimeUnit.SECONDS);
                    if (next != null) {
                        begun = System.nanoTime();
                        job = next;
                        return next;
                    }
                    if (mayEnd()) {
                        return null;
                    }
                }
            } catch (InterruptedException closedMeanwhile) {
                return mayEnd() ? null : next();
            }
        }

        private boolean closed() {
            synchronized (Workshop.this) {
                return closed;
            }
        }

        private boolean mayEnd() {
            synchronized (Workshop.this) {
                boolean end = jobs.isEmpty();
                if (end && worker == this) {
                    worker = null;
                }
                if (end && closed) {
                    ended.complete(null);
                }
                return end;
            }
        }

        /** Whether nobody else has taken over while the call went on. */
        private boolean goesOn(Job done) {
            synchronized (Workshop.this) {
                job = null;
                if (worker == this) {
                    return true;
                }
                stuck.remove(done.run());
                return false;
            }
        }
    }
}
