package org.gemel.conversions;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.gemel.api.config.Directive;
import org.jspecify.annotations.Nullable;

/** Texts of others. */
final class Samples {

    private static final Path KEEPALIVED = Path.of("../bundles/config-keepalived/src/test/resources/keepalived-micro");
    private static final Path UCI = Path.of("../bundles/config-uci/src/test/resources/uci/samples");

    private Samples() {}

    /** A text as its own language reads it. */
    record Sample(String name, Language language, List<Directive> tree) {

        @Override
        public String toString() {
            return name;
        }

        private static Sample of(Language language, Path file) {
            return new Sample(
                    file.getFileName().toString(), language, language.read(file).tree());
        }
    }

    /** The small cases that keepalived itself has judged. */
    static List<Sample> ofKeepalived() {
        return files(KEEPALIVED, ".conf")
                .map(file -> Sample.of(Language.KEEPALIVED, file))
                .toList();
    }

    /** What owners of OpenWrt have. */
    static List<Sample> ofOpenWrt() {
        return files(UCI, ".uci").map(file -> Sample.of(Language.UCI, file)).toList();
    }

    /** Real configurations, where somebody keeps them beside the project or says so by GEMEL_SHARED; else none. */
    static List<Sample> real() {
        Path corpus = corpus();
        return corpus == null
                ? List.of()
                : files(corpus, ".conf")
                        .map(file -> Sample.of(Language.KEEPALIVED, file))
                        .toList();
    }

    private static Stream<Path> files(Path folder, String end) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(end)).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static @Nullable Path corpus() {
        String shared = System.getenv("GEMEL_SHARED");
        if (shared != null) {
            Path folder = Path.of(shared, "corpus", "keepalived");
            return Files.isDirectory(folder) ? folder : null;
        }
        for (Path up = Path.of("").toAbsolutePath(); up != null; up = up.getParent()) {
            Path folder = up.resolve("shared/corpus/keepalived");
            if (Files.isDirectory(folder)) {
                return folder;
            }
        }
        return null;
    }
}
