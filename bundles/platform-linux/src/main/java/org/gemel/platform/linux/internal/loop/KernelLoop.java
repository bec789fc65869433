package org.gemel.platform.linux.internal.loop;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.ObjLongConsumer;
import org.gemel.api.platform.EventLoop;
import org.gemel.api.platform.PlatformException;
import org.gemel.libc.Libc;
import org.gemel.platform.linux.internal.libc.Abi;
import org.gemel.platform.linux.internal.libc.Descriptor;
import org.gemel.platform.linux.internal.libc.Errno;
import org.gemel.platform.linux.internal.libc.NativeBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The event loop on epoll. Each turn reads the clock, handles whatever has arrived by then, runs the timers that were due
 * by then, and runs tasks. Because arrivals go first, a process that was stopped for a while hears that it has been
 * replaced before its timers tell it to act.
 */
public final class KernelLoop implements EventLoop, AutoCloseable {

    private static final int MAX_EVENTS = 64;
    private static final int MAX_TASKS_A_TURN = 64;
    /** The longest sleep; keeps far deadlines within a 32-bit time_t. */
    private static final long LONGEST_SLEEP = 86_400_000_000_000L;

    private static final String NO_CAPABILITY = "nothing special";

    private final Descriptor epoll;
    private final Descriptor timer;
    private final Descriptor wakeUp;
    private final NativeBuffer events = NativeBuffer.allocate(MAX_EVENTS * Abi.EPOLL_EVENT_SIZE);
    private final NativeBuffer timerValue = NativeBuffer.allocate(Abi.ITIMERSPEC_SIZE);
    private final NativeBuffer one = NativeBuffer.allocate(Long.BYTES);

    private final List<@Nullable Runnable> watchers = new ArrayList<>();
    private final TimerQueue timers = new TimerQueue();
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean awake = new AtomicBoolean();
    private final Lateness lateness = new Lateness();
    private final ObjLongConsumer<Runnable> expired = this::expired;
    private final Consumer<Throwable> failures;
    private final Thread thread;

    private long timerDeadline;
    private boolean timerSet;
    private volatile boolean stopping;

    /**
     * Starts the thread.
     *
     * @param failures told on the loop thread of whatever a task, a timer or a watcher throws; must not block
     * @throws PlatformException if the kernel refuses a descriptor
     */
    public KernelLoop(Consumer<Throwable> failures) throws PlatformException {
        this("gemel-loop", failures);
    }

    /**
     * Starts a thread of that name.
     *
     * @see #KernelLoop(Consumer)
     */
    public KernelLoop(String name, Consumer<Throwable> failures) throws PlatformException {
        this.failures = failures;
        checkClock();
        List<Descriptor> opened = new ArrayList<>();
        try {
            opened.add(epoll = Descriptor.of(Libc.epoll_create1(Abi.O_CLOEXEC), "make an epoll", NO_CAPABILITY));
            opened.add(
                    timer = Descriptor.of(
                            Libc.timerfd_create(Abi.CLOCK_MONOTONIC, Abi.SOCK_NONBLOCK_CLOEXEC),
                            "make a timerfd",
                            NO_CAPABILITY));
            opened.add(
                    wakeUp = Descriptor.of(
                            Libc.eventfd(0, Abi.SOCK_NONBLOCK_CLOEXEC), "make an eventfd", NO_CAPABILITY));
            // Edge-triggered, they need not be read: only that they fired matters, and that is seen on the clock and
            // queue.
            add(timer.fd(), Abi.EPOLLIN | Abi.EPOLLET, () -> {});
            add(wakeUp.fd(), Abi.EPOLLIN | Abi.EPOLLET, () -> {});
        } catch (PlatformException e) {
            opened.forEach(Descriptor::close);
            throw e;
        }
        one.bytes().putLong(0, 1);
        thread = new Thread(this::run, name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public boolean inLoop() {
        return Thread.currentThread() == thread;
    }

    @Override
    public Map<String, Long> counters() {
        return lateness.counters();
    }

    @Override
    public void execute(Runnable task) {
        if (stopping) {
            return;
        }
        tasks.add(task);
        if (!inLoop()) {
            wake();
        }
    }

    @Override
    public Timer newTimer(Runnable expiry) {
        return timers.newTimer(expiry);
    }

    /**
     * Runs something on the loop and waits for it; safe for any thread, the loop thread included.
     *
     * @throws PlatformException what it throws, or that the loop has ended or the caller was interrupted
     */
    public <T> T call(Callable<T> task) throws PlatformException {
        FutureTask<T> future = new FutureTask<>(task);
        if (inLoop()) {
            future.run();
        } else {
            execute(future);
        }
        try {
            while (true) {
                try {
                    return future.get(1, TimeUnit.SECONDS);
                } catch (TimeoutException e) {
                    if (!thread.isAlive()) {
                        throw new PlatformException("the event loop has ended");
                    }
                }
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof PlatformException refused) {
                throw refused;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PlatformException("interrupted while waiting for the event loop");
        }
    }

    /**
     * Calls a watcher whenever a descriptor has something to read. Loop thread only.
     *
     * @return what to close before the descriptor is closed
     */
    public Watch watch(int fd, Runnable watcher) throws PlatformException {
        int slot = add(fd, Abi.EPOLLIN, watcher);
        return () -> {
            Libc.epoll_ctl(epoll.fd(), Abi.EPOLL_CTL_DEL, fd, events.pointer());
            watchers.set(slot, null);
        };
    }

    /** Ends a watch. Loop thread only, once. */
    public interface Watch extends AutoCloseable {
        @Override
        void close();
    }

    /** Ends the loop after the turn it is in and waits for that, unless called on the loop itself. */
    @Override
    public void close() {
        stopping = true;
        if (inLoop()) {
            return;
        }
        wake();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private int add(int fd, int interest, Runnable watcher) throws PlatformException {
        int free = watchers.indexOf(null);
        int slot = free < 0 ? watchers.size() : free;
        NativeBuffer event = NativeBuffer.allocate(Abi.EPOLL_EVENT_SIZE);
        event.bytes().putInt(0, interest).putInt(Abi.EPOLL_EVENT_DATA, slot);
        if (Libc.epoll_ctl(epoll.fd(), Abi.EPOLL_CTL_ADD, fd, event.pointer()) < 0) {
            throw Errno.refused("watch a descriptor with epoll", Libc.errno(), NO_CAPABILITY);
        }
        if (free < 0) {
            watchers.add(watcher);
        } else {
            watchers.set(slot, watcher);
        }
        return slot;
    }

    private void run() {
        try {
            while (!stopping) {
                turn();
            }
        } catch (RuntimeException failure) {
            failures.accept(failure);
        } finally {
            stopping = true;
            tasks.clear();
            synchronized (wakeUp) {
                wakeUp.close();
            }
            timer.close();
            epoll.close();
        }
    }

    private void turn() {
        // Read before polling: every arrival up to this moment is handled before a timer that was due at it.
        long now = System.nanoTime();
        boolean idle = tasks.isEmpty() && !timers.isDue(now);
        if (idle) {
            setTimer(now);
        }
        int ready = Libc.epoll_wait(epoll.fd(), events.pointer(), MAX_EVENTS, idle ? -1 : 0);
        if (ready < 0) {
            if (Libc.errno() != Abi.EINTR) {
                throw new IllegalStateException("epoll_wait: " + Errno.text(Libc.errno()));
            }
            return;
        }
        for (int i = 0; i < ready; i++) {
            int slot = events.bytes().getInt(i * Abi.EPOLL_EVENT_SIZE + Abi.EPOLL_EVENT_DATA);
            Runnable watcher = watchers.get(slot);
            if (watcher != null) {
                runGuarded(watcher);
            }
        }
        timers.fire(now, expired);
        runTasks();
    }

    private void runTasks() {
        awake.set(false);
        for (int i = 0; i < MAX_TASKS_A_TURN; i++) {
            Runnable task = tasks.poll();
            if (task == null) {
                return;
            }
            runGuarded(task);
        }
    }

    private void expired(Runnable expiry, long deadline) {
        lateness.add(System.nanoTime() - deadline);
        runGuarded(expiry);
    }

    private void runGuarded(Runnable task) {
        try {
            task.run();
        } catch (Throwable failure) {
            report(failure);
        }
    }

    private void report(Throwable failure) {
        try {
            failures.accept(failure);
        } catch (OutOfMemoryError scarce) {
            // Somebody else takes all there is, and saying so needs memory too: the loop goes on without.
            return;
        }
    }

    private void setTimer(long now) {
        if (timers.isEmpty()) {
            return;
        }
        long deadline = timers.earliest() - now > LONGEST_SLEEP ? now + LONGEST_SLEEP : timers.earliest();
        if (timerSet && deadline == timerDeadline) {
            return;
        }
        Abi.putTimerValue(timerValue.bytes(), deadline);
        if (Libc.timerfd_settime(timer.fd(), Abi.TFD_TIMER_ABSTIME, timerValue.pointer(), null) < 0) {
            throw new IllegalStateException("timerfd_settime: " + Errno.text(Libc.errno()));
        }
        timerDeadline = deadline;
        timerSet = true;
    }

    private void wake() {
        if (awake.compareAndSet(false, true)) {
            // Not a descriptor that the loop has closed meanwhile: its number may be somebody else's by now.
            synchronized (wakeUp) {
                if (wakeUp.fd() >= 0) {
                    Libc.write(wakeUp.fd(), one.pointer(), Long.BYTES);
                }
            }
        }
    }

    /** Deadlines are handed to the kernel as they are, so both must count on the same clock. */
    private static void checkClock() {
        NativeBuffer timespec = NativeBuffer.allocate(Abi.TIMESPEC_SIZE);
        long before = System.nanoTime();
        Libc.clock_gettime(Abi.CLOCK_MONOTONIC, timespec.pointer());
        long kernel = Abi.timespec(timespec.bytes());
        if (kernel - before < 0 || System.nanoTime() - kernel < 0) {
            throw new IllegalStateException("System.nanoTime() of this Java runtime does not count CLOCK_MONOTONIC");
        }
    }
}
