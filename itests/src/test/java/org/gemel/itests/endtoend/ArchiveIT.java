package org.gemel.itests.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.gemel.demo.lab.Commands;
import org.gemel.demo.lab.Program;
import org.gemel.itests.rig.Requirement;
import org.gemel.itests.rig.Rig;
import org.gemel.itests.rig.Software;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code gemel archive} makes starts shorter, and is in nobody's way when it is out of date. */
@Timeout(300)
class ArchiveIT {

    /** How the JVM's log calls the archive that is laid over Java's own. */
    private static final String ARCHIVED = "source: shared objects file (top)";

    /** Longer than it gives itself: several JVMs start, one after the other, and one writes an archive. */
    private static final Duration MAKING = Duration.ofSeconds(180);

    /** Where a jar has the time of its first entry a second time, for nobody to read. */
    private static final int LOCAL_TIME = 10;

    @TempDir
    private static Path directory;

    private static Path home;

    @BeforeAll
    static void archiveACopy() {
        Requirement.check(Rig.missing(Software.GEMEL));
        home = directory.resolve("copy");
        Commands.check(
                "cp", "-a", Path.of(Software.launcher(), "../..").normalize().toString(), home.toString());
        Program making = Program.start("gemel archive", List.of("setsid", launcher(), "archive"));
        try {
            assertThat(making.awaitExit(MAKING)).as(making.output()).isZero();
        } finally {
            Commands.run(List.of("kill", "-KILL", "--", "-" + making.pid()), "");
        }
    }

    @Test
    void bundlesTakeTheirClassesFromTheArchive() throws IOException {
        assertThat(loaded("check", home.resolve("etc/samples/ipv4.conf").toString()))
                .anyMatch(line -> line.contains("org.gemel.config.internal.") && line.endsWith(ARCHIVED));
    }

    @Test
    void anotherLibraryOfTheSameSizeAndTimeStartsWithoutItAndWithoutAWord() throws IOException {
        Path jar = home.resolve("lib/slf4j-api.jar");
        FileTime time = Files.getLastModifiedTime(jar);
        byte[] bytes = Files.readAllBytes(jar);
        byte[] others = bytes.clone();
        others[LOCAL_TIME] ^= 2;
        try {
            Files.write(jar, others);
            Files.setLastModifiedTime(jar, time);

            assertThat(loaded("version")).isNotEmpty().noneMatch(line -> line.endsWith(ARCHIVED));
            assertThat(Commands.check(launcher(), "version"))
                    .startsWith("gemel ")
                    .hasLineCount(1);
        } finally {
            Files.write(jar, bytes);
            Files.setLastModifiedTime(jar, time);
        }
    }

    @Test
    void onlyTheCommandMakesOne() throws IOException {
        List<Path> before = archives();
        assertThat(Commands.check(launcher(), "-i", "archive", "version")).startsWith("gemel ");
        assertThat(Commands.run(List.of(launcher(), "archive", "--all"), "").status())
                .isEqualTo(2);
        assertThat(Commands.check(launcher(), "archive", "--help")).contains("archive ");

        assertThat(archives()).isEqualTo(before).hasSize(1);
    }

    @Test
    void oneThatCannotBeMadeLeavesTheFormer() throws IOException {
        List<Path> before = archives();
        Commands.Result failed = Commands.run(List.of("env", "GEMEL_JAVA_OPTS=-Xmx1k", launcher(), "archive"), "");

        assertThat(failed.status()).isEqualTo(1);
        assertThat(failed.output()).contains("no archive was made");
        assertThat(archives()).isEqualTo(before).hasSize(1);
    }

    private static String launcher() {
        return home.resolve("bin/gemel").toString();
    }

    private static List<Path> archives() throws IOException {
        try (Stream<Path> files = Files.list(home.resolve("lib"))) {
            return files.filter(each -> each.toString().contains(".jsa")).toList();
        }
    }

    /** The lines of the log of class loading. */
    private List<String> loaded(String... command) throws IOException {
        Path log = directory.resolve("log");
        Commands.run(
                Stream.concat(
                                Stream.of("env", "GEMEL_JAVA_OPTS=-Xlog:class+load:file=" + log, launcher()),
                                Stream.of(command))
                        .toList(),
                "");
        return Files.readAllLines(log);
    }
}
