package org.gemel.launcher.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunDirectoryTest {

    @TempDir
    private Path parent;

    @Test
    void isMadeAndNamesItsProcess() throws IOException {
        Path directory = parent.resolve("a/b");
        try (RunDirectory taken = RunDirectory.take(directory)) {
            assertThat(taken.cache()).hasParentRaw(directory);
            assertThat(RunDirectory.process(directory)).hasValue(ProcessHandle.current());
        }
    }

    /** Behaviour 22, but it is said by the exit code too. */
    @Test
    void belongsToOneOnly() throws IOException {
        RunDirectory first = RunDirectory.take(parent);
        try (first) {
            assertThatThrownBy(() -> RunDirectory.take(parent))
                    .isInstanceOf(Failure.class)
                    .hasMessageContaining("already running in " + parent + " (pid "
                            + ProcessHandle.current().pid() + ")");
        }
    }

    @Test
    void isFreeAgainWhenGivenUp() throws IOException {
        RunDirectory.take(parent).close();

        RunDirectory again = RunDirectory.take(parent);

        again.close();
        assertThat(RunDirectory.process(parent)).isEmpty();
    }

    @Test
    void aPidFileThatAKilledProcessLeftMeansNothing() throws IOException {
        Files.writeString(parent.resolve("gemel.pid"), "12345678901234567890 and more than a pid");

        RunDirectory.take(parent).close();

        assertThat(RunDirectory.process(parent)).isEmpty();
    }

    /** Else one who waits for the lock on the file that was could get it, and another one that on the next file. */
    @Test
    void thePidFileStaysTheSame() throws IOException {
        RunDirectory.take(parent).close();
        Object key = key();

        RunDirectory.take(parent).close();

        assertThat(key()).isEqualTo(key);
    }

    private Object key() throws IOException {
        return Files.readAttributes(parent.resolve("gemel.pid"), BasicFileAttributes.class)
                .fileKey();
    }

    @Test
    void aDirectoryThatOthersMayWriteToIsRefused() throws IOException {
        Path directory = Files.createDirectory(parent.resolve("open"));
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwx---"));

        assertThatThrownBy(() -> RunDirectory.take(directory))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("others may write to " + directory)
                .hasMessageContaining("chmod go-w");
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void aDirectoryOfSomebodyElseIsRefused() throws IOException {
        Path directory = Files.createDirectory(parent.resolve("theirs"));
        try {
            Files.setAttribute(directory, "unix:uid", 65534);
        } catch (FileSystemException e) {
            assumeTrue(false, "needs root");
        }

        assertThatThrownBy(() -> RunDirectory.take(directory))
                .isInstanceOf(Failure.class)
                .hasMessageContaining(directory + " belongs to ");
    }

    @Test
    void aFileInItsPlaceIsReported() throws IOException {
        Path file = Files.createFile(parent.resolve("file"));

        assertThatThrownBy(() -> RunDirectory.take(file))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("cannot use " + file);
    }
}
