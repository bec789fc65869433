package org.gemel.appliance.internal;

import java.util.Optional;
import org.gemel.appliance.internal.notify.Deliveries;
import org.jspecify.annotations.Nullable;

/** What one life of the appliance has from the one before, and leaves to the next. Safe for any thread. */
final class Succession {

    private final Bequest bequest;
    private final EngineKeeper engines;
    private final BalancerKeeper balancers;
    private final Deliveries deliveries;

    private volatile @Nullable RunningAppliance running;
    private volatile boolean replaced;
    private volatile Bequest.@Nullable Left legacy;
    /** What this life goes on with, once it does. */
    private Bequest.@Nullable Left inherited;

    /**
     * @param bequest what an earlier life in this process has left
     * @param deliveries know who is to be told of what
     */
    Succession(Bequest bequest, EngineKeeper engines, BalancerKeeper balancers, Deliveries deliveries) {
        this.bequest = bequest;
        this.engines = engines;
        this.balancers = balancers;
        this.deliveries = deliveries;
    }

    /** What an earlier life has left; it stays there until this one {@link #runs}. */
    Optional<Bequest.Left> look() {
        return bequest.look();
    }

    /** Stops what runs where it is; the virtual routers do not notice. */
    void suspend() {
        Bequest.Left before;
        RunningAppliance now;
        synchronized (this) {
            replaced = true;
            before = inherited;
            now = running;
        }
        Bequest.Running left = now == null ? null : now.leave();
        String balance = balancers.suspend();
        String memory = engines.suspend();
        if (now != null) {
            legacy = new Bequest.Left(now.startedAt(), memory, balance, left, "");
        } else if (before != null) {
            legacy = new Bequest.Left(before.startedAt(), memory, balance, before.running(), "");
        }
        // Without, what an earlier life has left is there still.
    }

    /** Goes on with what an earlier life has left; false if this one has been suspended before it could. */
    synchronized boolean inherit(Bequest.Left left) {
        if (!replaced) {
            engines.inherit(left.memory());
            balancers.inherit(left.balance());
            deliveries.restore(left.notices());
            inherited = left;
        }
        return !replaced;
    }

    /**
     * From now on this is what is suspended, and nothing is left of an earlier life; false if this one has been suspended before.
     */
    boolean runs(RunningAppliance appliance) {
        synchronized (this) {
            if (replaced) {
                return false;
            }
            running = appliance;
        }
        bequest.clear();
        return true;
    }

    /** Leaves what there is to leave, after {@link #suspend} and when nobody is told anything any more. */
    void leave(String untold) {
        Bequest.Left left = legacy;
        if (left != null) {
            bequest.leave(new Bequest.Left(left.startedAt(), left.memory(), left.balance(), left.running(), untold));
        }
    }

    /** Whether this life has been suspended. */
    boolean replaced() {
        return replaced;
    }

    /** What runs; null before anything does. */
    @Nullable
    RunningAppliance running() {
        return running;
    }
}
