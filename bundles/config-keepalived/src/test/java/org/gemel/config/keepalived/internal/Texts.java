package org.gemel.config.keepalived.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gemel.api.config.Directive;
import org.gemel.api.config.ParsedConfig;
import org.gemel.api.config.ReadOptions;
import org.gemel.api.config.Word;
import org.jspecify.annotations.Nullable;

/** Reads texts in tests and shows trees and diagnostics in one line each. */
final class Texts {

    static final ReadOptions OPTIONS = new ReadOptions("alpha", "blue", Map.of("SITE", "north"));

    private Texts() {}

    static ParsedConfig read(Path directory, String text) {
        return read(directory, text.getBytes(StandardCharsets.UTF_8));
    }

    static ParsedConfig read(Path directory, byte[] text) {
        return new KeepalivedFormat().read(file(directory, "k.conf", text), OPTIONS);
    }

    static Path file(Path directory, String name, String text) {
        return file(directory, name, text.getBytes(StandardCharsets.UTF_8));
    }

    static Path file(Path directory, String name, byte[] text) {
        try {
            Path file = directory.resolve(name);
            Files.createDirectories(file.getParent());
            return Files.write(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The tree of a text that has nothing wrong. */
    static String outlineOf(Path directory, String text) {
        ParsedConfig parsed = read(directory, text);
        if (!parsed.diagnostics().isEmpty()) {
            throw new AssertionError(parsed.diagnostics().toString());
        }
        return outline(parsed);
    }

    static String outline(ParsedConfig parsed) {
        return outline(parsed.tree());
    }

    /** {@code a b "c d" { e; f }; g}: quoted words in quotes. */
    static String outline(List<Directive> tree) {
        return tree.stream().map(Texts::outline).collect(Collectors.joining("; "));
    }

    private static String outline(Directive directive) {
        String words = Stream.concat(Stream.of(directive.keyword()), directive.arguments().stream())
                .map(Texts::outline)
                .collect(Collectors.joining(" "));
        return directive.block() == null
                ? words
                : words + " {" + (directive.children().isEmpty() ? "" : " " + outline(directive.children())) + " }";
    }

    private static String outline(Word word) {
        return word.quoted() ? '"' + word.text() + '"' : word.text();
    }

    /** {@code error 3:7 quote-not-closed}. */
    static List<String> problems(ParsedConfig parsed) {
        return parsed.diagnostics().stream()
                .map(d -> d.severity().name().toLowerCase(java.util.Locale.ROOT) + " " + d.at().line() + ":"
                        + d.at().column() + " " + d.code())
                .toList();
    }

    /** Every word of a tree, depth first. */
    static List<Word> words(List<Directive> tree) {
        List<Word> words = new ArrayList<>();
        for (Directive directive : tree) {
            words.add(directive.keyword());
            words.addAll(directive.arguments());
            words.addAll(words(directive.children()));
        }
        return words;
    }

    /** The small cases in the order of their names. */
    static List<Path> microCases() {
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/keepalived-micro"))) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Real configurations, where somebody keeps them beside the project or says so by GEMEL_SHARED. */
    static @Nullable Path corpus() {
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
