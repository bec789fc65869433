package org.gemel.shell.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gemel.api.config.Authentication;
import org.gemel.api.config.Command;
import org.gemel.api.config.Configuration;
import org.gemel.api.config.ConfigurationReader;
import org.gemel.api.config.Diagnostic;
import org.gemel.api.config.Directive;
import org.gemel.api.config.Notifications;
import org.gemel.api.config.Notifications.Occasion;
import org.gemel.api.config.Notifications.Wishes;
import org.gemel.api.config.Position;
import org.gemel.api.config.ReadOptions;
import org.gemel.api.config.ScriptPolicy;
import org.gemel.api.config.Subject;
import org.gemel.api.config.TrackerDefinition;
import org.gemel.api.config.Word;
import org.gemel.api.platform.ProgramCheck;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HostCheckTest {

    private static final ReadOptions OPTIONS = new ReadOptions("", "", Map.of());

    private static Word word(int line, String text) {
        return new Word(text, new Position("f", line, 5), false);
    }

    private static Directive line(int line, String keyword, String argument) {
        return new Directive(word(line, keyword), List.of(word(line, argument)), null);
    }

    private static Command command(String program) {
        return new Command(List.of(program, "x"), null, null, ScriptPolicy.DEFAULT);
    }

    /** A script that is tracked, one that is told, and a file of that name that is not run. */
    private static ConfigurationReader.Result read(Path file, ReadOptions options) {
        Configuration configuration = new Configuration.Builder("r")
                .trackers(List.of(new TrackerDefinition.Script(
                        "chk",
                        List.of("/bin/chk", "x"),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(1),
                        1,
                        1,
                        false,
                        null,
                        null)))
                .notifications(new Notifications(
                        Map.of(
                                Subject.instance("V"),
                                new Wishes(Map.of(Occasion.MASTER, command("/bin/tell")), null, false, false)),
                        List.of(),
                        null,
                        List.of()))
                .build();
        Directive script = new Directive(word(2, "vrrp_script"), List.of(), List.of(line(3, "script", "/bin/chk x")));
        Directive instance = new Directive(
                word(5, "vrrp_instance"),
                List.of(),
                List.of(line(6, "interface", "/bin/tell"), line(7, "notify_master", "/bin/tell x")));
        return new ConfigurationReader.Result(configuration, List.of(), List.of(script, instance));
    }

    private static Check.Outcome check(@Nullable ProgramCheck programs, String... arguments) {
        return new Check(HostCheckTest::read, OPTIONS, () -> programs, Map::of).run(List.of(arguments));
    }

    @Test
    void whatTheHostWouldNotRunIsAWarningWhereItStands() {
        Check.Outcome outcome = check(command -> Optional.of(command.words().get(0) + " is not there"), "--here", "f");
        assertThat(outcome.output()).isEqualTo("""
                f:3:5: warning: script: this host would not run the program; /bin/chk is not there
                f:7:5: warning: notify_master: this host would not run the program; /bin/tell is not there
                f: 2 warnings
                """);
        assertThat(outcome.exitCode()).isEqualTo(Check.WARNINGS);
    }

    @Test
    void whatItWouldRunIsNotMentioned() {
        assertThat(check(command -> Optional.empty(), "--here", "f").output()).isEqualTo("f: clean\n");
    }

    @Test
    void theHostIsNotAskedForAFileThatMayBeForAnother() {
        assertThat(check(command -> Optional.of("never"), "f").output()).isEqualTo("f: clean\n");
    }

    @Test
    void whereNobodyCanLookThatIsSaid() {
        assertThatThrownBy(() -> check(null, "--here", "f"))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("nobody can look");
    }

    @Test
    void anInterfaceThatIsNotThereIsAWarningWhereItStands() {
        Directive instance = new Directive(
                word(5, "vrrp_instance"), List.of(word(5, "VI_1")), List.of(line(6, "interface", "eth0")));
        ConfigurationReader.Result read = new ConfigurationReader.Result(
                new Configuration("r", List.of(Fakes.configured(new Authentication.None()))),
                List.of(),
                List.of(instance));

        assertThat(new HostCheck(command -> Optional.empty(), "lo"::equals)
                        .look(Path.of("f"), read)
                        .diagnostics())
                .extracting(Diagnostic::toString)
                .containsExactly(
                        "f:6:5: warning: interface: this host has no interface eth0 now; VI_1 would be in FAULT"
                                + " until there is one; look at: ip link");
        assertThat(new HostCheck(command -> Optional.empty(), "eth0"::equals)
                        .look(Path.of("f"), read)
                        .diagnostics())
                .isEmpty();
    }
}
