package org.gemel.launcher.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
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
        assertThat(line.runDirectory(InstanceName.NONE)).isEqualTo(Path.of("/tmp/a"));
        assertThat(line.arguments()).isEmpty();
    }

    @Test
    void theRunDirectoryIsUsuallyUnderRun() {
        assertThat(parse("status").runDirectory(InstanceName.NONE)).isEqualTo(Path.of("/run/gemel"));
    }

    @Test
    void anInstanceHasARunDirectoryOfItsOwn() {
        assertThat(parse("status", "--instance", "blue").runDirectory(InstanceName.NONE))
                .isEqualTo(Path.of("/run/gemel-blue"));
    }

    @Test
    void theFileMayNameTheInstance() {
        InstanceName named = new InstanceName(Optional.of("blue"), Optional.of("green"));
        assertThat(parse("run").runDirectory(named)).isEqualTo(Path.of("/run/gemel-blue"));
        assertThat(parse("run", "--instance=red").runDirectory(named)).isEqualTo(Path.of("/run/gemel-red"));
        assertThat(parse("run", "--run-dir", "/tmp/a").runDirectory(named)).isEqualTo(Path.of("/tmp/a"));
    }

    @Test
    void withoutANameTheNamespaceTellsItFromOthers() {
        assertThat(parse("run").runDirectory(new InstanceName(Optional.empty(), Optional.of("green"))))
                .isEqualTo(Path.of("/run/gemel-green"));
    }

    @Test
    void anInstanceThatWouldLeadElsewhereIsAUsageError() {
        assertThatThrownBy(() -> parse("status", "--instance", "../x"))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("use letters, digits");
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
    @ValueSource(strings = {"--run-dir", "--instance", "-f", "-i"})
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
