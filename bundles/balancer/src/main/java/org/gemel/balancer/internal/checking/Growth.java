package org.gemel.balancer.internal.checking;

import java.util.concurrent.TimeUnit;

/** Tells a number of threads that grows without end from a pool, which is large but stays so. */
final class Growth {

    /** Whoever has fewer may do with them what it likes. */
    static final int LIMIT = 32;

    /** So often more than ever before. */
    static final int MOST = 6;

    static final long PAUSE = TimeUnit.SECONDS.toNanos(3);

    private boolean looked;
    private long lastLook;
    private int most = LIMIT;
    private int grown;

    /** Whether there is no end to it, by what is there now. */
    boolean endless(long now, int threads) {
        if (looked && now - lastLook < PAUSE) {
            return false;
        }
        looked = true;
        lastLook = now;
        if (threads <= LIMIT) {
            most = LIMIT;
            grown = 0;
        } else if (threads > most) {
            most = threads;
            grown++;
        }
        return grown >= MOST;
    }
}
