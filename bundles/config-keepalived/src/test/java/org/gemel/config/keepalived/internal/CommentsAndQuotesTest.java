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

/** Behaviour 2, and 8 and 14 as far as words go. */
class CommentsAndQuotesTest {

    @TempDir
    Path directory;

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            a hash begins a comment               | a b # c            | a b
            a hash within a word begins one       | a b#c d            | a b
            a bang begins a comment               | a ! b              | a
            a line of comment says nothing        | # a b              | ``
            an escaped hash is a letter           | a \\#b             | a #b
            an escaped bang is a letter           | a b\\!c            | a b!c
            quotes protect a hash                 | a "b # c" # d      | a "b # c"
            quotes protect a bang                 | a "!"              | a "!"
            quotes protect blanks                 | a "b  c"           | a "b  c"
            quotes protect braces                 | a "{" "}"          | a "{" "}"
            an empty string is a word             | a "" b             | a "" b
            a quote ends the word before it       | a b"c d"e          | a b "c d" e
            an escaped quote does not end a word  | a "b \\"c\\" d" e  | a "b \\"c\\" d" e
            an escaped backslash does not escape  | a "b\\\\" c        | a "b\\\\" c
            escapes in quotes stay as written     | a "b\\tc\\x41"     | a "b\\tc\\x41"
            a single quote is a letter            | a 'b c'            | a 'b c'
            a single quote protects no hash       | a 'b # c'          | a 'b
            a semicolon is a letter               | a b; c             | a b; c
            a backslash at the end is a letter    | a b \\             | a b \\
            a dollar alone is a letter            | a b$ $1 $          | a b$ $1 $
            """)
    void words(String fact, String text, String expected) {
        assertThat(outlineOf(directory, text)).as(fact).isEqualTo(expected);
    }

    @Test
    void anOpenQuoteIsAnErrorAtTheQuoteAndTheRestOfTheLineIsLost() {
        ParsedConfig parsed = read(directory, "a\n notify b \"c d # e\nf\n");

        assertThat(outline(parsed)).isEqualTo("a; notify b; f");
        assertThat(problems(parsed)).containsExactly("error 2:11 quote-not-closed");
    }

    @Test
    void keywordsKeepTheirCase() {
        assertThat(outlineOf(directory, "Vrrp_Instance VI")).isEqualTo("Vrrp_Instance VI");
    }
}
