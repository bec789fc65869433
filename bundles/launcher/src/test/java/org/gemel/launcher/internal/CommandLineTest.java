package org.gemel.launcher.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {

    @Test
    void theFirstWordIsTheCommandAndTheRestItsArguments() {
        CommandLine line = parse("show", "lan");

        assertThat(line.command()).isEqualTo("show");
        assertThat(line.arguments()).containsExactly("lan");
    }

    @Test
    void nothingAtAllAsksForHelp() {
        assertThat(parse().command()).isEqualTo("help");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--run-dir /tmp/a status", "status --run-dir /tmp/a", "status --run-dir=/tmp/a"})
    void ownOptionsMayStandAnywhere(String words) {
        CommandLine line = parse(words.split(" "));

        assertThat(line.command()).isEqualTo("status");
        assertThat(line.runDirectory()).isEqualTo(Path.of("/tmp/a"));
        assertThat(line.arguments()).isEmpty();
    }

    @Test
    void theRunDirectoryIsUsuallyUnderRun() {
        assertThat(parse("status").runDirectory()).isEqualTo(Path.of("/run/gemel"));
    }

    @Test
    void optionsThatAreNotTheLaunchersReachTheCommand() {
        assertThat(parse("check", "--json", "a.conf").arguments()).containsExactly("--json", "a.conf");
    }

    @Test
    void aRelativeConfigurationFileIsTakenFromHere() {
        assertThat(parse("run", "-f", "a.conf").configFile())
                .hasValue(Path.of("a.conf").toAbsolutePath());
    }

    @Test
    void theConfigurationIdIsKept() {
        assertThat(parse("run", "-i", "alpha").configId()).hasValue("alpha");
    }

    @Test
    void theWordsOfShellAreLeftAlone() {
        assertThat(parse("shell", "lb", "-i", "--verbose").arguments()).containsExactly("lb", "-i", "--verbose");
    }

    @Test
    void whatFollowsTwoDashesIsArguments() {
        assertThat(parse("show", "--", "-f").arguments()).containsExactly("-f");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--run-dir", "-f", "-i"})
    void anOptionWithoutItsValueIsAUsageError(String option) {
        assertThatThrownBy(() -> parse("run", option))
                .isInstanceOfSatisfying(
                        Failure.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.USAGE))
                .hasMessageContaining(option + " needs a value");
    }

    private static CommandLine parse(String... words) {
        return CommandLine.parse(List.of(words));
    }
}
