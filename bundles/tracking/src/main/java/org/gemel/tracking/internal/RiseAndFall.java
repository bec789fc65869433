package org.gemel.tracking.internal;

import org.gemel.api.tracker.Health;

/**
 * Counts results until they make a verdict (behaviour 59): so many successes in a row make it well, so many failures in a
 * row make it fail, and the very first result decides at once either way.
 */
final class RiseAndFall {

    private final int rise;
    private final int fall;
    private boolean decided;
    private boolean well;
    private int against;

    /**
     * @param rise successes until well, at least 1
     * @param fall failures until failed, at least 1
     * @param first what it counts as before the first result, Unknown if that is to decide
     */
    RiseAndFall(int rise, int fall, Health first) {
        this.rise = rise;
        this.fall = fall;
        this.decided = !(first instanceof Health.Unknown);
        this.well = first instanceof Health.Well;
    }

    void result(boolean success) {
        if (!decided) {
            decided = true;
            well = success;
        } else if (success == well) {
            against = 0;
        } else if (++against >= (well ? fall : rise)) {
            well = success;
            against = 0;
        }
    }

    /** Whether there is a verdict. */
    boolean decided() {
        return decided;
    }

    /** The verdict, if there is one. */
    boolean well() {
        return well;
    }
}
