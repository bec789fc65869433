package org.gemel.conversions;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.gemel.api.config.ConfigFormat;
import org.gemel.api.config.ConfigurationReader;
import org.gemel.api.config.Directive;
import org.gemel.api.config.ParsedConfig;
import org.gemel.api.config.ReadOptions;
import org.gemel.config.internal.reader.FormatReader;
import org.gemel.config.internal.schema.DeclaredKeywords;
import org.gemel.config.internal.schema.Schema;
import org.gemel.config.json.internal.JsonFormat;
import org.gemel.config.keepalived.internal.KeepalivedFormat;
import org.gemel.config.uci.internal.UciFormat;

/** The languages that configurations are written in. */
enum Language {
    KEEPALIVED(new KeepalivedFormat(), "keepalived.conf"),
    UCI(new UciFormat(), "keepalived"),
    JSON(new JsonFormat(new DeclaredKeywords()), "gemel.json");

    static final ReadOptions OPTIONS = new ReadOptions("alpha", "blue", Map.of("SITE", "north"));

    private static final Schema SCHEMA = Schema.load();

    /** What a whole reading thinks, with the format that recognises the text. */
    static final ConfigurationReader READER = new FormatReader(
            () -> Map.of("keepalived", KEEPALIVED.format, "uci", UCI.format, "json", JSON.format),
            () -> SCHEMA,
            user -> true,
            user -> true);

    private final ConfigFormat format;
    private final String file;

    Language(ConfigFormat format, String file) {
        this.format = format;
        this.file = file;
    }

    /** A file of this language. */
    Path file(Path folder, String text) {
        try {
            return Files.writeString(folder.resolve(file), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ParsedConfig read(Path path) {
        return format.read(path, OPTIONS.withComments());
    }

    ParsedConfig read(Path folder, String text) {
        return read(file(folder, text));
    }

    String write(List<Directive> tree) {
        return format.write(tree);
    }

    boolean keepsComments() {
        return format.keepsComments();
    }
}
