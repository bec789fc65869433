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
