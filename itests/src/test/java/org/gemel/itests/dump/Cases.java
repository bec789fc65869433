package org.gemel.itests.dump;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.gemel.api.config.ConfigurationReader;
import org.gemel.api.config.ReadOptions;
import org.gemel.config.internal.reader.FormatReader;
import org.gemel.config.internal.schema.Schema;
import org.gemel.config.keepalived.internal.KeepalivedFormat;

/** The configurations that are compared, and how Gemel reads them. */
final class Cases {

    /** What both are told that their host is called. */
    static final String NODE = "node";

    private static final Schema SCHEMA = Schema.load();

    private Cases() {}

    /** One fault each, as the reader's own tests have them, and many keywords each, written for this test. */
    static List<Path> all() {
        return Stream.of("/org/gemel/config/internal/micro", "cases")
                .flatMap(Cases::files)
                .toList();
    }

    private static Stream<Path> files(String folder) {
        try (Stream<Path> files =
                Files.list(Path.of(Cases.class.getResource(folder).toURI()))) {
            return files.filter(file -> file.toString().endsWith(".conf")).sorted().toList().stream();
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether keepalived starts what it dumps them from. */
    static boolean hasInstances(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1).contains("vrrp_instance");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String name(Path file) {
        return file.getFileName().toString().replaceFirst("\\.conf$", "");
    }

    static ConfigurationReader.Result read(Path file) {
        return new FormatReader(
                        () -> Map.of("keepalived", new KeepalivedFormat()), () -> SCHEMA, Cases::known, Cases::known)
                .read(file, new ReadOptions(NODE, "", Map.of()));
    }

    /** The users of the host that keepalived is run on. */
    private static boolean known(String user) {
        return user.equals("root") || user.equals("nobody");
    }
}
