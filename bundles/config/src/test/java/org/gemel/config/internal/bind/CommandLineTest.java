package org.gemel.config.internal.bind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Behaviour 14. Most rows were shown to keepalived 2.2.7, whose dump has the same words. */
class CommandLineTest {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "/bin/echo                     | /bin/echo",
                "/bin/echo one  two            | /bin/echo~one~two",
                "/bin/echo 'q 1' \\\"x y\\\" z | /bin/echo~q 1~x y~z",
                "/bin/echo a\\ b               | /bin/echo~a~b",
                "/bin/echo \\\"c d\\\"e 'f'g   | /bin/echo~c de~fg",
                "'/bin/echo \"d e\" f'         | /bin/echo \"d e\" f",
                "x \\x41\\102\\60 \\q          | x~AB0~q",
                "x ''                          | x~",
                "x \\xZZ                       | x~xZZ",
            },
            delimiter = '|')
    void aLineHasTheseWords(String line, String words) {
        assertThat(String.join("~", CommandLine.words(line))).isEqualTo(words);
    }

    @Test
    void controlCharactersCanBeWritten() {
        assertThat(CommandLine.unescaped("\\a\\b\\e\\f\\n\\r\\t\\v\\cA\\"))
                .isEqualTo("\u0007\b\u001b\f\n\r\t\u000b\u0001\\");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "x 'y   | a ' is not closed",
                "x \"y' | a \" is not closed",
                "''     | there is no program in it",
                "x \\0  | there is a NUL character in it",
            },
            delimiter = '|')
    void whatMakesNoSenseIsSaid(String line, String problem) {
        assertThatThrownBy(() -> CommandLine.words(line))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(problem);
    }
}
