package org.gemel.config.keepalived.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gemel.config.keepalived.internal.Texts.file;
import static org.gemel.config.keepalived.internal.Texts.outline;
import static org.gemel.config.keepalived.internal.Texts.outlineOf;
import static org.gemel.config.keepalived.internal.Texts.problems;
import static org.gemel.config.keepalived.internal.Texts.read;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.gemel.api.config.ParsedConfig;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Behaviour 7. */
class IncludesTest {

    @TempDir
    Path directory;

    @BeforeEach
    void files() {
        file(directory, "a.conf", "in a\n");
        file(directory, "d/b.conf", "in b\n");
        file(directory, "d/c.conf", "in c\n");
        file(directory, "d/.hidden.conf", "in hidden\n");
        file(directory, "e/c.conf", "in ec\n");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            a file beside the including one       | include a.conf            | in a
            in a folder                           | include d/b.conf          | in b
            in quotes                             | include "d/b.conf"        | in b
            in its place                          | x {¶include a.conf¶y¶}    | x { in a; y }
            within braces on one line             | x { include a.conf }      | x { in a }
            by a star, in the order of names      | include d/*.conf          | in b; in c
            by a question mark                    | include d/?.conf          | in b; in c
            by a set                              | include d/[c-z].conf      | in c
            by a set turned round                 | include "d/[!c].conf"     | in b
            by a star in a folder's name          | include */c.conf          | in c; in ec
            by braces, in their order             | include d/{c,b}.conf      | in c; in b
            by braces in braces                   | include {a,d/{b,c}}.conf  | in a; in b; in c
            by braces and stars                   | include {d,e}/*.conf      | in b; in c; in ec
            hidden files only by their dot        | include d/.h*             | in hidden
            named by a variable                   | $D=d¶include ${D}/b.conf  | in b
            for this node only                    | @beta include a.conf¶x    | x
            strictly                              | includea d/{b,c}.conf     | in b; in c
            """)
    void include(String fact, String text, String expected) {
        assertThat(outlineOf(directory, text.replace('¶', '\n'))).as(fact).isEqualTo(expected);
    }

    @Test
    void anAbsolutePathIsTakenAsItIs() {
        assertThat(outlineOf(
                        directory, "include " + directory.resolve("d/b.conf").toAbsolutePath()))
                .isEqualTo("in b");
    }

    @Test
    void anIncludedFileIncludesRelativeToItself() {
        file(directory, "d/top.conf", "include b.conf\na ${_PWD}\n");

        assertThat(outlineOf(directory, "include d/top.conf\nb ${_PWD}\n"))
                .isEqualTo("in b; a " + directory.toAbsolutePath() + "/d; b " + directory.toAbsolutePath());
    }

    @Test
    void everyFileIsNamedAlsoOneThatHasOnlyVariables() {
        file(directory, "v.conf", "$A=x\n");
        file(directory, "top.conf", "include v.conf\ninclude d/b.conf\n");

        assertThat(read(directory, "include top.conf\na $A\n").included())
                .containsExactly(
                        directory.resolve("top.conf"), directory.resolve("v.conf"), directory.resolve("d/b.conf"));
    }

    @Test
    void aVariableOfAnIncludedFileIsKnownAfterIt() {
        file(directory, "v.conf", "$A=x\n");

        assertThat(outlineOf(directory, "include v.conf\na $A\n")).isEqualTo("a x");
    }

    @Test
    void blocksMayReachOverFiles() {
        file(directory, "open.conf", "a {\n");

        assertThat(outlineOf(directory, "include open.conf\nb\n}\n")).isEqualTo("a { b }");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            include nope.conf         | warning 1:1 include-missing
            includer nope.conf        | warning 1:1 include-missing
            includem nope.conf        | error 1:1 include-missing
            includew nope.conf        | warning 1:1 include-missing
            includea nope.conf        | error 1:1 include-missing
            include nope/*.conf       | note 1:1 include-missing
            includem nope/*.conf      | note 1:1 include-missing
            includew nope/*.conf      | error 1:1 include-missing
            includea nope/*.conf      | error 1:1 include-missing
            include d/{b,nope}.conf   | warning 1:1 include-missing
            includem d/{b,nope}.conf  | warning 1:1 include-missing
            includeb d/{b,nope}.conf  | error 1:1 include-missing
            includea d/{b,nope}.conf  | error 1:1 include-missing
            """)
    void whatIsMissingIsAWarningUnlessTheIncludeIsStrict(String text, String expected) {
        assertThat(problems(read(directory, text))).containsExactly(expected);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            include_check¶include nope               | error 2:1 include-missing
            include_check match¶include nope         | error 2:1 include-missing
            include_check readable¶include nope      | warning 2:1 include-missing
            include_check -match¶include nope        | warning 2:1 include-missing
            include_check +match¶include nope/*      | note 2:1 include-missing
            include_check wildcard_match¶include no* | error 2:1 include-missing
            """)
    void includeCheckMakesIncludesStrict(String text, String expected) {
        assertThat(problems(read(directory, text.replace('¶', '\n')))).containsExactly(expected);
    }

    @Test
    void anIncludedFileDoesNotChangeTheCheckOfTheOther() {
        file(directory, "strict.conf", "include_check\n");

        assertThat(problems(read(directory, "include strict.conf\ninclude nope\n")))
                .containsExactly("warning 2:1 include-missing");
    }

    @Test
    void anExecutableFileIsSkippedWithAWarning() throws IOException {
        Files.setPosixFilePermissions(directory.resolve("a.conf"), PosixFilePermissions.fromString("rw-r----x"));
        ParsedConfig parsed = read(directory, "include a.conf\nb\n");

        assertThat(outline(parsed)).isEqualTo("b");
        assertThat(problems(parsed)).containsExactly("warning 1:1 include-executable");
    }

    @Test
    void aFolderIsSkippedWithAWarning() {
        assertThat(problems(read(directory, "include d\n"))).containsExactly("warning 1:1 include-not-a-file");
    }

    @Test
    void anIncludeWithoutFileIsAnError() {
        assertThat(problems(read(directory, "include\n"))).containsExactly("error 1:1 include-what");
    }

    @Test
    void wordsAfterTheFileAreAWarning() {
        ParsedConfig parsed = read(directory, "include a.conf b.conf\n");

        assertThat(outline(parsed)).isEqualTo("in a");
        assertThat(problems(parsed)).containsExactly("warning 1:1 include-alone");
    }

    @Test
    void aFileThatIncludesItselfIsAnErrorThatNamesTheWayRound() {
        file(directory, "one.conf", "one\ninclude d/../two.conf\n");
        file(directory, "two.conf", "\ntwo\n  include one.conf\n");
        ParsedConfig parsed = read(directory, "include one.conf\nend\n");

        assertThat(outline(parsed)).isEqualTo("one; two; end");
        assertThat(problems(parsed)).containsExactly("error 3:3 include-loop");
        assertThat(parsed.diagnostics().get(0).message()).contains("k.conf -> ", "one.conf -> ", "two.conf -> ");
        assertThat(parsed.diagnostics().get(0).at().file()).endsWith("two.conf");
    }

    @Test
    void includingTheSameFileTwiceIsNoLoop() {
        assertThat(outlineOf(directory, "include a.conf\ninclude a.conf\n")).isEqualTo("in a; in a");
    }

    @Test
    void aChainOfTooManyFilesIsAnError() {
        for (int i = 0; i < 40; i++) {
            file(directory, "n" + i, "include n" + (i + 1) + "\n");
        }

        assertThat(problems(read(directory, "include n0\n"))).containsExactly("error 1:1 include-too-deep");
    }

    @Test
    void filesThatIncludeEachOtherManyTimesEndInAnError() {
        for (int i = 0; i < 12; i++) {
            file(directory, "m" + i, ("include m" + (i + 1) + "\n").repeat(8));
        }
        file(directory, "m12", "x\n");

        assertThat(problems(read(directory, "include m0\n")))
                .singleElement()
                .asString()
                .endsWith("include-too-many");
    }

    @Test
    void bracesWithTooManyAlternativesAreAnError() {
        assertThat(problems(read(directory, "include " + "{a,b}".repeat(40) + "\n")))
                .containsExactly("error 1:1 include-too-many");
    }
}
