package org.gemel.platform.simulated;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A virtual clock and everything that lives by it. Time passes only in the {@code run} methods; an exception thrown by
 * anything that runs there, a node's process included, ends the call and carries the time and the node in its message.
 */
@ProviderType
public interface World {

    /** Nanoseconds since the world began. */
    long now();

    /** Lets time pass, with all that is to happen up to and including the last nanosecond. */
    void run(Duration time);

    /**
     * Lets time pass until a condition holds, which is asked first at once and then after each event.
     *
     * @return whether it held within the limit; the clock then stands at that event, else at the limit
     */
    boolean runUntil(BooleanSupplier condition, Duration limit);

    /**
     * Lets time pass until a future has completed, and returns its value.
     *
     * @throws IllegalStateException if it did not complete within the limit or completed with an exception
     */
    <T> T await(CompletableFuture<T> future, Duration limit);

    /** Has something done after a time, by nobody in particular; not negative. */
    void schedule(Duration delay, Runnable action);

    /** Makes a LAN: a switch without ports yet, which neither loses nor delays. */
    Lan newLan(String name);

    /** Makes a machine: a kernel without links and without a process yet. */
    Node newNode(String name);

    /** Tells an observer of everything from now on. */
    void observe(Observer observer);

    /** A digest of all that happened so far; equal for equal runs. */
    long digest();
}
