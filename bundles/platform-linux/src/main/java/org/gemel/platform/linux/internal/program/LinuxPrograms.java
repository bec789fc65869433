package org.gemel.platform.linux.internal.program;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.gemel.api.platform.Ending;
import org.gemel.api.platform.EventLoop;
import org.gemel.api.platform.Program;
import org.gemel.api.platform.Programs;
import org.gemel.platform.linux.internal.loop.KernelLoop;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs programs. Each is found, checked and started by a thread of its own, and a program on a disk that hangs holds up
 * nothing else. All other state belongs to the side loop.
 */
public final class LinuxPrograms implements Programs, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LinuxPrograms.class);

    /** Launches at a time; a launch takes a millisecond or so. */
    private static final int MOST_LAUNCHES = 8;

    /** A launch that takes longer hangs, and another one may take its place. */
    private static final long PROMPT_NANOS = 1_000_000_000L;

    /** Launches at a time with those that hang, each of which costs a thread. */
    private static final int MOST_THREADS = 64;

    /** So long the end waits for launches, which have a program to end if they have started it. */
    private static final Duration PATIENCE = Duration.ofMillis(500);

    /** Programs that ended and left others behind that still may say something. */
    private static final int MOST_LEFT_OVER = 32;

    /** Starts a program, however long that takes; called on a thread that is used for nothing after it. */
    interface Starter {
        Child start(Program program) throws Refusal;
    }

    private final EventLoop loop;
    private final KernelLoop side;
    private final Starter starter;
    private final Warnings warnings;
    private final Deque<LinuxRun> waiting = new ArrayDeque<>();
    private final List<LinuxRun> running = new ArrayList<>();
    private final Deque<ChildOutput> leftOver = new ArrayDeque<>();
    private final List<Launch> launches = new ArrayList<>();
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();

    /** Started and not yet taken over by the side loop; its lock guards {@link #closed} too. */
    private final Map<LinuxRun, Child> born = new HashMap<>();

    private boolean closed;

    /**
     * Programs get the processors of the calling thread.
     *
     * @param loop asks and is told
     * @param side does the rest
     */
    public LinuxPrograms(EventLoop loop, KernelLoop side) {
        this(loop, side, new Warnings());
    }

    private LinuxPrograms(EventLoop loop, KernelLoop side, Warnings warnings) {
        this(loop, side, new Launcher(new Footing(), warnings, Setpriv::find), warnings);
    }

    LinuxPrograms(EventLoop loop, KernelLoop side, Starter starter, Warnings warnings) {
        this.loop = loop;
        this.side = side;
        this.starter = starter;
        this.warnings = warnings;
    }

    @Override
    public Run start(Program program, Consumer<Ending> ended) {
        if (!loop.inLoop()) {
            throw new IllegalStateException("programs are for the loop thread only");
        }
        LinuxRun run = new LinuxRun(program, ended, loop, side, this, warnings);
        side.execute(() -> {
            if (isClosed()) {
                run.refused("the platform ends");
            } else {
                running.add(run);
                waiting.add(run);
                next();
            }
        });
        return run;
    }

    private boolean isClosed() {
        synchronized (born) {
            return closed;
        }
    }

    private void next() {
        Iterator<LinuxRun> runs = waiting.iterator();
        while (launches.size() < MOST_THREADS
                && launches.stream().filter(each -> !each.hangs).count() < MOST_LAUNCHES
                && runs.hasNext()) {
            LinuxRun run = runs.next();
            // Where one hangs the next would hang as well, and in the end all threads would.
            if (launches.stream().noneMatch(each -> each.hangs && each.sameAs(run))) {
                runs.remove();
                new Launch(run).begin();
            }
        }
    }

    /** One launch; of the side loop but for what its thread does. */
    private final class Launch {

        private final LinuxRun run;
        private final EventLoop.Timer patience;
        private boolean hangs;

        Launch(LinuxRun run) {
            this.run = run;
            patience = side.newTimer(this::late);
        }

        boolean sameAs(LinuxRun other) {
            return run.name().equals(other.name());
        }

        void begin() {
            Thread thread = new Thread(this::launch, "gemel-launch");
            thread.setDaemon(true);
            threads.add(thread);
            launches.add(this);
            patience.arm(side.nanoTime() + PROMPT_NANOS);
            try {
                thread.start();
            } catch (OutOfMemoryError e) {
                // So the virtual machine says that the kernel gives it no more threads.
                threads.remove(thread);
                patience.disarm();
                launches.remove(this);
                run.refused("no thread can be started to run it: " + e.getMessage()
                        + "; raise the limit of processes (ulimit -u, TasksMax= in the systemd unit)");
            }
        }

        private void late() {
            hangs = true;
            warnings.say("It takes more than a second to find and start " + run.name()
                    + ": look at the disk that it is on, and at where users are looked up (/etc/nsswitch.conf)");
            next();
        }

        private void done() {
            patience.disarm();
            launches.remove(this);
            next();
        }

        private void launch() {
            try {
                if (run.wanted()) {
                    hand(run, starter.start(run.program()));
                } else {
                    side.execute(() -> over(run));
                }
            } catch (Refusal e) {
                side.execute(() -> run.refused(String.valueOf(e.getMessage())));
            } catch (Throwable e) {
                // Whatever it is, somebody waits for an answer.
                side.execute(() -> run.refused("it could not be started: " + e));
                LOG.error("A program could not be started", e);
            } finally {
                side.execute(this::done);
                threads.remove(Thread.currentThread());
            }
        }
    }

    /** Gives the side loop what runs now, or ends that if there is nobody to give it to; on the launching thread. */
    private void hand(LinuxRun run, Child child) {
        synchronized (born) {
            if (!closed) {
                born.put(run, child);
                side.execute(() -> take(run));
                return;
            }
        }
        child.end();
    }

    private void take(LinuxRun run) {
        Child child;
        synchronized (born) {
            child = born.remove(run);
        }
        if (child != null) {
            run.started(child);
        }
    }

    /** A run is over; on the side loop. */
    void over(LinuxRun run, ChildOutput output) {
        over(run);
        if (output.open()) {
            leftOver.add(output);
        }
        leftOver.removeIf(each -> !each.open());
        while (leftOver.size() > MOST_LEFT_OVER) {
            leftOver.remove().close();
        }
    }

    void over(LinuxRun run) {
        running.remove(run);
    }

    /** Kills what runs, and what is just being started; on the side loop. */
    @Override
    public void close() {
        List<Child> orphans;
        synchronized (born) {
            closed = true;
            orphans = List.copyOf(born.values());
            born.clear();
        }
        waiting.clear();
        orphans.forEach(Child::end);
        // All at once, so that they end at the same time.
        running.forEach(LinuxRun::abandon);
        List.copyOf(running).forEach(LinuxRun::part);
        leftOver.forEach(ChildOutput::close);
        await();
    }

    private void await() {
        long end = System.nanoTime() + PATIENCE.toNanos();
        try {
            for (Thread thread : threads) {
                thread.join(
                        Math.max(1, Duration.ofNanos(end - System.nanoTime()).toMillis()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
