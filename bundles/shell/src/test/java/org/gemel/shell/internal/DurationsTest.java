package org.gemel.shell.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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

    @ParameterizedTest
    @CsvSource({"90,PT1M30S", "90s,PT1M30S", "30m,PT30M", "2h,PT2H", "168h,PT168H"})
    void lengthsFromACommandLine(String text, Duration length) {
        assertThat(Durations.parse("--for", text)).isEqualTo(length);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "0s", "-5s", "5d", "1.5h", "169h", "99999999999s", "soon"})
    void whatIsNoLengthIsRefusedWithWhatWouldBeRight(String text) {
        assertThatThrownBy(() -> Durations.parse("--for", text))
                .hasMessageStartingWith("error: --for wants a length of time up to 168 hours, such as 90s, 30m or 2h")
                .hasMessageEndingWith("not " + text + "\n");
    }
}
