package org.gemel.api.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {

    @ParameterizedTest
    @CsvSource({
        "priority, priority, 0",
        "Priority, priority, 0",
        "prioritty, priority, 1",
        "priorty, priority, 1",
        "prioroty, priority, 1",
        "pirority, priority, 1",
        "'', abc, 3",
        "kitten, sitting, 3"
    })
    void distanceCountsLettersToChange(String from, String to, int distance) {
        assertThat(Nearest.distance(from, to)).isEqualTo(distance);
    }

    @Test
    void aThirdOfTheLettersMayBeWrong() {
        assertThat(Nearest.of("abcdef", List.of("abxxef"))).isEqualTo("abxxef");
        assertThat(Nearest.of("abcdef", List.of("abxxxf"))).isNull();
    }

    @Test
    void ofEqualsItIsTheFirstInAlphabeticalOrder() {
        assertThat(Nearest.of("eth3", List.of("eth2", "eth1", "eth9"))).isEqualTo("eth1");
    }

    @Test
    void aVeryLongWordHasNone() {
        assertThat(Nearest.of("a".repeat(65), List.of("a".repeat(65)))).isNull();
    }
}
