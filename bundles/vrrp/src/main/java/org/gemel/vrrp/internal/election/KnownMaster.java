package org.gemel.vrrp.internal.election;

/** What a master is known by: what it advertised last. This router's own values while it is the master. */
final class KnownMaster {

    /** Its interval in nanoseconds; rules the waiting times (RFC 9568 6.1). */
    long interval;

    /** Its priority, 0 if no master is known. */
    int priority;

    /** Its address, upper half. */
    long high;

    /** Its address, lower half. */
    long low;

    /** When it was heard. */
    long heardAt;

    /** Whether it has said that it leaves. */
    boolean resigned;

    /** Whether it is not followed any more, because its priority is too low. */
    boolean lowerHeard;

    /** Neither has it said that it leaves nor is anybody about to preempt it. */
    void stays() {
        resigned = false;
        lowerHeard = false;
    }

    /** Why somebody takes over from it, for a person. */
    String whyGone() {
        if (resigned) {
            return "the master resigned";
        }
        if (lowerHeard) {
            return "a master of lower priority was preempted";
        }
        return priority == 0 ? "no master was heard" : "the master was not heard any more";
    }

    /** Nobody is known any more, but how long to wait. */
    void forget() {
        priority = 0;
        high = 0;
        low = 0;
    }

    /** This is the master now. */
    void become(int newPriority, long newHigh, long newLow) {
        priority = newPriority;
        high = newHigh;
        low = newLow;
    }
}
