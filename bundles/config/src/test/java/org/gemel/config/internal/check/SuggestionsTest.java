package org.gemel.config.internal.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuggestionsTest {

    @ParameterizedTest
    @CsvSource({
        "priority, priority, 0",
        "prioritty, priority, 1",
        "priorty, priority, 1",
        "prioroty, priority, 1",
        "pirority, priority, 1",
        "'', abc, 3",
        "kitten, sitting, 3"
    })
    void distanceCountsLettersToChange(String from, String to, int distance) {
        assertThat(Suggestions.distance(from, to)).isEqualTo(distance);
    }
}
