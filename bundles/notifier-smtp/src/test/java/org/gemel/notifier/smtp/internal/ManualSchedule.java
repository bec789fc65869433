package org.gemel.notifier.smtp.internal;

import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;

/** Time passes when the test says so. */
final class ManualSchedule implements Schedule {

    private record Task(long at, long order, Runnable what) {}

    private final PriorityQueue<Task> tasks =
            new PriorityQueue<>(Comparator.comparingLong(Task::at).thenComparingLong(Task::order));
    private long now = 1_000_000_000_000L;
    private long order;

    @Override
    public void in(Duration delay, Runnable task) {
        tasks.add(new Task(now + delay.toNanos(), order++, task));
    }

    @Override
    public long nanoTime() {
        return now;
    }

    void pass(Duration time) {
        long end = now + time.toNanos();
        while (!tasks.isEmpty() && tasks.peek().at() <= end) {
            Task next = tasks.remove();
            now = Math.max(now, next.at());
            next.what().run();
        }
        now = end;
    }

    /** What is to happen at once happens. */
    void settle() {
        pass(Duration.ZERO);
    }
}
