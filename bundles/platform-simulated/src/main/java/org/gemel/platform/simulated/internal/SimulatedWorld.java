package org.gemel.platform.simulated.internal;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BooleanSupplier;
import org.gemel.platform.simulated.Lan;
import org.gemel.platform.simulated.Node;
import org.gemel.platform.simulated.Observer;
import org.gemel.platform.simulated.World;
import org.jspecify.annotations.Nullable;

/** The clock, the queue and the dice. */
final class SimulatedWorld implements World {

    private final EventQueue queue = new EventQueue();
    private final SplittableRandom random;
    private final Chronicle chronicle;
    private long now;
    private @Nullable SimulatedProcess acting;

    SimulatedWorld(long seed) {
        random = new SplittableRandom(seed);
        chronicle = new Chronicle(this);
    }

    @Override
    public long now() {
        return now;
    }

    @Override
    public void run(Duration time) {
        long end = now + time.toNanos();
        while (queue.nextTime() <= end) {
            step();
        }
        now = end;
    }

    @Override
    public boolean runUntil(BooleanSupplier condition, Duration limit) {
        long end = now + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (queue.nextTime() > end) {
                now = end;
                return false;
            }
            step();
        }
        return true;
    }

    @Override
    public <T> T await(CompletableFuture<T> future, Duration limit) {
        if (!runUntil(future::isDone, limit)) {
            throw new IllegalStateException("not completed within " + limit);
        }
        try {
            return future.join();
        } catch (CompletionException e) {
            throw new IllegalStateException("completed with an exception: " + e.getCause(), e);
        }
    }

    private void step() {
        Happening next = queue.take();
        now = Math.max(now, next.time);
        try {
            next.happen();
        } catch (RuntimeException e) {
            String who = acting == null ? "" : " on " + acting.node().name();
            throw new IllegalStateException("at " + now + " ns" + who + ": " + e, e);
        } finally {
            acting = null;
        }
    }

    @Override
    public void schedule(Duration delay, Runnable action) {
        if (delay.isNegative()) {
            throw new IllegalArgumentException("the past: " + delay);
        }
        queue.schedule(
                new Happening() {
                    @Override
                    void happen() {
                        action.run();
                    }
                },
                now + delay.toNanos());
    }

    @Override
    public Lan newLan(String name) {
        return new SimulatedLan(this, name);
    }

    @Override
    public Node newNode(String name) {
        return new SimulatedNode(this, name);
    }

    @Override
    public void observe(Observer observer) {
        chronicle.observe(observer);
    }

    @Override
    public long digest() {
        return chronicle.digest();
    }

    EventQueue queue() {
        return queue;
    }

    Chronicle chronicle() {
        return chronicle;
    }

    SplittableRandom random() {
        return random;
    }

    /** True with a probability; does not throw the dice for what is certain. */
    boolean chance(double probability) {
        return probability > 0 && random.nextDouble() < probability;
    }

    /** 0 to a limit, inclusive. */
    long upTo(long limit) {
        return limit == 0 ? 0 : random.nextLong(limit + 1);
    }

    void acting(SimulatedProcess process) {
        acting = process;
    }

    boolean isActing(SimulatedProcess process) {
        return acting == process;
    }
}
