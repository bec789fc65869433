package org.gemel.platform.linux.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.gemel.api.platform.Pipes.Pipe;
import org.gemel.api.platform.Pipes.Written;
import org.gemel.api.platform.PlatformException;
import org.gemel.platform.linux.internal.pipe.LinuxPipes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Named pipes, really. */
@Timeout(120)
class PipesOnTheHostTest {

    private final LinuxPipes pipes = new LinuxPipes();

    @TempDir
    private Path directory;

    private Path path;

    @BeforeEach
    void onLinux() {
        assumeTrue(com.sun.jna.Platform.isLinux(), "needs Linux");
        path = directory.resolve("events");
    }

    @AfterEach
    void close() {
        pipes.close();
    }

    private Pipe open() throws PlatformException {
        return pipes.open(path, null, null);
    }

    private static byte[] line(String text) {
        return (text + "\n").getBytes(UTF_8);
    }

    private static void make(Path path) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("mkfifo", path.toString()).start().waitFor())
                .isZero();
    }

    private static boolean root() {
        return System.getProperty("user.name").equals("root");
    }

    @Test
    void aPipeIsItsOwnersAlone() throws Exception {
        open();

        assertThat(Files.getAttribute(path, "unix:mode")).isEqualTo(0010600);
    }

    @Test
    void aPipeIsWhoseItIsToBe() throws Exception {
        assumeTrue(root(), "needs root");

        pipes.open(path, "nobody", "root");

        assertThat(Files.getOwner(path)).hasToString("nobody");
        assertThat(Files.getAttribute(path, "unix:gid")).isEqualTo(0);
    }

    @Test
    void aPipeGetsTheGroupOfItsUser() throws Exception {
        assumeTrue(root(), "needs root");

        pipes.open(path, "nobody", null);

        assertThat(Files.getAttribute(path, "unix:gid")).isNotEqualTo(0);
    }

    @Test
    void aUserWhoIsNotThereIsNamedAndNothingIsMade() {
        assertThatThrownBy(() -> pipes.open(path, "no-such-user", null))
                .isInstanceOf(PlatformException.class)
                .hasMessageContaining("there is no user 'no-such-user' here");
        assertThat(path).doesNotExist();
    }

    @Test
    void linesWaitForTheirReader() throws Exception {
        Pipe pipe = open();
        assertThat(pipe.write(line("one"))).isEqualTo(Written.YES);
        assertThat(pipe.write(line("two"))).isEqualTo(Written.YES);

        try (BufferedReader reader = Files.newBufferedReader(path)) {
            pipe.remove();

            assertThat(reader.lines()).containsExactly("one", "two");
        }
    }

    @Test
    void aFullPipeTakesNoPartOfALine() throws Exception {
        Pipe pipe = open();
        byte[] line = line("x".repeat(999));
        int taken = 0;
        while (pipe.write(line) == Written.YES) {
            taken++;
        }

        try (BufferedReader reader = Files.newBufferedReader(path)) {
            assertThat(reader.readLine()).hasSize(999);
            pipe.remove();
            assertThat(reader.lines()).hasSize(taken - 1).allMatch(each -> each.length() == 999);
        }
    }

    @Test
    void aPipeThatSomebodyRemovedIsGone() throws Exception {
        Pipe pipe = open();
        Files.delete(path);
        make(path);

        assertThat(pipe.write(line("one"))).isEqualTo(Written.GONE);
    }

    @Test
    void aPipeThatWasMadeIsRemoved() throws Exception {
        open().remove();

        assertThat(path).doesNotExist();
    }

    @Test
    void whatIsInPlaceOfAPipeThatWasMadeIsNotRemoved() throws Exception {
        Pipe pipe = open();
        Files.delete(path);
        Files.writeString(path, "theirs");

        pipe.remove();

        assertThat(path).hasContent("theirs");
    }

    @Test
    void aPipeThatIsThereIsTakenOverWithItsPermissionsAndStays() throws Exception {
        make(path);
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-r-----"));

        Pipe pipe = open();

        assertThat(pipe.write(line("one"))).isEqualTo(Written.YES);
        pipe.remove();
        assertThat(Files.getAttribute(path, "unix:mode")).isEqualTo(0010640);
    }

    @Test
    void aPipeOfSomebodyElseIsNotUsed() throws Exception {
        assumeTrue(root(), "needs root");
        make(path);
        Files.setAttribute(path, "unix:uid", 65534);

        assertThatThrownBy(this::open)
                .isInstanceOf(PlatformException.class)
                .hasMessage("the FIFO " + path + " is not used, for it belongs to user 65534; remove it (rm " + path
                        + ") and a new one is made, or name that user behind the path");
    }

    @Test
    void somethingElseIsLeftAlone() throws Exception {
        Files.writeString(path, "precious");

        assertThatThrownBy(this::open)
                .isInstanceOf(PlatformException.class)
                .hasMessage(
                        "cannot make the FIFO " + path + ": there is an ordinary file of that name already, which is"
                                + " left alone; remove it (rm " + path + "), or name another path");
        assertThat(path).hasContent("precious");
    }

    @Test
    void aLinkToAPipeIsNotFollowed() throws Exception {
        make(directory.resolve("other"));
        Files.createSymbolicLink(path, directory.resolve("other"));

        assertThatThrownBy(this::open)
                .isInstanceOf(PlatformException.class)
                .hasMessageContaining("there is a symbolic link of that name already");
    }

    @Test
    void aDirectoryThatIsNotThereIsNamed() {
        path = directory.resolve("no/where");

        assertThatThrownBy(this::open)
                .isInstanceOf(PlatformException.class)
                .hasMessage("cannot make the FIFO " + path
                        + ": No such file or directory; make its directory: mkdir -p " + path.getParent());
    }
}
