package org.gemel.platform.simulated.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Thousands of schedules, each decided by a seed. How many is the system property {@code schedules} (10000), from which seed on is
 * {@code seed} (1): with {@code -Dschedules=1 -Dseed=N} one that failed is played again.
 */
abstract class ManySchedules {

    private static final long FIRST = Long.getLong("seed", 1);
    private static final long NUMBER = Long.getLong("schedules", 10_000);

    /** How often {@link #NUMBER} goes into what one of these schedules costs. */
    private final int share;

    ManySchedules() {
        this(1);
    }

    /** @param share one schedule is played where others are played so often */
    ManySchedules(int share) {
        this.share = share;
    }

    /** Plays the schedule of a seed, with a {@link Violation} if something happens that must not; returns its digest. */
    abstract long play(long seed);

    /** What a person reads of a schedule that failed. */
    String story(long seed, Throwable breach) {
        return String.valueOf(breach.getMessage());
    }

    @Test
    void noScheduleBreaksWhatMustHold() {
        LongStream.range(FIRST, FIRST + Math.max(1, NUMBER / share))
                .parallel()
                .filter(seed -> breach(seed) != null)
                .limit(3)
                .sorted()
                .findFirst()
                .ifPresent(seed -> fail(report(seed)));
    }

    @Test
    void theSameSeedGivesTheSameRun() {
        for (long seed = FIRST; seed < FIRST + 20; seed++) {
            assertThat(play(seed)).as("seed %d", seed).isEqualTo(play(seed));
        }
    }

    @Test
    void otherSeedsGiveOtherRuns() {
        assertThat(LongStream.range(1, 51).map(this::play).distinct().count()).isEqualTo(50);
    }

    private @Nullable Throwable breach(long seed) {
        try {
            play(seed);
            return null;
        } catch (RuntimeException | AssertionError e) {
            return e;
        }
    }

    private String report(long seed) {
        Throwable breach = breach(seed);
        return "seed " + seed + ": "
                + (breach == null ? "nothing, the second time: this is not deterministic" : story(seed, breach))
                + "\nagain: mvn -pl bundles/platform-simulated -am verify -Dsurefire.failIfNoSpecifiedTests=false"
                + " -Dtest=" + getClass().getSimpleName() + " -Dschedules=1 -Dseed=" + seed;
    }
}
