package org.gemel.config.keepalived.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gemel.config.keepalived.internal.Texts.outline;
import static org.gemel.config.keepalived.internal.Texts.outlineOf;
import static org.gemel.config.keepalived.internal.Texts.problems;
import static org.gemel.config.keepalived.internal.Texts.read;

import java.nio.file.Path;
import org.gemel.api.config.ParsedConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Behaviour 6. */
class SequencesTest {

    @TempDir
    Path directory;

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            from start to end                  | ~SEQ(A, 0, 2) x${A}             | x0; x1; x2
            from one where there is no start   | ~SEQ(A, 2) x${A}                | x1; x2
            from minus one to a negative end   | ~SEQ(A, -2) x${A}               | x-1; x-2
            downwards                          | ~SEQ(A, 2, 0) x${A}             | x2; x1; x0
            by a step                          | ~SEQ(A, 1, 3, 8) x${A}          | x1; x4; x7
            by a negative step                 | ~SEQ(A, 8, -4, 0) x${A}         | x8; x4; x0
            once                               | ~SEQ(A, 5, 5) x${A}             | x5
            from hexadecimal numbers           | ~SEQ(A, 0x9, 0xa) x${A}         | x9; x10
            from octal numbers                 | ~SEQ(A, 07, 010) x${A}          | x7; x8
            in hexadecimal                     | ~SEQx(A, 9, 11) x${A}           | x9; xa; xb
            in hexadecimal, downwards          | ~SEQx(A, 0x10, -1, 0xe) x${A}   | x10; xf; xe
            within each other                  | ~SEQ(A,1,2) ~SEQ(B,3,4) x$A,$B  | x1,3; x1,4; x2,3; x2,4
            with an inner one that depends     | ~SEQ(A,1,2) ~SEQ(B,$A,2) x$A,$B | x1,1; x1,2; x2,2
            with variables in the head         | $N=2¶~SEQ(A,1,${N}) x$A         | x1; x2
            of a value of several lines        | $V= \\¶a $A {\\¶b\\¶}¶~SEQ(A,1,2) $V   | a 1 { b }; a 2 { b }
            with a blank before the head       | ~SEQ (A,1,2) x$A                | x1; x2
            within braces on one line          | y { ~SEQ(A,1,2) x$A }           | y { x1; x2 }
            before the brace that closes       | y {¶~SEQ(A,1,2) x$A } z         | y { x1; x2 }; z
            of blocks                          | ~SEQ(A,1,2) x$A { y }           | x1 { y }; x2 { y }
            conditional                        | @beta ~SEQ(A,1,2) x$A¶y         | y
            over a list                        | ~LST(A, x, y, z) a $A           | a x; a y; a z
            over lists of several variables    | ~LST({A,B}, {1,2}, {3,4}) $A/$B | 1/2; 3/4
            with missing values empty          | ~LST({A,B}, {1,2}, {3}) x$A,$B, | x1,2,; x3,,
            over a list and a sequence         | ~LST(A,x,y) ~SEQ(B,1,2) $A $B   | x 1; x 2; y 1; y 2
            """)
    void repetition(String fact, String text, String expected) {
        assertThat(outlineOf(directory, text.replace('¶', '\n'))).as(fact).isEqualTo(expected);
    }

    @Test
    void theVariableOfASequenceHidesOneOfTheSameNameAndGivesItBack() {
        assertThat(outlineOf(directory, "$A=x\n~SEQ(A,1,2) a $A\na $A\n")).isEqualTo("a 1; a 2; a x");
    }

    @Test
    void theVariableOfASequenceEndsWithIt() {
        ParsedConfig parsed = read(directory, "~SEQ(A,1,1) a $A\na $A\n");

        assertThat(problems(parsed)).containsExactly("warning 2:3 undefined-variable");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "~SEQ(A) x",
                "~SEQ(A, 1, 2",
                "~SEQ(A, x, 2) y",
                "~SEQ(A, 1, 0, 2) x",
                "~SEQ(A, 1, -1, 2) x",
                "~SEQ(A, 1, 2, 3, 4) x",
                "~SEQ(9A, 1, 2) x",
                "~SEQ(A, 99999999999) x",
                "~SEQ() x",
                "~LST(A) x",
                "~LST(A, {1,2}) x",
                "~LST({A,B}, {1,2,3}) x",
                "~LST({A,B}, {1,2) x",
                "~LST({A}x, {1}) x"
            })
    void aHeadThatCannotBeUnderstoodIsAnErrorAndTheLineIsIgnored(String line) {
        ParsedConfig parsed = read(directory, "a\n" + line + "\nb\n");

        assertThat(outline(parsed)).isEqualTo("a; b");
        assertThat(problems(parsed)).containsExactly("error 2:1 bad-sequence");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "~SEQ(A, 1, 2000000000) x $A",
                "~SEQ(A, 1, 2000000000) ~SEQ(B, 1, 2000000000) x",
                "~SEQ(A, 1, 2000000000)",
                "~SEQ(A, 1, 2000000000) # x",
                "~SEQ(A, 1, 2000000000) @beta x"
            })
    void aSequenceWithoutMeasureIsAnError(String line) {
        assertThat(problems(read(directory, line))).singleElement().asString().endsWith("configuration-too-large");
    }

    @Test
    void sequencesWithinEachOtherHaveALimit() {
        ParsedConfig parsed = read(directory, "~SEQ(A,1,1) ".repeat(200) + "x\ny\n");

        assertThat(outline(parsed)).isEqualTo("y");
        assertThat(problems(parsed)).singleElement().asString().endsWith("expansion-too-deep");
    }
}
