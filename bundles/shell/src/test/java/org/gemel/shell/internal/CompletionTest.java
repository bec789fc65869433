package org.gemel.shell.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.gemel.shell.internal.Completion.Candidate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompletionTest {

    private static final Set<String> COMMANDS = Set.of(
            "gemel:status",
            "gemel:show",
            "gemel:stop",
            "gemel:check",
            "felix:stop",
            "felix:start",
            "felix:lb",
            "gogo:grep");

    private final Completion completion = new Completion(
            () -> Fakes.status().instances(),
            Fakes::servers,
            Fakes::help,
            () -> List.of("priority", "preempt", "interface"));

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = '>',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                // Commands: ours by their name, others with their scope, or by their name alone if none of ours is
                // meant.
                ">check show status stop felix: gogo:",
                "s>show status stop",
                "star>start",
                "felix:st>felix:start felix:stop",
                "gemel:s>gemel:show gemel:status gemel:stop",
                "l>lb",
                "x>",
                // Commands behind whatever begins a statement.
                "status | gr>grep",
                "status|gr>grep",
                "status; sho>show",
                "x = (sho>show",
                "each [1] { sho>show",
                // Names of virtual routers.
                "show >VI_1 LAN6",
                "show V>VI_1",
                "show  'V>VI_1",
                "gemel:show L>LAN6",
                "counters >VI_1 LAN6",
                "show --json >VI_1 LAN6",
                "show VI_1 >--json",
                "status; show L>LAN6",
                // Names of servers.
                "lb >explain",
                "lb explain >192.0.2.1:80/tcp",
                "lb explain 192.0.2.1:80/tcp >10.0.0.1:80 10.0.0.2:80",
                "drain --until-idle >192.0.2.1:80/tcp",
                "undrain 192.0.2.1:80/tcp 10.0.0.2>10.0.0.2:80",
                "drain 192.0.2.1:80/tcp 10.0.0.2:80 >",
                "drain ->--until-idle",
                // Options.
                "status >--json",
                "show ->--json",
                "show --json ->",
                "reference pr>preempt priority",
                "check ->--explain --here --json --format -i",
                "counters VI_1 >--json",
                // Other people's commands are theirs.
                "start >",
                "felix:stop >",
                "grep ->",
                // A bracket or a pipe in quotes begins nothing.
                "show '| sh>",
                "show \\| sh>",
            })
    void aLineIsCompletedWith(String line, String words) {
        assertThat(completion.of(line == null ? "" : line, COMMANDS).stream().map(Candidate::word))
                .containsExactly(words == null ? new String[0] : words.split(" ", -1));
    }

    @Test
    void ourCommandsAreDescribedInAFewWords() {
        assertThat(completion.of("status", COMMANDS)).containsExactly(new Candidate("status", "all virtual routers"));
    }

    @Test
    void virtualRoutersAreDescribedByTheirState() {
        assertThat(completion.of("show L", COMMANDS)).containsExactly(new Candidate("LAN6", "FAULT"));
    }

    @Test
    void theAnswerIsBounded() {
        List<String> many =
                IntStream.range(0, 1000).mapToObj(i -> "other:x" + i).toList();
        assertThat(completion.of("x", many)).hasSize(Completion.MOST);
    }

    @Test
    void aWordThatCouldNotBePrintedOnALineIsLeftOut() {
        assertThat(completion.of("other:", List.of("other:a\nb", "other:c\u0004")))
                .isEmpty();
    }
}
