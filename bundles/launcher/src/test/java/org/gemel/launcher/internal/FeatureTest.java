package org.gemel.launcher.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FeatureTest {

    @TempDir
    private Path directory;

    @Test
    void namesBundlesByFileWithTheirStartLevels() throws IOException {
        Feature feature = read("""
                {"title": "a \\"title\\" \\u00e9", "final": true,
                 "bundles": [
                   {"id": "org.gemel:org.gemel.api:0.1.0", "start-order": "2"},
                   {"id": "net.java.dev.jna:jna:5.19.1", "start-order": 4}]}
                """);

        assertThat(feature.bundles())
                .containsExactly(
                        new Feature.Entry("org.gemel.api-0.1.0.jar", 2), new Feature.Entry("jna-5.19.1.jar", 4));
        assertThat(feature.properties()).isEmpty();
    }

    @Test
    void givesTheFrameworkItsProperties() throws IOException {
        Feature feature = read("{\"framework-properties\": {\"felix.cm.pm\": \"memory\", \"n\": 1}}");

        assertThat(feature.properties())
                .containsEntry("felix.cm.pm", "memory")
                .containsEntry("n", "1")
                .hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "{} x",
                "{\"a\"}",
                "{\"a\": \"b}",
                "{\"a\": \"\\x\"}",
                "{\"a\": \"\\u12\"}",
                "{\"bundles\": [1]}",
                "{\"bundles\": [{\"id\": \"g:a:1\"}]}",
                "{\"bundles\": [{\"id\": \"g:a\", \"start-order\": \"1\"}]}",
                "[[[[[[[[[[[[[[[[[[[[[[[[[["
            })
    void anythingElseIsADefectOfTheInstallation(String text) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOfSatisfying(
                        Failure.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.INTERNAL))
                .hasMessageContaining("cannot read " + directory.resolve("run.json"));
    }

    private Feature read(String json) throws IOException {
        return Feature.read(Files.writeString(directory.resolve("run.json"), json));
    }
}
