package org.gemel.platform.linux.internal.loop;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LatenessTest {

    private final Lateness lateness = new Lateness();

    private void add(int times, long micros) {
        for (int i = 0; i < times; i++) {
            lateness.add(micros * 1000);
        }
    }

    private long told(String counter) {
        return lateness.counters().get(counter);
    }

    @Test
    void whereNothingExpiredNothingWasLate() {
        assertThat(lateness.counters().values()).containsOnly(0L);
    }

    @Test
    void oneOfAHundredIsNotInTheHundredth() {
        add(99, 50);
        add(1, 20_000);
        assertThat(told("timer-lateness-p99-microseconds")).isBetween(50L, 60L);
        assertThat(told("timer-lateness-worst-microseconds")).isEqualTo(20_000);
        assertThat(told("timers-expired")).isEqualTo(100);
    }

    @Test
    void twoOfAHundredAre() {
        add(98, 50);
        add(2, 20_000);
        assertThat(told("timer-lateness-p99-microseconds")).isEqualTo(20_000);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 3, 4, 5, 7, 8, 15, 16, 17, 1000, 1023, 1024, 3_600_000_000L})
    void theSummaryIsExactToAQuarter(long micros) {
        add(100, micros);
        add(1, micros);
        assertThat(told("timer-lateness-p99-microseconds")).isEqualTo(micros);
        lateness.add(Long.MAX_VALUE);
        assertThat(told("timer-lateness-p99-microseconds")).isBetween(micros, micros + micros / 4);
    }

    @Test
    void aTimerIsNeverEarly() {
        lateness.add(-5);
        assertThat(told("timer-lateness-worst-microseconds")).isZero();
    }
}
