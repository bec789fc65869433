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

    abstract void happen();
}
