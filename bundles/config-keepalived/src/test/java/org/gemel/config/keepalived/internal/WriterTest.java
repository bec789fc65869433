package org.gemel.config.keepalived.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.gemel.config.keepalived.internal.Texts.OPTIONS;
import static org.gemel.config.keepalived.internal.Texts.outline;
import static org.gemel.config.keepalived.internal.Texts.read;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.gemel.api.config.Directive;
import org.gemel.api.config.ParsedConfig;
import org.gemel.api.config.Position;
import org.gemel.api.config.Word;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Text to tree to text to tree. */
class WriterTest {

    private static final Position NOWHERE = new Position("test", 1, 1);

    @TempDir
    Path directory;

    private final KeepalivedFormat format = new KeepalivedFormat();

    private static Directive directive(@Nullable List<Directive> block, String... words) {
        List<Word> all = Stream.of(words).map(w -> new Word(w, NOWHERE, false)).toList();
        return new Directive(all.get(0), all.subList(1, all.size()), block);
    }

    @Test
    void blocksAreIndentedByFourSpacesAndRootBlocksStandApart() {
        List<Directive> tree = read(directory, "g{a 1\nb{c}}\nh{}\ni\nj\n").tree();

        assertThat(format.write(tree)).isEqualTo("""
                        g {
                            a 1
                            b {
                                c
                            }
                        }

                        h {
                        }

                        i
                        j
                        """);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            plain            | plain
            two words        | "two words"
            a{b              | "a{b"
            a}b              | "a}b"
            ``               | ""
            a#b              | a\\#b
            a!b              | a\\!b
            ${NAME}/24       | ${NAME}/24
            a'b              | a'b
            """)
    void wordsAreQuotedOrEscapedWhereNeeded(String word, String expected) {
        assertThat(format.write(List.of(directive(null, "k", word)))).isEqualTo("k " + expected + "\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"@alpha", "$A=1", "~SEQ(A,1,2)", "include"})
    void aFirstWordThatWouldMeanSomethingIsQuoted(String word) {
        String text = format.write(List.of(directive(null, word, "x")));

        assertThat(outline(read(directory, text))).isEqualTo('"' + word + "\" x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "a\0b", "a \"b", "a \\", "x${_PWD}", "${_RANDOM 1 2}"})
    void whatTheLanguageCannotSayIsRefusedByName(String word) {
        assertThatThrownBy(() -> format.write(List.of(directive(null, "keyword", word))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("keyword");
    }

    @Test
    void aRootBlockWithinAnotherIsRefused() {
        Directive inner = directive(List.of(), "vrrp_instance", "A");

        assertThatThrownBy(() -> format.write(List.of(directive(List.of(inner), "x"))))
                .hasMessageContaining("vrrp_instance");
    }

    @Test
    void refusalsDoNotRepeatTheWord() {
        assertThatThrownBy(() -> format.write(List.of(directive(null, "auth_pass", "se\ncret"))))
                .hasMessageNotContaining("cret");
    }

    @ParameterizedTest
    @MethodSource("org.gemel.config.keepalived.internal.Texts#microCases")
    void smallCasesComeBackEqual(Path file) {
        comesBackEqual(file);
    }

    @Test
    void realConfigurationsComeBackEqual() throws IOException {
        Path corpus = Texts.corpus();
        assumeThat(corpus)
                .as("a folder of real configurations beside the project")
                .isNotNull();
        if (corpus != null) {
            try (Stream<Path> files = Files.list(corpus)) {
                assertThat(files.filter(f -> f.toString().endsWith(".conf")))
                        .isNotEmpty()
                        .allSatisfy(this::comesBackEqual);
            }
        }
    }

    private void comesBackEqual(Path file) {
        List<Directive> tree = format.read(file, OPTIONS).tree();
        ParsedConfig again = read(directory, format.write(tree));

        assertThat(outline(again)).isEqualTo(outline(tree));
        assertThat(format.write(again.tree())).isEqualTo(format.write(tree));
        assertThat(Texts.problems(again)).noneMatch(p -> p.startsWith("error"));
    }
}
