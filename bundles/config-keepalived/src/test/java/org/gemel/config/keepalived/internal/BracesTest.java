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

/** Behaviours 8 and 10. */
class BracesTest {

    @TempDir
    Path directory;

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            at the end of the line            | a b {¶c d¶}            | a b { c d }
            on the next line                  | a b¶{¶c¶}              | a b { c }
            on a line after empty ones        | a b¶¶ # x¶{¶c¶}        | a b { c }
            with a directive after it         | a¶{ b c¶d¶}            | a { b c; d }
            inline                            | a { b c }              | a { b c }
            inline without blanks             | a{b}                   | a { b }
            inline in each other              | a { b { c } d { } }    | a { b { c }; d { } }
            empty                             | a { }                  | a { }
            empty over lines                  | a {¶}                  | a { }
            closed after text                 | a {¶b c }¶d            | a { b c }; d
            followed by text                  | a {¶b¶} c¶d            | a { b }; c; d
            all on one line                   | a { b } c { d }        | a { b }; c { d }
            one entry on each line            | a {¶1.2.3.4¶5.6.7.8 dev e¶}  | a { 1.2.3.4; 5.6.7.8 dev e }
            """)
    void braces(String fact, String text, String expected) {
        assertThat(outlineOf(directory, text.replace('¶', '\n'))).as(fact).isEqualTo(expected);
    }

    @Test
    void aBlockThatIsNeverClosedIsAnErrorAtItsOpeningBrace() {
        ParsedConfig parsed = read(directory, "a\nb c {\n d {\n  e\n }\n");

        assertThat(outline(parsed)).isEqualTo("a; b c { d { e } }");
        assertThat(problems(parsed)).containsExactly("error 2:5 block-not-closed");
    }

    @Test
    void aRootBlockWithinABlockShowsThatTheOtherWasNotClosed() {
        ParsedConfig parsed = read(directory, "vrrp_instance A {\n x {\n y\n}\nvrrp_instance B {\n z\n}\n");

        assertThat(outline(parsed)).isEqualTo("vrrp_instance A { x { y } }; vrrp_instance B { z }");
        assertThat(problems(parsed)).containsExactly("error 1:17 block-not-closed");
        assertThat(parsed.diagnostics().get(0).message()).contains("vrrp_instance begins", ":5:1");
    }

    @Test
    void aClosingBraceTooManyIsAnErrorAtItsPlaceAndParsingGoesOn() {
        ParsedConfig parsed = read(directory, "a {\n}\n }\nb\n");

        assertThat(outline(parsed)).isEqualTo("a { }; b");
        assertThat(problems(parsed)).containsExactly("error 3:2 unexpected-brace");
    }

    @Test
    void anOpeningBraceWithoutKeywordIsAnErrorAndItsContentsStayWhereTheyAre() {
        ParsedConfig parsed = read(directory, "a {\n{ b }\n c\n}\n");

        assertThat(outline(parsed)).isEqualTo("a { b; c }");
        assertThat(problems(parsed)).containsExactly("error 2:1 unexpected-brace");
    }
}
