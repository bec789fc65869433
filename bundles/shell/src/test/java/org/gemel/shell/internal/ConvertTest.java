package org.gemel.shell.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.gemel.api.config.Comment;
import org.gemel.api.config.ConfigFormat;
import org.gemel.api.config.Configuration;
import org.gemel.api.config.ConfigurationReader;
import org.gemel.api.config.Diagnostic;
import org.gemel.api.config.Diagnostic.Severity;
import org.gemel.api.config.Directive;
import org.gemel.api.config.InexpressibleException;
import org.gemel.api.config.ParsedConfig;
import org.gemel.api.config.Position;
import org.gemel.api.config.ReadOptions;
import org.gemel.api.config.Word;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConvertTest {

    private final OneBlock reader = new OneBlock();
    private final Convert convert =
            new Convert(reader, new ReadOptions("router1", "", Map.of()), () -> Map.of("names", new Names()));

    @Test
    void whatWasReadIsWrittenInTheOtherLanguage() {
        assertThat(convert.run(List.of("--to", "names", "a.conf")))
                .isEqualTo(new Convert.Outcome(0, "global_defs router_id", ""));
    }

    @Test
    void commentsThatTheOtherLanguageHasNoPlaceForAreCounted() {
        reader.remarks = 1;
        assertThat(convert.run(List.of("--to", "names", "a.conf")).said())
                .isEqualTo("1 comment is lost: names has none\n");

        reader.remarks = 3;
        assertThat(convert.run(List.of("--to", "names", "a.conf")).said())
                .isEqualTo("3 comments are lost: names has none\n");
    }

    @Test
    void theLanguageOfTheFileMayBeForced() {
        convert.run(List.of("--format", "uci", "-i", "router2", "--to", "names", "a.conf"));

        assertThat(reader.asked).isEqualTo(new ReadOptions("router2", "", Map.of(), "uci", true));
    }

    @Test
    void whatCannotBeExpressedIsNamedWithItsPlace() {
        reader.inner = "unspeakable";

        CommandFailure failure = failure("--to names a.conf");

        assertThat(failure.exitCode()).isEqualTo(2);
        assertThat(failure.getMessage())
                .isEqualTo(
                        "a.conf:2:5: error: unspeakable: cannot be said; change it before it is converted, or remove it\n");
    }

    @Test
    void whatIsWrongWithTheTextIsSaidAndNothingWritten() {
        reader.inner = "wrong";

        assertThat(failure("--to names a.conf").getMessage()).isEqualTo("a.conf:2:5: error: this is wrong\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a.conf", "--to names", "--to", "--to names a b", "--to other a.conf", "--loud --to names a"})
    void aWrongCommandLineGetsTheUsage(String line) {
        assertThat(failure(line).getMessage()).endsWith(Convert.USAGE);
    }

    private CommandFailure failure(String line) {
        return catchThrowableOfType(CommandFailure.class, () -> convert.run(Arrays.asList(line.split(" ", -1))));
    }

    /** Reads a block with one statement. */
    private static final class OneBlock implements ConfigurationReader {

        private String inner = "router_id";
        private int remarks;
        private ReadOptions asked = new ReadOptions("", "", Map.of());

        @Override
        public Result read(Path file, ReadOptions options) {
            return new Result(new Configuration("here", List.of()), List.of());
        }

        @Override
        public ParsedConfig parse(Path file, ReadOptions options) {
            asked = options;
            Position at = new Position(file.toString(), 2, 5);
            Word outer = new Word("global_defs", new Position(file.toString(), 1, 1), false);
            Directive statement = new Directive(
                    new Word(inner, at, false),
                    List.of(),
                    null,
                    Collections.nCopies(remarks, new Comment(Comment.Place.BEFORE, " why")));
            List<Diagnostic> found = inner.equals("wrong")
                    ? List.of(new Diagnostic(at, Severity.ERROR, "test", "this is wrong", ""))
                    : List.of();
            return new ParsedConfig(List.of(new Directive(outer, List.of(), List.of(statement))), found);
        }
    }

    /** A language of keywords. */
    private static final class Names implements ConfigFormat {

        @Override
        public int recognises(String head) {
            return 0;
        }

        @Override
        public ParsedConfig read(Path file, ReadOptions options) {
            throw new AssertionError("not asked for");
        }

        @Override
        public String write(List<Directive> tree) {
            StringBuilder names = new StringBuilder();
            for (Directive directive : tree) {
                if (directive.name().equals("unspeakable")) {
                    throw new InexpressibleException(directive, "cannot be said");
                }
                names.append(' ').append(directive.name());
                names.append(directive.children().isEmpty() ? "" : " " + write(directive.children()));
            }
            return names.toString().strip();
        }
    }
}
