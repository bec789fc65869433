package org.gemel.platform.simulated.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Thousands of schedules of reloads, each to a configuration that has much in common with the last one and in other places. The
 * properties {@code schedules} and {@code seed} are as for {@link SchedulesTest}.
 */
class ReloadSchedulesTest {

    private static final long FIRST = Long.getLong("seed", 1);
    private static final long NUMBER = Long.getLong("schedules", 10_000);

    @Test
    void whateverWasBeforeOnlyWhatIsConfiguredIsThere() {
        LongStream.range(FIRST, FIRST + NUMBER)
                .parallel()
                .mapToObj(ReloadSchedulesTest::breach)
                .filter(breach -> breach != null)
                .findAny()
                .ifPresent(breach -> fail(breach));
    }

    @Test
    void theSameSeedGivesTheSameRun() {
        for (long seed = FIRST; seed < FIRST + 20; seed++) {
            assertThat(new ReloadSchedule(seed).run()).as("seed %d", seed).isEqualTo(new ReloadSchedule(seed).run());
        }
    }

    private static @Nullable String breach(long seed) {
        try {
            new ReloadSchedule(seed).run();
            return null;
        } catch (RuntimeException | AssertionError e) {
            return "seed " + seed + ": " + e.getMessage()
                    + "\nagain: mvn -pl bundles/platform-simulated -am verify -Dsurefire.failIfNoSpecifiedTests=false"
                    + " -Dtest=ReloadSchedulesTest -Dschedules=1 -Dseed=" + seed;
        }
    }
}
