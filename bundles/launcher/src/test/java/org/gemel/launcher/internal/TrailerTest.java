package org.gemel.launcher.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrailerTest {

    private final ByteArrayOutputStream text = new ByteArrayOutputStream();
    private final Trailer trailer = new Trailer(text);

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 100})
    void isFoundHoweverTheAnswerIsCutIntoPieces(int size) throws IOException {
        byte[] answer = "héllo\n\u000470\n".getBytes(StandardCharsets.UTF_8);
        for (int at = 0; at < answer.length; at += size) {
            trailer.write(answer, at, Math.min(size, answer.length - at));
        }

        assertThat(text.toString(StandardCharsets.UTF_8)).isEqualTo("héllo\n");
        assertThat(trailer.exitCode()).hasValue(70);
    }

    @ParameterizedTest
    @CsvSource({"text", "\u0004", "\u00041", "\u0004x", "\u00041111111111111111111111111111"})
    void withoutAWholeCodeThereIsNone(String answer) throws IOException {
        trailer.write(answer.getBytes(StandardCharsets.UTF_8));

        assertThat(trailer.exitCode()).isEmpty();
    }
}
