package org.gemel.config.keepalived.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gemel.config.keepalived.internal.Texts.OPTIONS;
import static org.gemel.config.keepalived.internal.Texts.outline;
import static org.gemel.config.keepalived.internal.Texts.read;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.gemel.api.config.ParsedConfig;
import org.gemel.api.config.Problems;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever the text, reading ends and throws nothing, and what was understood can be written and read again. */
class FuzzTest {

    private static final List<String> PIECES = List.of(
            "$A=",
            "$B=${A}",
            "${A}",
            "$B ",
            "$C= \\\n",
            "\\\n",
            "@alpha ",
            "@^alpha ",
            "@beta ",
            "~SEQ(A, 1, 3) ",
            "~SEQx(B,-2) ",
            "~LST({A,B},{1,2},{3}) ",
            "~LST(",
            "include k.conf\n",
            "include *\n",
            "includea {x,y{z,}}\n",
            "{",
            "}",
            "{\n",
            "}\n",
            "\"",
            "\\\"",
            "'",
            "#",
            "!",
            "\\#",
            " ",
            "\t",
            "\r\n",
            "\n",
            ",",
            ")",
            "\0",
            "\uFEFF",
            "${_RANDOM 1 2}",
            "${_ENV SITE}",
            "${_HASH}",
            "${_BANG}",
            "${_PWD}",
            "${",
            "$",
            "vrrp_instance V {\n",
            "word ",
            "1.2.3.4 ",
            "\u00e9",
            "\ud83d\ude00",
            "\uFDD0",
            "\uFDD1",
            "include_check +match\n");

    @TempDir
    Path directory;

    @Test
    void randomBytes() {
        for (long seed = 0; seed < 300; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            byte[] text = new byte[random.nextInt(2_000)];
            random.nextBytes(text);
            check("bytes " + seed, text);
        }
    }

    @Test
    void randomPiecesOfTheLanguage() {
        for (long seed = 0; seed < 1_500; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(60); i > 0; i--) {
                text.append(PIECES.get(random.nextInt(PIECES.size())));
            }
            check("pieces " + seed, text.toString().getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    void mutatedSmallCases() throws IOException {
        List<byte[]> cases = new ArrayList<>();
        for (Path file : Texts.microCases()) {
            cases.add(Files.readAllBytes(file));
        }
        for (long seed = 0; seed < 2_000; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            byte[] text = cases.get(random.nextInt(cases.size())).clone();
            for (int i = random.nextInt(1, 12); i > 0; i--) {
                int at = random.nextInt(text.length);
                switch (random.nextInt(3)) {
                    case 0 -> text[at] = (byte) random.nextInt();
                    case 1 -> text[at] = (byte) "{}\"\\#!$~@(),\n =".charAt(random.nextInt(15));
                    default -> text[at] = text[random.nextInt(text.length)];
                }
            }
            check("mutation " + seed, text);
        }
    }

    private void check(String seed, byte[] text) {
        ParsedConfig parsed = assertTimeoutPreemptively(Duration.ofSeconds(30), () -> read(directory, text), seed);
        assertThat(parsed.diagnostics()).as(seed).hasSizeLessThanOrEqualTo(3 * (Problems.MOST + 1));
        assertThat(parsed.diagnostics()).as(seed).allSatisfy(d -> {
            assertThat(d.code()).matches("[a-z0-9]+(-[a-z0-9]+)*");
            assertThat(d.message()).isNotBlank();
            assertThat(d.at().line()).isPositive();
            assertThat(d.at().column()).isPositive();
        });
        String written = new KeepalivedFormat().write(parsed.tree());
        ParsedConfig again = new KeepalivedFormat().read(Texts.file(directory, "again.conf", written), OPTIONS);
        assertThat(outline(again)).as(seed).isEqualTo(outline(parsed));
    }
}
