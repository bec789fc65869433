package org.gemel.shell.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DurationsTest {

    @ParameterizedTest
    @CsvSource({"0,0s", "59,59s", "60,1m0s", "3599,59m59s", "3600,1h0m", "86399,23h59m", "90061,1d1h"})
    void ageHasTheTwoLargestUnits(long seconds, String text) {
        assertThat(Durations.since(Fakes.NOW.minusSeconds(seconds), Fakes.NOW)).isEqualTo(text);
    }

    @Test
    void ageIsZeroWhenTheClockWasSetBack() {
        assertThat(Durations.since(Fakes.NOW.plusSeconds(5), Fakes.NOW)).isEqualTo("0s");
    }

    @ParameterizedTest
    @CsvSource({"PT1S,1 s", "PT3.609375S,3.609 s", "PT0.01S,10 ms", "PT0.03609375S,36.093 ms", "PT100S,100 s"})
    void timersAreInTheUnitThatFits(Duration timer, String text) {
        assertThat(Durations.timer(timer)).isEqualTo(text);
    }

    @Test
    void millisecondsHaveNoExponent() {
        assertThat(Durations.millis(Duration.ofSeconds(1)).toString()).isEqualTo("1000");
    }
}
