package org.gemel.platform.linux.internal;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.gemel.api.platform.Network.Subscription;
import org.gemel.api.platform.SmallFiles.Content;
import org.gemel.api.platform.SmallFiles.Content.Absent;
import org.gemel.api.platform.SmallFiles.Content.Text;
import org.gemel.api.platform.SmallFiles.Content.Unreadable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that others write, really. */
class FilesOnTheHostTest {

    private final BlockingQueue<Object> heard = new LinkedBlockingQueue<>();

    @TempDir
    private Path directory;

    private LinuxPlatform platform;

    @BeforeEach
    void start() throws Exception {
        assumeTrue(com.sun.jna.Platform.isLinux(), "needs Linux");
        platform = new LinuxPlatform(null);
    }

    @AfterEach
    void stop() throws Exception {
        if (platform != null) {
            platform.close();
        }
    }

    private Subscription watch(Path path) throws Exception {
        FutureTask<Subscription> begin = new FutureTask<>(() -> platform.files().watch(path, heard::add));
        platform.loop().execute(begin);
        return begin.get(60, TimeUnit.SECONDS);
    }

    private Object next() throws InterruptedException {
        return heard.poll(60, TimeUnit.SECONDS);
    }

    /** What comes next but one that may or may not be seen. */
    private Object nextBut(Content passing) throws InterruptedException {
        Object next = next();
        return passing.equals(next) ? next() : next;
    }

    @Test
    void aFileThatIsThereIsReadAndReadAgainWhenItIsWritten() throws Exception {
        Path file = Files.writeString(directory.resolve("f"), "1");
        watch(file);
        assertThat(next()).isEqualTo(new Text("1"));
        Files.writeString(file, "2");
        assertThat(nextBut(new Text(""))).isEqualTo(new Text("2"));
    }

    @Test
    void aFileMayComeAndGo() throws Exception {
        Path file = directory.resolve("f");
        watch(file);
        assertThat(next()).isEqualTo(new Absent());
        Files.writeString(file, "1");
        assertThat(nextBut(new Text(""))).isEqualTo(new Text("1"));
        Files.delete(file);
        assertThat(next()).isEqualTo(new Absent());
    }

    @Test
    void anotherFileMayBeMovedOverIt() throws Exception {
        Path file = Files.writeString(directory.resolve("f"), "1");
        watch(file);
        assertThat(next()).isEqualTo(new Text("1"));
        for (int i = 2; i < 5; i++) {
            Files.move(Files.writeString(directory.resolve("new"), "" + i), file, ATOMIC_MOVE);
            assertThat(next()).isEqualTo(new Text("" + i));
        }
    }

    @Test
    void itsDirectoriesNeedNotBeThereYet() throws Exception {
        Path file = directory.resolve("a/b/f");
        watch(file);
        assertThat(next()).isEqualTo(new Absent());
        Files.createDirectories(file.getParent());
        Files.writeString(file, "1");
        assertThat(nextBut(new Text(""))).isEqualTo(new Text("1"));
        Files.move(directory.resolve("a"), directory.resolve("z"));
        assertThat(next()).isEqualTo(new Absent());
        Files.move(directory.resolve("z"), directory.resolve("a"));
        assertThat(next()).isEqualTo(new Text("1"));
    }

    @Test
    void aSymbolicLinkIsFollowedAndMayBeChanged() throws Exception {
        Path one = Files.writeString(directory.resolve("one"), "1");
        Path two =
                Files.writeString(Files.createDirectory(directory.resolve("d")).resolve("two"), "2");
        Path link = Files.createSymbolicLink(directory.resolve("link"), one);
        watch(link);
        assertThat(next()).isEqualTo(new Text("1"));
        Files.move(Files.createSymbolicLink(directory.resolve("new"), two), link, ATOMIC_MOVE);
        assertThat(next()).isEqualTo(new Text("2"));
        Files.writeString(two, "3");
        assertThat(nextBut(new Text(""))).isEqualTo(new Text("3"));
    }

    @Test
    void onlyItsBeginningIsRead() throws Exception {
        Path file = Files.writeString(directory.resolve("f"), "x".repeat(100_000));
        watch(file);
        assertThat(next()).isEqualTo(new Text("x".repeat(4096)));
    }

    @Test
    void whatIsNoFileIsSaidToBe() throws Exception {
        watch(directory);
        assertThat(next()).isEqualTo(new Unreadable(directory + " is a directory; remove it"));
    }

    /** To open one waits for somebody to write. */
    @Test
    void aPipeKeepsNobodyWaiting() throws Exception {
        Path pipe = directory.resolve("p");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        watch(pipe);
        assertThat(next()).isEqualTo(new Unreadable(pipe + " is no ordinary file; remove it"));
    }

    @Test
    void nothingIsHeardAfterClosing() throws Exception {
        Path file = Files.writeString(directory.resolve("f"), "1");
        Subscription first = watch(file);
        assertThat(next()).isEqualTo(new Text("1"));
        platform.loop().execute(first::close);
        watch(file);
        assertThat(next()).isEqualTo(new Text("1"));
        Files.writeString(file, "2");
        assertThat(nextBut(new Text(""))).isEqualTo(new Text("2"));
        assertThat(heard).isEmpty();
    }

    @Test
    void aFileIsWrittenUnlessItIsThere() throws Exception {
        Path file = directory.resolve("f");
        write(file, "7", false);
        watch(file);
        assertThat(nextBut(new Text(""))).isEqualTo(new Text("7\n"));
        write(file, "8", false);
        write(file, "9", true);
        assertThat(nextBut(new Text(""))).isEqualTo(new Text("9\n"));
    }

    @Test
    void noLinkIsFollowedWhenWriting() throws Exception {
        Path victim = Files.writeString(directory.resolve("victim"), "1");
        Path link = Files.createSymbolicLink(directory.resolve("link"), victim);
        write(link, "7", true);
        assertThat(next()).isEqualTo(link + " cannot be written: what is there is no ordinary file; remove it");
        assertThat(victim).hasContent("1");
    }

    private void write(Path file, String line, boolean overwrite) throws IOException {
        platform.loop().execute(() -> platform.files().write(file, line, overwrite, heard::add));
    }
}
