package org.gemel.config.keepalived.internal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.gemel.config.keepalived.internal.Texts.OPTIONS;
import static org.gemel.config.keepalived.internal.Texts.outline;
import static org.gemel.config.keepalived.internal.Texts.outlineOf;
import static org.gemel.config.keepalived.internal.Texts.problems;
import static org.gemel.config.keepalived.internal.Texts.read;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.gemel.api.config.Diagnostic.Severity;
import org.gemel.api.config.ParsedConfig;
import org.gemel.api.config.Problems;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Behaviour 1, and what no sane person writes. */
class HostileTextsTest {

    @TempDir
    Path directory;

    @Test
    void carriageReturnsAndTabsAreBlanks() {
        assertThat(outlineOf(directory, "a\tb\r\n{\r\n\tc\r\n}\r\n")).isEqualTo("a b { c }");
    }

    @Test
    void theLastLineNeedsNoEnd() {
        assertThat(outlineOf(directory, "a {\nb\n}")).isEqualTo("a { b }");
    }

    @Test
    void anEmptyFileIsAnEmptyTree() {
        assertThat(outlineOf(directory, "")).isEmpty();
    }

    @Test
    void aByteOrderMarkIsToleratedWithAWarning() {
        ParsedConfig parsed = read(directory, "\uFEFFa b\n");

        assertThat(outline(parsed)).isEqualTo("a b");
        assertThat(problems(parsed)).containsExactly("warning 1:1 byte-order-mark");
    }

    @Test
    void textThatIsNotUtf8IsReadAsLatin1WithOneNote() {
        ParsedConfig parsed = read(directory, "a b\u00e9\n# \u00e4\nc \u00fc\n".getBytes(ISO_8859_1));

        assertThat(outline(parsed)).isEqualTo("a b\u00e9; c \u00fc");
        assertThat(problems(parsed)).containsExactly("note 1:1 not-utf-8");
    }

    @Test
    void utf8IsRead() {
        assertThat(outlineOf(directory, "a \u00e9\u4e2d\ud83d\ude00")).isEqualTo("a \u00e9\u4e2d\ud83d\ude00");
    }

    @Test
    void aLineWithNulBytesIsAnErrorAndIgnored() {
        ParsedConfig parsed = read(directory, "a\nb\0c\nd\n");

        assertThat(outline(parsed)).isEqualTo("a; d");
        assertThat(problems(parsed)).containsExactly("error 2:1 nul-byte");
    }

    @Test
    void aLineOfTheLargestLengthIsRead() {
        assertThat(outlineOf(directory, "a\n" + "b".repeat(Limits.LINE_LENGTH) + "\nc"))
                .hasSize(Limits.LINE_LENGTH + 6);
    }

    @Test
    void aLineThatIsTooLongIsAnErrorThatNamesTheLimitAndIsIgnored() {
        ParsedConfig parsed = read(directory, "a\n" + "b".repeat(Limits.LINE_LENGTH + 1) + "\nc");

        assertThat(outline(parsed)).isEqualTo("a; c");
        assertThat(problems(parsed)).containsExactly("error 2:1 line-too-long");
        assertThat(parsed.diagnostics().get(0).message()).contains("65536 bytes");
    }

    @Test
    void aLineOfAHundredMegabytesIsAnError() throws IOException {
        Path file = directory.resolve("long.conf");
        byte[] chunk = new byte[1 << 20];
        Arrays.fill(chunk, (byte) 'x');
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write('a');
            out.write('\n');
            for (int i = 0; i < 100; i++) {
                out.write(chunk);
            }
        }
        ParsedConfig parsed = new KeepalivedFormat().read(file, OPTIONS);

        assertThat(outline(parsed)).isEqualTo("a");
        assertThat(problems(parsed)).containsExactly("error 2:1 line-too-long", "error 2:1 text-too-large");
    }

    @Test
    void binaryJunkIsReportedWithinBounds() {
        byte[] junk = new byte[4 << 20];
        new SplittableRandom(1).nextBytes(junk);
        ParsedConfig parsed = read(directory, junk);

        assertThat(problems(parsed)).anyMatch(p -> p.startsWith("error"));
        assertThat(parsed.diagnostics()).hasSizeLessThanOrEqualTo(3 * (Problems.MOST + 1));
        assertThat(problems(parsed)).anyMatch(p -> p.startsWith("error") && p.endsWith(Problems.MORE));
    }

    @Test
    void theDeepestBlockIsRead() {
        int depth = Limits.BLOCK_DEPTH;

        assertThat(outlineOf(directory, "a { ".repeat(depth) + "b" + " }".repeat(depth)))
                .contains("a { b }");
    }

    @Test
    void blocksBeyondTheLimitAreOneErrorAndWhatFollowsIsRead() {
        int depth = 5_000;
        ParsedConfig parsed = read(directory, "a {\n".repeat(depth) + "b\n" + "}\n".repeat(depth) + "c\n");

        assertThat(problems(parsed)).containsExactly("error 33:3 nested-too-deeply");
        assertThat(parsed.tree()).hasSize(2);
    }

    @Test
    void openingBracesWithoutEndAreReportedWithinBounds() {
        ParsedConfig parsed = read(directory, ("{".repeat(60_000) + "\n").repeat(20));

        assertThat(parsed.diagnostics()).isNotEmpty().hasSizeLessThanOrEqualTo(3 * (Problems.MOST + 1));
    }

    @Test
    void aLineFullOfAlmostSequencesTakesBoundedTime() {
        ParsedConfig parsed = assertTimeoutPreemptively(
                Duration.ofSeconds(20), () -> read(directory, ("include{~SEQ".repeat(5_000) + "\n").repeat(10)));

        assertThat(parsed.diagnostics()).isNotEmpty();
    }

    @Test
    void aTextWithTooManyWordsIsAnError() {
        ParsedConfig parsed = read(directory, "x ".repeat(30_000).concat("\n").repeat(40));

        assertThat(problems(parsed)).singleElement().asString().endsWith("configuration-too-large");
    }

    @Test
    void allFilesTogetherHaveALimit() {
        Texts.file(directory, "part", ("x".repeat(1023) + "\n").repeat(1024));
        ParsedConfig parsed = read(directory, "include part\n".repeat(100));

        assertThat(problems(parsed)).singleElement().asString().endsWith("text-too-large");
    }

    @Test
    void includesWithoutMeasureLookAtABoundedNumberOfNames() {
        for (int i = 0; i < 200; i++) {
            Texts.file(directory, "d/" + i, "");
        }
        ParsedConfig parsed = read(directory, "~SEQ(A, 1, 100000) include d/*nope\n");

        assertThat(problems(parsed)).anyMatch(p -> p.endsWith("include-failed"));
    }

    @Test
    void manyUndefinedVariablesAmongManyAreReportedInBoundedTime() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 50_000; i++) {
            text.append("$NAME_%d=x\n".formatted(i));
        }
        text.append("${NAME_X} ".repeat(5_000)).append('\n');
        ParsedConfig parsed = assertTimeoutPreemptively(Duration.ofSeconds(20), () -> read(directory, text.toString()));

        assertThat(parsed.diagnostics())
                .hasSize(Problems.MOST + 1)
                .noneMatch(each -> each.severity() == Severity.ERROR);
    }

    @Test
    void aMessageIsNoLongerThanAPersonReads() {
        ParsedConfig parsed = read(directory, "a ${" + "N".repeat(60_000) + "}\n");

        assertThat(parsed.diagnostics().get(0).message()).hasSizeLessThan(Problems.LONGEST + 10);
    }

    @Test
    void aFileThatDoesNotExistIsAnError() {
        ParsedConfig parsed = new KeepalivedFormat().read(directory.resolve("nope"), OPTIONS);

        assertThat(problems(parsed)).containsExactly("error 1:1 unreadable-file");
    }

    @Test
    void aFolderIsAnError() {
        ParsedConfig parsed = new KeepalivedFormat().read(directory, OPTIONS);

        assertThat(problems(parsed)).containsExactly("error 1:1 unreadable-file");
    }
}
