package org.gemel.config.json.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.gemel.config.json.internal.Texts.JSON;
import static org.gemel.config.json.internal.Texts.KEEPALIVED;
import static org.gemel.config.json.internal.Texts.OPTIONS;
import static org.gemel.config.json.internal.Texts.READER;
import static org.gemel.config.json.internal.Texts.outline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.gemel.api.config.ConfigurationReader.Result;
import org.gemel.api.config.Diagnostic;
import org.gemel.api.config.Directive;
import org.gemel.api.config.ParsedConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Text to tree to text to tree is the identity, and nothing of the meaning is lost on the way. */
class RoundTripTest {

    @TempDir
    Path directory;

    @ParameterizedTest
    @MethodSource("org.gemel.config.json.internal.Texts#microCases")
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
        List<Directive> tree = KEEPALIVED.read(file, OPTIONS).tree();
        Path plain = Texts.file(directory, "plain.conf", KEEPALIVED.write(tree));
        Path json = Texts.file(directory, "there.json", JSON.write(tree));
        ParsedConfig there = JSON.read(json, OPTIONS);
        Path back = Texts.file(directory, "back.conf", KEEPALIVED.write(there.tree()));

        assertThat(there.diagnostics()).isEmpty();
        assertThat(outline(there.tree())).isEqualTo(outline(tree));
        assertThat(back).hasSameTextualContentAs(plain);
        List<Diagnostic> ofTheText = KEEPALIVED.read(plain, OPTIONS).diagnostics();
        Result before = READER.read(plain, OPTIONS);
        Result after = READER.read(json, OPTIONS);
        assertThat(after.configuration()).isEqualTo(before.configuration());
        assertThat(codes(after.diagnostics()))
                .as("what is said of the meaning")
                .isEqualTo(codes(before.diagnostics().stream()
                        .filter(d -> !ofTheText.contains(d))
                        .toList()));
    }

    private static List<String> codes(List<Diagnostic> diagnostics) {
        return diagnostics.stream().map(Diagnostic::code).sorted().toList();
    }

    @Test
    void seededTreesComeBackEqual() {
        for (long seed = 0; seed < 3_000; seed++) {
            List<Directive> tree = new RandomTrees(seed).tree();
            String text = JSON.write(tree);
            ParsedConfig again = Texts.read(directory, text);

            assertThat(again.diagnostics()).as("seed %d%n%s", seed, text).isEmpty();
            assertThat(outline(again.tree())).as("seed %d%n%s", seed, text).isEqualTo(outline(tree));
            assertThat(JSON.write(again.tree())).isEqualTo(text);
        }
    }
}
