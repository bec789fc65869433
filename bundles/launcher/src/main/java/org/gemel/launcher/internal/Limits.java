package org.gemel.launcher.internal;

/**
 * For how many milliseconds bundles are waited for, each of which may take as long as it likes.
 *
 * @param deployed from when on a start or an end of what is in deploy/ takes too long
 * @param prompt for how long one in deploy/ that starts keeps the others waiting
 * @param vital for how long new versions may take to start that are in the way of advertisements, and from when all run the
 *     routers to be as they were
 * @param start the same for what is in nobody's way
 * @param stop for how long one that is to be replaced may take to stop
 * @param again for how long one that is put back is waited for before the next one; it may go on after that
 * @param services from when all run, for how long a service may be missing
 * @param lastMoments for how long one is heard out that was interrupted
 */
record Limits(
        long deployed, long prompt, long vital, long start, long stop, long again, long services, long lastMoments) {

    /** Most bundles have started promptly by then, and backups of most masters wait for longer. */
    static final Limits USUAL = new Limits(10_000, 1000, 1500, 5000, 5000, 5000, 10_000, 500);
}
