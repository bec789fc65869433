package org.gemel.tracking.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.gemel.api.tracker.Health;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Behaviour 59. Results are + and -; verdicts after each are W (well), F (failed), and ? for none yet. */
class RiseAndFallTest {

    @ParameterizedTest(name = "rise {0} fall {1} first {2}: {3} gives {4}")
    @CsvSource({
        "1, 1, ?, +-+,      WFW",
        "3, 3, ?, +,        W",
        "3, 3, ?, -,        F",
        "3, 3, ?, -+++,     FFFW",
        "3, 3, ?, -++-+++,  FFFFFFW",
        "1, 3, ?, +---,     WWWF",
        "1, 3, ?, +--+---,  WWWWWWF",
        "2, 2, F, ++--,     FWWF",
        "2, 1, F, +-++,     FFFW",
        "2, 2, W, -+--,     WWWF",
    })
    void resultsMakeAVerdict(int rise, int fall, char first, String results, String verdicts) {
        RiseAndFall count = new RiseAndFall(
                rise,
                fall,
                switch (first) {
                    case 'W' -> new Health.Well();
                    case 'F' -> new Health.Failed("before");
                    default -> new Health.Unknown();
                });
        assertThat(count.decided()).isEqualTo(first != '?');
        StringBuilder seen = new StringBuilder();
        for (char result : results.toCharArray()) {
            count.result(result == '+');
            seen.append(!count.decided() ? '?' : count.well() ? 'W' : 'F');
        }
        assertThat(seen).hasToString(verdicts);
    }
}
