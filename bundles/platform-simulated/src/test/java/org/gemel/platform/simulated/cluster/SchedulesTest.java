package org.gemel.platform.simulated.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Thousands of schedules. How many is the system property {@code schedules} (10000), from which seed on is {@code seed} (1):
 * with {@code -Dschedules=1 -Dseed=N} one that failed is played again, with a trace of what happened.
 */
class SchedulesTest {

    private static final long FIRST = Long.getLong("seed", 1);
    private static final long NUMBER = Long.getLong("schedules", 10_000);

    @Test
    void noScheduleBreaksAnInvariant() {
        LongStream.range(FIRST, FIRST + NUMBER)
                .parallel()
                .filter(seed -> breach(seed) != null)
                .limit(3)
                .sorted()
                .findFirst()
                .ifPresent(seed -> fail(report(seed)));
    }

    @Test
    void theSameSeedGivesTheSameRun() {
        for (long seed = FIRST; seed < FIRST + 50; seed++) {
            assertThat(new Schedule(seed, cluster -> {}).run())
                    .as("seed %d", seed)
                    .isEqualTo(new Schedule(seed, cluster -> {}).run());
        }
    }

    @Test
    void otherSeedsGiveOtherRuns() {
        assertThat(LongStream.range(1, 51)
                        .map(seed -> new Schedule(seed, cluster -> {}).run())
                        .distinct()
                        .count())
                .isEqualTo(50);
    }

    private static @Nullable Throwable breach(long seed) {
        try {
            new Schedule(seed, cluster -> {}).run();
            return null;
        } catch (RuntimeException | AssertionError e) {
            return e;
        }
    }

    /** Plays a schedule that failed again, this time with somebody who writes it down. */
    private static String report(long seed) {
        AtomicReference<@Nullable Trace> trace = new AtomicReference<>();
        Schedule schedule = new Schedule(seed, cluster -> trace.set(new Trace(cluster)));
        String breach;
        try {
            schedule.run();
            breach = "nothing, the second time: this is not deterministic";
        } catch (RuntimeException | AssertionError e) {
            breach = String.valueOf(e.getMessage());
        }
        return "seed " + seed + ": " + breach + "\n" + schedule + "\n" + trace.get()
                + "\nagain: mvn -pl bundles/platform-simulated -am verify -Dsurefire.failIfNoSpecifiedTests=false"
                + " -Dtest=SchedulesTest -Dschedules=1 -Dseed=" + seed;
    }
}
