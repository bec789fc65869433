package org.gemel.launcher.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HelpTextTest {

    private static final String HELP = """
            usage: gemel COMMAND

              reload            read it again
                                --dry-run: only say
              show NAME         all about one    [--json]
              stop              end

            Exit codes:
              0   done
            """;

    @Test
    void aCommandHasItsLinesAndWhereTheRestIs() {
        assertThat(HelpText.of(HELP, "reload").lines())
                .containsExactly(
                        "  reload            read it again",
                        "                    --dry-run: only say",
                        "",
                        "Options for every command, and exit codes: gemel help");
    }

    @Test
    void whatFollowsIsAnotherCommands() {
        assertThat(HelpText.of(HELP, "show"))
                .contains("all about one    [--json]")
                .doesNotContain("stop");
    }

    @Test
    void whatIsNoCommandHasNone() {
        assertThat(HelpText.of(HELP, "sto")).isEmpty();
        assertThat(HelpText.of(HELP, "--dry-run:")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "run,    --help, true",
        "stop,   -h,     true",
        "stop,   --now,  false",
        "shell,  --help, false",
        "demo,   --help, false"
    })
    void helpIsAskedForBehindACommandThatHasNoPageOfItsOwn(String command, String word, boolean asked) {
        assertThat(HelpText.isAsked(command, List.of(word))).isEqualTo(asked);
    }
}
