package org.gemel.config.internal.reader;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.gemel.api.config.ConfigurationReader.Result;
import org.gemel.api.config.Directive;
import org.gemel.api.config.ReadOptions;
import org.gemel.config.internal.schema.Schema;
import org.gemel.config.keepalived.internal.KeepalivedFormat;

/** Configurations that people really use; the collection is no part of the project, and lies beside it where it is. */
record Corpus(Path folder) {

    private static final Path PLACE = Path.of("shared", "corpus", "keepalived");

    private static final Schema SCHEMA = Schema.load();

    /** Skips the calling test where there is none. */
    static Corpus assumeThere() {
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null && !Files.isDirectory(folder.resolve(PLACE))) {
            folder = folder.getParent();
        }
        assumeTrue(folder != null, "there is no collection of real configurations here");
        return new Corpus(folder.resolve(PLACE));
    }

    /** A row a file; the first column is its name, and the ninth the exit code of keepalived -t. */
    List<String[]> manifest() throws IOException {
        try (Stream<String> lines = Files.lines(folder.resolve("manifest.tsv"))) {
            return lines.skip(1).map(line -> line.split("\t", -1)).toList();
        }
    }

    Path file(String name) {
        return folder.resolve(name + ".conf");
    }

    /** On a host whose only user is root. */
    Result read(String name) {
        return read(name, "node");
    }

    /** The same on the node of that name. */
    Result read(String name, String node) {
        return new FormatReader(
                        () -> Map.of("keepalived", new KeepalivedFormat()),
                        () -> SCHEMA,
                        "root"::equals,
                        "root"::equals)
                .read(file(name), new ReadOptions(node, "", Map.of()));
    }

    static Stream<Directive> servers(Result result) {
        return result.tree().stream().filter(directive -> directive.name().equals("virtual_server"));
    }
}
