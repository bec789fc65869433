package org.gemel.tracking.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.gemel.api.config.TrackerDefinition.ProcessCount;
import org.gemel.api.config.TrackerDefinition.ProcessCount.Arguments;
import org.gemel.api.platform.Processes.Image;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProcessMatchTest {

    @ParameterizedTest(name = "{0} {1} whole={2}: name {3}, line {4}: {5}")
    @CsvSource({
        "sshd,            ANY,     false, sshd,            /usr/sbin/sshd -D,   true",
        "ssh,             ANY,     false, sshd,            /usr/sbin/sshd -D,   false",
        "/usr/sbin/sshd,  ANY,     false, sshd,            sshd: listener,      true",
        "a-very-long-program-name, ANY, false, a-very-long-pro, x,             true",
        "/usr/sbin/sshd,  ANY,     true,  sshd,            /usr/sbin/sshd -D,   true",
        "sshd,            ANY,     true,  sshd,            /usr/sbin/sshd -D,   false",
        "x a b,           EXACT,   false, x,               x a b,               true",
        "x a b,           EXACT,   false, x,               x a b c,             false",
        "x,               EXACT,   false, x,               x a,                 false",
        "x a b,           INITIAL, false, x,               x a b c,             true",
        "x a b,           INITIAL, false, x,               x a,                 false",
        "x a b,           INITIAL, false, x,               x a bc,              false",
        "x a b,           PARTIAL, false, x,               x a bc,              true",
        "x a b,           PARTIAL, false, x,               x ac b,              false",
        "x,               PARTIAL, false, x,               x a,                 true",
        "kthreadd,        ANY,     false, kthreadd,        '',                  true",
        "kthreadd,        ANY,     true,  kthreadd,        '',                  false",
    })
    void aProcessIsMatched(String wanted, Arguments how, boolean whole, String name, String line, boolean matches) {
        ProcessCount definition = new ProcessCount(
                "p", List.of(wanted.split(" ")), how, whole, 1, Integer.MAX_VALUE, Duration.ZERO, Duration.ZERO);
        Image image = new Running(name, line.isEmpty() ? List.of() : List.of(line.split(" ")));
        assertThat(new ProcessMatch(definition).test(image)).isEqualTo(matches);
    }

    /** To read a command line can take as long as the process likes. */
    @Test
    void theCommandLineIsNotAskedForWhenTheNameDoes() {
        ProcessCount definition = new ProcessCount(
                "p", List.of("x"), Arguments.ANY, false, 1, Integer.MAX_VALUE, Duration.ZERO, Duration.ZERO);
        Image image = new Image() {
            @Override
            public String name() {
                return "x";
            }

            @Override
            public List<String> commandLine() {
                throw new AssertionError("asked for");
            }
        };
        assertThat(new ProcessMatch(definition).test(image)).isTrue();
    }

    private record Running(String name, List<String> commandLine) implements Image {}
}
