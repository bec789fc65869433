package org.gemel.vrrp.internal.election;

import org.gemel.api.config.VrrpInstance;

/**
 * Whether a backup lets a master of lower priority be: without preemption, for the time of a preemption delay, and after it
 * has handed its addresses over.
 */
final class Preemption {

    private static final long NEVER = Long.MIN_VALUE;

    private VrrpInstance instance;
    private long from = NEVER;
    private boolean abstains;

    Preemption(VrrpInstance instance) {
        this.instance = instance;
    }

    void adapt(VrrpInstance changed) {
        instance = changed;
    }

    /** Whether a master of lower priority is not followed any more; a configured delay begins when one is first heard. */
    boolean preempts(long now) {
        if (abstains || (!instance.preempt() && !instance.owner())) {
            return false;
        }
        long delay = instance.preemptDelay().toNanos();
        if (delay == 0) {
            return true;
        }
        if (from == NEVER) {
            from = now + delay;
        }
        return now - from >= 0;
    }

    /** Until when a lower priority is followed for a delay that has begun. */
    long from() {
        return from;
    }

    /** Goes on as a predecessor would have. */
    void resume(long delayEnd, boolean abstaining) {
        from = delayEnd;
        abstains = abstaining;
    }

    /** A delay that has begun counts no more. */
    void beginAnew() {
        from = NEVER;
    }

    /** Whether any master is followed, however low its priority is. */
    boolean abstains() {
        return abstains;
    }

    void abstain(boolean value) {
        abstains = value;
    }
}
