package org.gemel.shell.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.gemel.api.config.Configuration;
import org.gemel.api.config.ConfigurationReader;
import org.gemel.api.config.Diagnostic;
import org.gemel.api.config.Diagnostic.Severity;
import org.gemel.api.config.Directive;
import org.gemel.api.config.Position;
import org.gemel.api.config.ReadOptions;
import org.gemel.api.config.Word;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckTest {

    /** Finds in a file what its name says, such as {@code error-warning-warning}. */
    private final FindsWhatTheNameSays reader = new FindsWhatTheNameSays();

    private final Check check = new Check(reader, new ReadOptions("router1", "", Map.of()), () -> null, Map::of);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    clean                 | 0 | clean: clean
                    note                  | 0 | note: clean
                    warning               | 1 | warning: 1 warning
                    error                 | 2 | error: 1 error
                    error-warning-warning | 2 | error-warning-warning: 1 error, 2 warnings
                    """)
    void theWorstDiagnosticDecides(String file, int exitCode, String lastLine) {
        Check.Outcome outcome = check.run(List.of(file));
        assertThat(outcome.exitCode()).isEqualTo(exitCode);
        assertThat(outcome.output().lines()).endsWith(lastLine);
    }

    @Test
    void everyDiagnosticIsPrintedBeforeItsFilesClosingLine() {
        assertThat(check.run(List.of("warning", "clean")).output()).isEqualTo("""
                        warning:1:1: warning: it says warning; say something else
                        warning: 1 warning
                        clean: clean
                        """);
    }

    @Test
    void theWorstFileDecides() {
        assertThat(check.run(List.of("error", "clean", "warning")).exitCode()).isEqualTo(2);
    }

    @Test
    void jsonHasEveryDiagnosticAsData() {
        Check.Outcome outcome = check.run(List.of("--json", "warning"));
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.output()).isEqualToIgnoringWhitespace("""
                        { "format": 1,
                          "files": [ { "file": "warning", "errors": 0, "warnings": 1 } ],
                          "diagnostics": [ { "file": "warning", "line": 1, "column": 1, "severity": "warning",
                              "code": "test", "message": "it says warning", "advice": "say something else" } ] }
                        """);
    }

    @Test
    void theExplanationStandsBeforeTheVerdictWithThePlaceOfEachValue() {
        assertThat(check.run(List.of("--explain", "clean")).output())
                .matches(
                        "(?s)global_defs\n  router_id +here +clean:3\n.*  vrrp_no_swap +off +default\n.*\n\nclean: clean\n");
    }

    @Test
    void theExplanationIsDataInJson() {
        assertThat(check.run(List.of("--explain", "--json", "clean")).output().replaceAll("\\s+", " "))
                .contains(
                        "\"warnings\" : 0, \"blocks\" : [ { \"block\" : \"global_defs\", \"name\" : \"\", \"facts\" : [ "
                                + "{ \"keyword\" : \"router_id\", \"value\" : \"here\", \"at\" : \"clean:3:2\" }, ");
    }

    @Test
    void theIdentityMayBeGiven() {
        check.run(List.of("-i", "router2", "clean"));
        assertThat(reader.identities).containsExactly("router2");
    }

    @Test
    void theIdentityIsThisHostsOtherwise() {
        check.run(List.of("clean"));
        assertThat(reader.identities).containsExactly("router1");
    }

    @ParameterizedTest
    @CsvSource({"''", "--jsonn", "-i", "-x file"})
    void aWrongCommandLineGetsTheUsage(String commandLine) {
        List<String> arguments = commandLine.isEmpty() ? List.of() : Arrays.asList(commandLine.split(" ", -1));
        CommandFailure misuse = catchThrowableOfType(CommandFailure.class, () -> check.run(arguments));
        assertThat(misuse.exitCode()).isEqualTo(2);
        assertThat(misuse.getMessage()).endsWith(Check.USAGE);
    }

    private static final class FindsWhatTheNameSays implements ConfigurationReader {

        private final List<String> identities = new ArrayList<>();

        @Override
        public Result read(Path file, ReadOptions options) {
            identities.add(options.configId());
            List<Diagnostic> found = Stream.of(file.toString().split("-", -1))
                    .filter(word -> !word.equals("clean"))
                    .map(word -> new Diagnostic(
                            new Position(file.toString(), 1, 1),
                            Severity.valueOf(word.toUpperCase(java.util.Locale.ROOT)),
                            "test",
                            "it says " + word,
                            "say something else"))
                    .toList();
            return new Result(new Configuration("here", List.of()), found, tree(file.toString()));
        }

        private static List<Directive> tree(String file) {
            Directive routerId = new Directive(
                    new Word("router_id", new Position(file, 3, 2), false),
                    List.of(new Word("here", new Position(file, 3, 12), false)),
                    null);
            return List.of(new Directive(
                    new Word("global_defs", new Position(file, 1, 1), false), List.of(), List.of(routerId)));
        }
    }
}
