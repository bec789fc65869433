package org.gemel.config.keepalived.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gemel.config.keepalived.internal.Texts.outlineOf;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Behaviour 4; the identity of these tests is {@code alpha}. */
class ConditionsTest {

    @TempDir
    Path directory;

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            a line for this identity counts          | @alpha a b      | a b
            a line for another one does not          | @beta a b       | ``
            a line for all but this one does not     | @^alpha a b     | ``
            a line for all but another one counts    | @^beta a b      | a b
            the whole word is compared               | @alph a¶@alphabet b¶@Alpha c  | ``
            a line for another one may be nonsense   | @beta } { "x    | ``
            blanks may stand before it               | x {¶  @alpha a¶}  | x { a }
            it may define a variable                 | @alpha $A=x¶@beta $A=y¶a $A   | a x
            conditions add up                        | @alpha @^beta a¶@alpha @beta b | a
            after a brace it is like on a line of its own | x { @^alpha y¶} @alpha z | x { }; z
            an at sign later on is a letter          | a @beta b       | a @beta b
            """)
    void conditions(String fact, String text, String expected) {
        assertThat(outlineOf(directory, text.replace('¶', '\n'))).as(fact).isEqualTo(expected);
    }
}
