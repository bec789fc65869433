package org.gemel.tracking.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Behaviour 59. Results are + and -; verdicts after each are W (well), F (failed), and ? for none yet. */
class RiseAndFallTest {

    @ParameterizedTest(name = "rise {0} fall {1} init_fail {2}: {3} gives {4}")
    @CsvSource({
        "1, 1, false, +-+,      WFW",
        "3, 3, false, +,        W",
        "3, 3, false, -,        F",
        "3, 3, false, -+++,     FFFW",
        "3, 3, false, -++-+++,  FFFFFFW",
        "1, 3, false, +---,     WWWF",
        "1, 3, false, +--+---,  WWWWWWF",
        "2, 2, true,  ++--,     FWWF",
        "2, 1, true,  +-++,     FFFW",
    })
    void resultsMakeAVerdict(int rise, int fall, boolean failed, String results, String verdicts) {
        RiseAndFall count = new RiseAndFall(rise, fall, failed);
        assertThat(count.decided()).isEqualTo(failed);
        StringBuilder seen = new StringBuilder();
        for (char result : results.toCharArray()) {
            count.result(result == '+');
            seen.append(!count.decided() ? '?' : count.well() ? 'W' : 'F');
        }
        assertThat(seen).hasToString(verdicts);
    }
}
