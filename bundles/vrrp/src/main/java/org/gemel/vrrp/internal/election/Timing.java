package org.gemel.vrrp.internal.election;

/**
 * The waiting times of the protocol, in nanoseconds (RFC 3768 6.1, RFC 9568 6.1). Version 2 skews by fractions of a second
 * whatever the interval, version 3 by fractions of the master's interval.
 */
public final class Timing {

    private static final long SECOND = 1_000_000_000L;

    private Timing() {}

    /** Skew_Time. */
    public static long skew(int version, int priority, long masterInterval) {
        return (256 - priority) * (version == 2 ? SECOND : masterInterval) / 256;
    }

    /** Master_Down_Interval (version 2), Active_Down_Interval (version 3). */
    public static long masterDown(int version, int priority, long masterInterval, int adverts) {
        return adverts * masterInterval + skew(version, priority, masterInterval);
    }

    /** The longest Skew_Time that a backup can have. */
    public static long longestSkew(int version, long masterInterval) {
        return skew(version, 1, masterInterval);
    }

    /** The longest Master_Down_Interval that a backup can have. */
    public static long longestMasterDown(int version, long masterInterval, int adverts) {
        return masterDown(version, 1, masterInterval, adverts);
    }

    /** The first wait of a router configured {@code state MASTER}: one interval and one unit of skew (behaviour 26). */
    static long eagerStart(int version, long interval) {
        return interval + (version == 2 ? SECOND : interval) / 256;
    }

    /** The earlier of two times of a monotonic clock, which are compared by their difference: it may wrap. */
    public static long earlier(long one, long other) {
        return one - other < 0 ? one : other;
    }

    /** The later of two times of a monotonic clock. */
    public static long later(long one, long other) {
        return one - other > 0 ? one : other;
    }
}
