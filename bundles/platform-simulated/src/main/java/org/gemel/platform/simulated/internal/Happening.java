package org.gemel.platform.simulated.internal;

/** Something that happens once at a time; it can be scheduled again when it has happened, or moved before. */
abstract class Happening {

    /** Not in a queue. */
    static final int IDLE = -1;

    long time;
    long sequence;
    int position = IDLE;

    final boolean scheduled() {
        return position != IDLE;
    }

    /** Whether it waits for everything else that is to happen at the same time. */
    boolean last() {
        return false;
    }

    abstract void happen();
}
