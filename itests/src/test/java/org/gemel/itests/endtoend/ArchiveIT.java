package org.gemel.itests.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.gemel.demo.lab.Commands;
import org.gemel.itests.rig.Requirement;
import org.gemel.itests.rig.Rig;
import org.gemel.itests.rig.Software;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code gemel archive} makes starts shorter, and is in nobody's way when it is out of date. */
@Timeout(120)
class ArchiveIT {

    /** How the JVM's log calls the archive that is laid over Java's own. */
    private static final String ARCHIVED = "source: shared objects file (top)";

    @TempDir
    private Path directory;

    private Path home;

    @BeforeEach
    void archiveACopy() {
        Requirement.check(Rig.missing(Software.GEMEL));
        home = directory.resolve("copy");
        Commands.check(
                "cp", "-a", Path.of(Software.launcher(), "../..").normalize().toString(), home.toString());
        Commands.check(home.resolve("bin/gemel").toString(), "archive");
    }

    @Test
    void bundlesTakeTheirClassesFromTheArchive() throws IOException {
        assertThat(loaded("check", home.resolve("etc/samples/ipv4.conf").toString()))
                .anyMatch(line -> line.contains("org.gemel.config.internal.") && line.endsWith(ARCHIVED));
    }

    @Test
    void anotherLibraryThanTheArchivedStartsWithoutItAndWithoutAWord() throws IOException {
        Files.setLastModifiedTime(
                home.resolve("lib/slf4j-api.jar"), FileTime.from(Instant.parse("2001-01-01T00:00:00Z")));

        assertThat(loaded("version")).isNotEmpty().noneMatch(line -> line.endsWith(ARCHIVED));
        assertThat(Commands.check(home.resolve("bin/gemel").toString(), "version"))
                .startsWith("gemel ")
                .hasLineCount(1);
    }

    /** The lines of the log of class loading. */
    private List<String> loaded(String... command) throws IOException {
        Path log = directory.resolve("log");
        Commands.run(
                Stream.concat(
                                Stream.of(
                                        "env",
                                        "GEMEL_JAVA_OPTS=-Xlog:class+load:file=" + log,
                                        home.resolve("bin/gemel").toString()),
                                Stream.of(command))
                        .toList(),
                "");
        return Files.readAllLines(log);
    }
}
