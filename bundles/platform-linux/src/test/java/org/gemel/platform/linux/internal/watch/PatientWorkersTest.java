package org.gemel.platform.linux.internal.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.gemel.api.platform.SmallFiles.Content.Text;
import org.gemel.api.platform.SmallFiles.Content.Unreadable;
import org.gemel.platform.linux.internal.loop.KernelLoop;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file server that does not answer, which is a latch here. */
class PatientWorkersTest {

    private final BlockingQueue<Object> heard = new LinkedBlockingQueue<>();
    private final CountDownLatch answer = new CountDownLatch(1);

    @TempDir
    private Path directory;

    private Path file;
    private KernelLoop side;
    private PatientWorkers workers;

    @BeforeEach
    void hang() throws Exception {
        assumeTrue(com.sun.jna.Platform.isLinux(), "needs Linux");
        file = Files.writeString(directory.resolve("f"), "1");
        side = new KernelLoop("side", heard::add);
        workers = new PatientWorkers(side);
        side.execute(() -> workers.inOrder(file, this::awaitAnswer));
    }

    @AfterEach
    void stop() {
        answer.countDown();
        if (side != null) {
            workers.close();
            side.close();
        }
    }

    private void awaitAnswer() {
        try {
            answer.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Object next() throws InterruptedException {
        return heard.poll(60, TimeUnit.SECONDS);
    }

    @Test
    void whatIsToBeDoneWithTheSameFileWaitsAndOthersDoNot() throws Exception {
        side.execute(() -> {
            workers.inOrder(file, () -> heard.add("same"));
            workers.inOrder(directory, () -> heard.add("other"));
        });
        assertThat(next()).isEqualTo("other");
        answer.countDown();
        assertThat(next()).isEqualTo("same");
    }

    @Test
    void whatFailsIsToldAndKeepsNothingFromBeingDone() throws Exception {
        answer.countDown();
        side.execute(() -> workers.inOrder(file, () -> {
            throw new IllegalStateException("oh");
        }));
        assertThat(next()).asString().contains("oh");
        side.execute(() -> workers.inOrder(file, () -> heard.add("same")));
        assertThat(next()).isEqualTo("same");
    }

    @Test
    void aWatchedFileIsUnreadableUntilThereIsAnAnswer() throws Exception {
        side.call(() -> {
            WatchedFile watched = new WatchedFile(file, heard::add, side, side, workers, Duration.ofMillis(1));
            watched.look(new Inotify(side, () -> {}));
            return true;
        });
        assertThat(next())
                .isInstanceOfSatisfying(
                        Unreadable.class, said -> assertThat(said.reason()).contains("has not answered"));
        answer.countDown();
        assertThat(next()).isEqualTo(new Text("1"));
    }
}
