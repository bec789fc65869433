package org.gemel.platform.simulated.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.gemel.api.platform.EventLoop;

/** A loop whose clock is the world's, seen through a quartz of its own: another origin, another rate. */
final class VirtualLoop implements EventLoop {

    private static final Instant BEGINNING = Instant.parse("2026-01-01T00:00:00Z");
    private static final long MINUTE = 60_000_000_000L;
    private static final long MILLION = 1_000_000;
    /** More than two hours; a timer that is further away looks at the clock again half way. */
    private static final long FAR = 1L << 43;

    private final SimulatedWorld world;
    private final SimulatedNode node;
    private final SimulatedProcess process;
    private final List<VirtualTimer> timers = new ArrayList<>();
    private long worldBase;
    private long localBase;
    private int drift;

    VirtualLoop(SimulatedWorld world, SimulatedNode node, SimulatedProcess process) {
        this.world = world;
        this.node = node;
        this.process = process;
        this.worldBase = world.now();
        this.localBase = origin();
        this.drift = node.drift();
    }

    /** Any origin is allowed: every other clock overflows within a minute. */
    private long origin() {
        boolean soon = world.random().nextBoolean();
        return soon
                ? Long.MAX_VALUE - world.random().nextLong(MINUTE)
                : world.random().nextLong();
    }

    @Override
    public long nanoTime() {
        return localAt(world.now());
    }

    private long localAt(long worldTime) {
        long passed = worldTime - worldBase;
        return localBase + passed + Math.floorDiv(passed * drift, MILLION);
    }

    /** The first moment at which the local clock shows the deadline, or one before it when that is far away. */
    private long worldAt(long deadline) {
        long ahead = deadline - nanoTime();
        if (ahead <= 0) {
            return world.now();
        }
        if (ahead > FAR) {
            return world.now() + Math.min(ahead / 2, Long.MAX_VALUE / 2);
        }
        long time = world.now() + Math.max(0, ahead * MILLION / (MILLION + drift) - 2);
        while (localAt(time) - deadline < 0) {
            time++;
        }
        return time;
    }

    /** Changes the rate; what is armed expires when the clock, at its new rate, shows the deadline. */
    void drift(int partsPerMillion) {
        localBase = nanoTime();
        worldBase = world.now();
        drift = partsPerMillion;
        for (VirtualTimer timer : timers) {
            if (timer.scheduled()) {
                world.queue().schedule(timer, worldAt(timer.deadline));
            }
        }
    }

    @Override
    public Instant wallTime() {
        return BEGINNING.plusNanos(world.now());
    }

    @Override
    public void execute(Runnable task) {
        SimulatedProcess.Turn turn = process.new Turn() {
            @Override
            void run() {
                task.run();
            }
        };
        turn.next();
    }

    @Override
    public boolean inLoop() {
        return world.isActing(process);
    }

    @Override
    public Timer newTimer(Runnable expiry) {
        VirtualTimer timer = new VirtualTimer(expiry);
        timers.add(timer);
        return timer;
    }

    private final class VirtualTimer extends SimulatedProcess.Turn implements Timer {

        private final Runnable expiry;
        private boolean armed;
        private long deadline;

        VirtualTimer(Runnable expiry) {
            process.super();
            this.expiry = expiry;
        }

        @Override
        public void arm(long at) {
            if (process.dead()) {
                return;
            }
            armed = true;
            deadline = at;
            world.queue().schedule(this, worldAt(at) + world.upTo(node.lateness()));
        }

        @Override
        public void disarm() {
            armed = false;
            world.queue().cancel(this);
        }

        @Override
        public boolean armed() {
            return armed;
        }

        @Override
        public long deadline() {
            return deadline;
        }

        /** Packets and news that are there are delivered before timers that are due. */
        @Override
        boolean last() {
            return true;
        }

        @Override
        void run() {
            if (!armed) {
                return;
            }
            if (nanoTime() - deadline < 0) {
                world.queue().schedule(this, worldAt(deadline));
                return;
            }
            armed = false;
            expiry.run();
        }
    }
}
