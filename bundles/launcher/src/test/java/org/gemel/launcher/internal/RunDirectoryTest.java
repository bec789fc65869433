package org.gemel.launcher.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

        assertThat(parent.resolve("gemel.pid")).doesNotExist();
    }

    @Test
    void aFileInItsPlaceIsReported() throws IOException {
        Path file = Files.createFile(parent.resolve("file"));

        assertThatThrownBy(() -> RunDirectory.take(file))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("cannot use " + file);
    }
}
