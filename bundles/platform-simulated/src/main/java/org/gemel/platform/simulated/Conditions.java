package org.gemel.platform.simulated;

import java.time.Duration;

/**
 * What a LAN does to packets. Each receiver's copy has a fate of its own.
 *
 * @param loss how likely a copy is lost, 0 to 1
 * @param delay how long a copy takes at least
 * @param jitter up to how much longer it takes, evenly spread; copies from one station to another keep their order
 * @param duplication how likely a copy arrives twice, 0 to 1
 * @param reordering how likely a copy is held back, and may be overtaken, 0 to 1
 * @param holding up to how long it is then held back, evenly spread
 */
public record Conditions(
        double loss, Duration delay, Duration jitter, double duplication, double reordering, Duration holding) {

    /** Nothing is lost and nothing takes time. */
    public static final Conditions PERFECT = new Conditions(0, Duration.ZERO, Duration.ZERO, 0, 0, Duration.ZERO);

    /** A healthy switch: 50 to 150 microseconds. */
    public static final Conditions WIRED = PERFECT.withDelay(Duration.ofNanos(50_000), Duration.ofNanos(100_000));

    public Conditions {
        for (double probability : new double[] {loss, duplication, reordering}) {
            if (!(probability >= 0 && probability <= 1)) {
                throw new IllegalArgumentException("a probability is 0 to 1, not " + probability);
            }
        }
        if (delay.isNegative() || jitter.isNegative() || holding.isNegative()) {
            throw new IllegalArgumentException("a delay is not negative");
        }
    }

    /** The same with another loss. */
    public Conditions withLoss(double probability) {
        return new Conditions(probability, delay, jitter, duplication, reordering, holding);
    }

    /** The same with another delay. */
    public Conditions withDelay(Duration least, Duration spread) {
        return new Conditions(loss, least, spread, duplication, reordering, holding);
    }

    /** The same with another duplication. */
    public Conditions withDuplication(double probability) {
        return new Conditions(loss, delay, jitter, probability, reordering, holding);
    }

    /** The same with another reordering. */
    public Conditions withReordering(double probability, Duration most) {
        return new Conditions(loss, delay, jitter, duplication, probability, most);
    }

    /** The longest that a copy can take. */
    public Duration worstDelay() {
        Duration usual = delay.plus(jitter);
        return reordering > 0 ? usual.plus(holding) : usual;
    }
}
