package org.gemel.launcher.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GogoLineTest {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '|',
            value = {
                "lan, gemel:show lan",
                "--json, gemel:show --json",
                "two words, gemel:show \"two words\"",
                "$HOME, gemel:show \"\\$HOME\"",
                "a\"b, gemel:show \"a\\\"b\"",
                "a;stop, gemel:show \"a;stop\"",
                "||, gemel:show \"\"",
            })
    void wordsThatMeanSomethingToGogoAreQuoted(String word, String line) {
        assertThat(GogoLine.of("show", List.of(word))).isEqualTo(line);
    }

    @Test
    void aLineBreakIsRefused() {
        assertThatThrownBy(() -> GogoLine.of("show", List.of("a\nstop"))).isInstanceOf(Failure.class);
    }
}
