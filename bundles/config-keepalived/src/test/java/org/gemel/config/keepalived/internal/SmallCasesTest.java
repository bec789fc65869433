package org.gemel.config.keepalived.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gemel.config.keepalived.internal.Texts.OPTIONS;
import static org.gemel.config.keepalived.internal.Texts.problems;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.gemel.api.config.ParsedConfig;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The small cases that keepalived itself has judged: those whose text is wrong say so here, the others say nothing. */
class SmallCasesTest {

    private static final Map<String, List<String>> WRONG_TEXT = Map.of(
            "extra_close.conf", List.of("error 10:1 unexpected-brace"),
            "missing_close.conf", List.of("error 1:17 block-not-closed"),
            "quote_unterminated.conf", List.of("error 8:8 quote-not-closed"),
            "nul.conf", List.of("error 8:1 nul-byte"),
            "include_missing.conf", List.of("warning 1:1 include-missing"),
            "includer_missing.conf", List.of("warning 1:1 include-missing"),
            "include_exec.conf", List.of("warning 1:1 include-missing"),
            "var_inquote.conf", List.of("warning 12:9 variable-not-replaced"));

    @ParameterizedTest
    @MethodSource("org.gemel.config.keepalived.internal.Texts#microCases")
    void onlyWrongTextIsReported(Path file) {
        ParsedConfig parsed = new KeepalivedFormat().read(file, OPTIONS);

        assertThat(problems(parsed))
                .isEqualTo(WRONG_TEXT.getOrDefault(file.getFileName().toString(), List.of()));
        assertThat(parsed.tree()).isNotEmpty();
    }
}
