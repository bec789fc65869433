package org.gemel.config.json.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gemel.api.config.ConfigFormat;
import org.gemel.api.config.ConfigurationReader;
import org.gemel.api.config.Directive;
import org.gemel.api.config.ParsedConfig;
import org.gemel.api.config.ReadOptions;
import org.gemel.api.config.Word;
import org.gemel.config.internal.reader.FormatReader;
import org.gemel.config.internal.schema.DeclaredKeywords;
import org.gemel.config.internal.schema.Schema;
import org.gemel.config.keepalived.internal.KeepalivedFormat;

/** Reads texts in tests and shows trees and diagnostics in one line each. */
final class Texts {

    static final ReadOptions OPTIONS = new ReadOptions("alpha", "blue", Map.of("SITE", "north"));
    static final JsonFormat JSON = new JsonFormat(new DeclaredKeywords());
    static final ConfigFormat KEEPALIVED = new KeepalivedFormat();
    static final ConfigurationReader READER = new FormatReader(
            () -> Map.of("json", JSON, "keepalived", KEEPALIVED), Schema::load, user -> true, user -> true);

    private Texts() {}

    static Path file(Path directory, String name, String text) {
        try {
            return Files.writeString(directory.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ParsedConfig read(Path directory, String text) {
        return JSON.read(file(directory, "c.json", text), OPTIONS);
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

    /** {@code error 3:7 json-syntax}. */
    static List<String> problems(ParsedConfig parsed) {
        return parsed.diagnostics().stream()
                .map(d -> d.severity().name().toLowerCase(Locale.ROOT) + " " + d.at().line() + ":" + d.at().column()
                        + " " + d.code())
                .toList();
    }

    /** The small cases of the reader of keepalived.conf, in the order of their names. */
    static List<Path> microCases() {
        try (Stream<Path> files = Files.list(Path.of("../config-keepalived/src/test/resources/keepalived-micro"))) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
