package org.gemel.config.internal.reader;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gemel.api.config.ConfigFormat;
import org.gemel.api.config.ConfigurationReader.Result;
import org.gemel.api.config.Diagnostic;
import org.gemel.api.config.Diagnostic.Severity;
import org.gemel.api.config.Directive;
import org.gemel.api.config.ParsedConfig;
import org.gemel.api.config.Position;
import org.gemel.api.config.ReadOptions;
import org.gemel.config.internal.Trees;
import org.gemel.config.internal.schema.Schema;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FormatReaderTest {

    /** A format that is as sure as it is told and reads a fixed text. */
    private record Fixed(int sure, String text, List<Diagnostic> diagnostics) implements ConfigFormat {

        @Override
        public int recognises(String head) {
            return sure;
        }

        @Override
        public ParsedConfig read(Path file, ReadOptions options) {
            return new ParsedConfig(
                    Trees.parse(text), diagnostics, List.of(Path.of("network")), List.of(Path.of("more.conf")));
        }

        @Override
        public String write(List<Directive> tree) {
            throw new IllegalArgumentException("not asked for");
        }
    }

    private static final ReadOptions OPTIONS = new ReadOptions("node", "", Map.of());

    private final Map<String, ConfigFormat> formats = new LinkedHashMap<>();
    private final FormatReader reader = new FormatReader(() -> formats, Schema::load, name -> true, name -> true);

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void writeFile() throws IOException {
        file = Files.writeString(folder.resolve("a.conf"), "whatever");
    }

    private static List<String> codes(Result result) {
        return result.diagnostics().stream().map(Diagnostic::code).toList();
    }

    @Test
    void theSurestFormatReadsTheFile() {
        formats.put("format20", new Fixed(20, "global_defs {\nrouter_id wrong\n}", List.of()));
        formats.put("format90", new Fixed(90, "global_defs {\nrouter_id right\n}", List.of()));
        formats.put("format50", new Fixed(50, "global_defs {\nrouter_id wrong\n}", List.of()));
        assertThat(reader.read(file, OPTIONS).configuration().routerId()).isEqualTo("right");
    }

    @Test
    void theFilesThatTheFormatNamesAreHandedOn() {
        formats.put("format", new Fixed(90, "global_defs {\n}", List.of()));
        Result result = reader.read(file, OPTIONS);
        assertThat(result.references()).containsExactly(Path.of("network"));
        assertThat(result.included()).containsExactly(Path.of("more.conf"));
    }

    @Test
    void aFormatMayBeForced() {
        formats.put("sure", new Fixed(90, "global_defs {\nrouter_id wrong\n}", List.of()));
        formats.put("named", new Fixed(0, "global_defs {\nrouter_id right\n}", List.of()));
        assertThat(reader.read(file, OPTIONS.withFormat("named"))
                        .configuration()
                        .routerId())
                .isEqualTo("right");
        assertThat(reader.parse(file, OPTIONS.withFormat("named")).tree()).hasSize(1);
    }

    @Test
    void aForcedFormatThatIsNotThereIsAnError() {
        formats.put("sure", new Fixed(90, "", List.of()));
        Result result = reader.read(file, OPTIONS.withFormat("toml"));
        assertThat(result.diagnostics()).singleElement().satisfies(d -> {
            assertThat(d.message()).isEqualTo("no configuration format is called toml");
            assertThat(d.advice()).isEqualTo("there are sure");
        });
    }

    @Test
    void withoutAFormatItSaysWhatToInstall() {
        Result result = reader.read(file, OPTIONS);
        assertThat(result.usable()).isFalse();
        assertThat(result.configuration().instances()).isEmpty();
        assertThat(result.diagnostics()).singleElement().satisfies(diagnostic -> {
            assertThat(diagnostic.code()).isEqualTo("no-format");
            assertThat(diagnostic.message()).isEqualTo("no configuration format is installed");
            assertThat(diagnostic.advice()).contains("org.gemel.config-keepalived");
        });
    }

    @Test
    void aFileThatNoFormatKnowsIsAnError() {
        formats.put("format0", new Fixed(0, "", List.of()));
        assertThat(reader.read(file, OPTIONS).diagnostics())
                .extracting(Diagnostic::message)
                .containsExactly("no installed configuration format understands this file");
    }

    @Test
    void aFileThatCannotBeReadIsAnError() {
        formats.put("format90", new Fixed(90, "", List.of()));
        assertThat(codes(reader.read(folder.resolve("none.conf"), OPTIONS))).containsExactly("unreadable-file");
        assertThat(codes(reader.read(folder, OPTIONS))).containsExactly("unreadable-file");
    }

    @Test
    void aFileThatTheMemoryIsTooSmallForIsAnErrorThatSaysSo() {
        formats.put("greedy", new Greedy());
        assertThat(reader.read(file, OPTIONS).diagnostics()).singleElement().satisfies(diagnostic -> {
            assertThat(diagnostic.code()).isEqualTo("out-of-memory");
            assertThat(diagnostic.advice()).contains("GEMEL_JAVA_OPTS=-Xmx");
        });
        assertThat(reader.parse(file, OPTIONS).diagnostics())
                .extracting(Diagnostic::code)
                .containsExactly("out-of-memory");
    }

    /** A format that needs more memory than there is. */
    private static final class Greedy implements ConfigFormat {

        @Override
        public int recognises(String head) {
            return 90;
        }

        @Override
        public ParsedConfig read(Path file, ReadOptions options) {
            throw new OutOfMemoryError("as the JVM would");
        }

        @Override
        public String write(List<Directive> tree) {
            throw new IllegalArgumentException("not asked for");
        }
    }

    @Test
    void aFormatThatComesLaterIsUsedByTheNextReading() {
        assertThat(codes(reader.read(file, OPTIONS))).containsExactly("no-format");
        formats.put("format90", new Fixed(90, "", List.of()));
        assertThat(codes(reader.read(file, OPTIONS))).isEmpty();
    }

    @Test
    void allDiagnosticsComeInTheOrderOfTheText() {
        Diagnostic ofFormat = new Diagnostic(new Position("test.conf", 2, 1), Severity.ERROR, "of-format", "x", "");
        formats.put("format90", new Fixed(90, "foo\n\nbar", List.of(ofFormat)));
        assertThat(codes(reader.read(file, OPTIONS)))
                .containsExactly("unknown-keyword", "of-format", "unknown-keyword");
    }
}
