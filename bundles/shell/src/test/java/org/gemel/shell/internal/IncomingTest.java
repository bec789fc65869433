package org.gemel.shell.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.AsynchronousCloseException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IncomingTest {

    @TempDir
    private Path directory;

    private Incoming incoming;

    @BeforeEach
    void open() {
        incoming = new Incoming(directory);
    }

    @Test
    void nothingIsLeftOfAFileWhoseSenderIsCutOff() {
        assertThatThrownBy(() -> incoming.take(":file 10 some.jar", buffer -> {
                    throw new AsynchronousCloseException();
                }))
                .isInstanceOf(AsynchronousCloseException.class);
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void nothingIsLeftOfAFileThatDoesNotComeToItsEnd() {
        assertThatThrownBy(() -> incoming.take(":file 10 some.jar", buffer -> -1))
                .isInstanceOf(CommandFailure.class);
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void whatNobodyHasUsedIsDeletedInTheEnd() throws IOException {
        Path before = incoming.take(":file 0 before.jar", buffer -> -1);
        Files.setLastModifiedTime(before, FileTime.from(Instant.now().minus(Duration.ofMinutes(11))));
        Path now = incoming.take(":file 0 now.jar", buffer -> -1);

        incoming.sweep();

        assertThat(before).doesNotExist();
        assertThat(now).exists();
    }

    @Test
    void whereNothingWasSentNothingIsDeleted() {
        Path none = directory.resolve("none");
        new Incoming(none).sweep();
        assertThat(none).doesNotExist();
    }
}
