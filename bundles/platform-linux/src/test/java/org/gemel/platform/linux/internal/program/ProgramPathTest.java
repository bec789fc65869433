package org.gemel.platform.linux.internal.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramPathTest {

    @TempDir
    private Path directory;

    @BeforeEach
    void onLinux() {
        assumeTrue(com.sun.jna.Platform.isLinux(), "needs Linux");
    }

    @Test
    void symbolicLinksAreFollowedToTheEnd() throws Exception {
        Path file = Files.createFile(directory.toRealPath().resolve("file"));
        Files.createDirectory(directory.resolve("d"));
        Files.createSymbolicLink(directory.resolve("d/one"), Path.of("../two"));
        Files.createSymbolicLink(directory.resolve("two"), file);
        assertThat(ProgramPath.walk(directory.resolve("d/./../d/one")).file()).isEqualTo(file);
    }

    @Test
    void linksInACircleAreRefused() throws Exception {
        Files.createSymbolicLink(directory.resolve("one"), Path.of("two"));
        Files.createSymbolicLink(directory.resolve("two"), Path.of("one"));
        assertThatThrownBy(() -> ProgramPath.walk(directory.resolve("one")))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("leads through more than 40 symbolic links");
    }

    @Test
    void aFileIsNoDirectory() throws Exception {
        Path file = Files.createFile(directory.toRealPath().resolve("file"));
        assertThatThrownBy(() -> ProgramPath.walk(file.resolve("check")))
                .isInstanceOf(Refusal.class)
                .hasMessage(file + " is not a directory, so " + file + "/check cannot be there; correct the path");
    }

    @Test
    void aPathIsQuotedForAShellWhereItMustBe() {
        assertThat(ProgramPath.quoted(Path.of("/etc/check.sh"))).isEqualTo("/etc/check.sh");
        assertThat(ProgramPath.quoted(Path.of("/etc/it's a check"))).isEqualTo("'/etc/it'\\''s a check'");
    }
}
