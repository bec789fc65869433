package org.gemel.config.keepalived.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gemel.config.keepalived.internal.Texts.outline;
import static org.gemel.config.keepalived.internal.Texts.outlineOf;
import static org.gemel.config.keepalived.internal.Texts.problems;
import static org.gemel.config.keepalived.internal.Texts.read;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.gemel.api.config.ParsedConfig;
import org.gemel.api.config.ReadOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Behaviour 5. */
class VariablesTest {

    @TempDir
    Path directory;

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            at the end of a line               | $A=x¶a $A                  | a x
            before a blank                     | $A=x¶a $A b                | a x b
            before a slash                     | $A=x¶a $A/24               | a x/24
            before a comma                     | $A=x¶a $A,b                | a x,b
            before a parenthesis               | $A=x¶a ($A)                | a (x)
            braced before anything             | $A=x¶a ${A}.1              | a x.1
            braced in a word                   | $A=x¶a b${A}c              | a bxc
            in quotes                          | $A=x¶a "b ${A}"            | a "b x"
            as a keyword                       | $A=x y¶$A b                | x y b
            with quotes in its value           | $A="x y"¶a $A              | a "x y"
            without blanks round the value     | $A=  x  # c¶a b${A}c       | a bxc
            empty                              | $A=¶a b${A}c               | a bc
            defined anew                       | $A=x¶a $A¶$A=y¶a $A        | a x; a y
            the longest name counts            | $A=x¶$AB=y¶a $AB           | a y
            by another one                     | $A=${B}¶$B=x¶a $A          | a x
            replaced at its use                | $A=1${B}¶$B=x¶a $A¶$B=y¶a $A  | a 1x; a 1y
            with a name made of another        | $N=1¶$A1=x¶a ${A${N}}      | a x
            twice by different ways            | $A=x¶$B=$A ${A}¶a $B $A    | a x x x
            as a condition                     | $A=@beta¶$A x¶y            | y
            with a brace                       | $A=a {¶$A¶b¶}              | a { b }
            defined after a brace              | a { $A=x¶$A¶}              | a { x }
            with an escaped hash               | $A=\\#¶a b¶$A c d        | a b
            with an escaped bang in its value  | $A=x\\!y¶a $A             | a x
            with an underscore and digits      | $_a9=x¶a $_a9              | a x
            """)
    void use(String fact, String text, String expected) {
        assertThat(outlineOf(directory, text.replace('¶', '\n'))).as(fact).isEqualTo(expected);
    }

    @Test
    void aValueOverSeveralLinesExpandsToSeveralLines() {
        assertThat(outlineOf(directory, "$V= \\\n a ${N} { \\\n  b $N \\\n }\n$N=1\n$V\n$N=2\n$V\n"))
                .isEqualTo("a 1 { b 1 }; a 2 { b 2 }");
    }

    @Test
    void linesOfAValueMayDefineVariablesAndBeConditional() {
        assertThat(outlineOf(
                        directory,
                        "$R= \\\n r $N \\\n@beta no \\\n@alpha yes\n$V= \\\n$N=1 \\\n$R \\\n$N=2 \\\n$R\n$V\n"))
                .isEqualTo("r 1; yes; r 2; yes");
    }

    @Test
    void aCommentAtTheEndOfALineDoesNotEndADefinition() {
        assertThat(outlineOf(directory, "$V= \\ # x\n a \\\t# y\n # z \\\n b\n$V\n"))
                .isEqualTo("a; b");
    }

    @Test
    void aLineWithoutBackslashEndsADefinition() {
        assertThat(outlineOf(directory, "$V= \\\n a \\\n b\nc\n$V\n")).isEqualTo("c; a; b");
    }

    @Test
    void aBackslashContinuesNothingButDefinitions() {
        assertThat(outlineOf(directory, "a b \\\nc\n")).isEqualTo("a b \\; c");
    }

    @Test
    void textRoundAValueOfSeveralLinesGoesToTheFirstAndTheLast() {
        assertThat(outlineOf(directory, "$V= \\\n a \\\n b\nx $V y\n")).isEqualTo("x a; b y");
    }

    @Test
    void anUndefinedVariableStaysAndTheWarningNamesTheNearest() {
        ParsedConfig parsed = read(directory, "$IFACE=eth0\ninterface ${IFACES}\n");

        assertThat(outline(parsed)).isEqualTo("interface ${IFACES}");
        assertThat(problems(parsed)).containsExactly("warning 2:11 undefined-variable");
        assertThat(parsed.diagnostics().get(0).advice()).isEqualTo("did you mean ${IFACE}?");
    }

    @Test
    void aUseThatIsNotReplacedForTheCharacterAfterItIsAWarning() {
        ParsedConfig parsed = read(directory, "$S=/bin/x\nnotify \"$S\"\n");

        assertThat(outline(parsed)).isEqualTo("notify \"$S\"");
        assertThat(problems(parsed)).containsExactly("warning 2:9 variable-not-replaced");
        assertThat(parsed.diagnostics().get(0).advice()).isEqualTo("write ${S}");
    }

    @Test
    void whatLooksLikeAVariableInAPasswordIsNotRepeatedInMessages() {
        ParsedConfig parsed = read(directory, "a { auth_pass pa$word\n}\n");

        assertThat(problems(parsed)).containsExactly("warning 1:17 undefined-variable");
        assertThat(parsed.diagnostics().toString()).doesNotContain("word ").doesNotContain("$word");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$A=$A\na $A\n",
                "$A=x${A}y${A}\na ${A}\n",
                "$A=$B\n$B=$C\n$C=$A\na $A\n",
                "$A= \\\n x \\\n $A\n$A\n",
                "$A=${B}${B}\n$B=${A}${A}\na ${A}\n",
                "~SEQ($A, 1, 2) x\n$A=$A\n~SEQ($A, 1, 2) x\n"
            })
    void aVariableThatContainsItselfIsAnErrorInBoundedTime(String text) {
        ParsedConfig parsed = assertTimeoutPreemptively(Duration.ofSeconds(10), () -> read(directory, text));

        assertThat(problems(parsed)).anyMatch(p -> p.endsWith("variable-loop"));
    }

    @Test
    void theErrorOfALoopNamesTheWayRound() {
        ParsedConfig parsed = read(directory, "$A=$B\n$B=$A\n\na b $A\n");

        assertThat(problems(parsed)).containsExactly("error 4:5 variable-loop");
        assertThat(parsed.diagnostics().get(0).message()).contains("$A -> $B -> $A");
    }

    @Test
    void theSameVariableTwiceInALineIsNoLoop() {
        assertThat(outlineOf(directory, "$A=x\n$B=${A}\na ${A}${B}${A}\n")).isEqualTo("a xxx");
    }

    @Test
    void doublingVariablesEndInAnErrorAndNotInMemory() {
        StringBuilder text = new StringBuilder("$A0=xxxxxxxxxxxxxxxx\n");
        for (int i = 1; i <= 40; i++) {
            text.append("$A%d=${A%d}${A%d}\n".formatted(i, i - 1, i - 1));
        }
        ParsedConfig parsed = read(directory, text.append("a ${A40}\nb\n").toString());

        assertThat(outline(parsed)).isEqualTo("b");
        assertThat(problems(parsed)).containsExactly("error 42:1 line-too-long");
    }

    @Test
    void doublingLinesEndInAnError() {
        StringBuilder text = new StringBuilder("$A0=x\n");
        for (int i = 1; i <= 40; i++) {
            text.append("$A%d= \\\n${A%d} \\\n${A%d}\n".formatted(i, i - 1, i - 1));
        }
        ParsedConfig parsed = read(directory, text.append("${A40}\n").toString());

        assertThat(problems(parsed)).containsExactly("error 122:1 configuration-too-large");
    }

    @Test
    void aDefinitionThatTheFileEndsInIsAWarning() {
        ParsedConfig parsed = read(directory, "a\n$V= \\\n b \\\n");

        assertThat(problems(parsed)).containsExactly("warning 2:1 definition-not-ended");
    }

    @Test
    void pwdIsTheDirectoryOfTheFile() {
        assertThat(outlineOf(directory, "a ${_PWD}/x")).isEqualTo("a " + directory.toAbsolutePath() + "/x");
    }

    @Test
    void instanceIsTheNameOfTheAppliance() {
        assertThat(outlineOf(directory, "a ${_INSTANCE}")).isEqualTo("a blue");
    }

    @Test
    void envIsAVariableOfTheEnvironment() {
        assertThat(outlineOf(directory, "a x${_ENV SITE}y")).isEqualTo("a xnorthy");
    }

    @Test
    void anUnsetVariableOfTheEnvironmentIsEmptyWithAWarning() {
        ParsedConfig parsed = read(directory, "a x${_ENV NOPE}y");

        assertThat(outline(parsed)).isEqualTo("a xy");
        assertThat(problems(parsed)).containsExactly("warning 1:4 undefined-environment");
    }

    @Test
    void hashAndBangInQuotesAreLetters() {
        assertThat(outlineOf(directory, "a \"x${_HASH}y${_BANG}\" b")).isEqualTo("a \"x#y!\" b");
    }

    @Test
    void hashAndBangBeginACommentElsewhereSoThatAVariableCanSwitchLinesOff() {
        assertThat(outlineOf(directory, "$OFF=${_HASH}\n${OFF} a\n$OFF b\nc ${_BANG} d\n"))
                .isEqualTo("c");
    }

    @Test
    void hashAndBangAfterABackslashAreLetters() {
        assertThat(outlineOf(directory, "a x\\${_HASH}y \\${_BANG}")).isEqualTo("a x#y !");
    }

    @Test
    void randomStaysWithinItsRange() {
        String text = "~SEQ(I, 1, 200) ${_RANDOM 3 5}\n";

        assertThat(read(directory, text).tree()).extracting(d -> d.name()).containsOnly("3", "4", "5");
    }

    @Test
    void randomIsTheSameWhenAnUnchangedFileIsReadAgain() {
        assertThat(outlineOf(directory, "a ${_RANDOM}")).isEqualTo(outlineOf(directory, "a ${_RANDOM}"));
    }

    @Test
    void randomDiffersBetweenNodes() {
        Path file = Texts.file(directory, "r.conf", "~SEQ(I, 1, 9) ${_RANDOM}");
        KeepalivedFormat format = new KeepalivedFormat();

        assertThat(outline(format.read(file, new ReadOptions("a", "", Map.of()))))
                .isNotEqualTo(outline(format.read(file, new ReadOptions("b", "", Map.of()))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"${_RANDOM x}", "${_RANDOM 5 1}", "${_RANDOM 1 2 3}", "${_RANDOM -1}"})
    void aRandomRangeThatMakesNoSenseIsAnError(String text) {
        assertThat(problems(read(directory, "a " + text))).containsExactly("error 1:3 bad-random");
    }
}
