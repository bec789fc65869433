package org.gemel.vrrp.internal.engine;

/**
 * How soon something comes back that somebody removes: at once, but ever later against a program that removes it again each
 * time, lest two programs fill the LAN and the log as fast as they can. All times in nanoseconds of the loop.
 */
final class Backoff {

    private static final long FIRST = 10_000_000L;
    private static final long MOST = 1_000_000_000L;

    /** What stayed for so long was not fought over. */
    private static final long CALM = 5_000_000_000L;

    private long delay;
    private long last;
    private boolean used;

    /** The earliest time for the next time. */
    long due() {
        return last + delay;
    }

    /** Whether it may be now. */
    boolean isDue(long now) {
        return !used || now - due() >= 0;
    }

    /** It came back. */
    void happened(long now) {
        if (!used || now - last >= CALM) {
            delay = FIRST;
        } else {
            delay = Math.min(MOST, 2 * delay);
        }
        used = true;
        last = now;
    }
}
