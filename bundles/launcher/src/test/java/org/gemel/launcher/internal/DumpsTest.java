package org.gemel.launcher.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchService;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Were the signals not handled, they would end this process and the test with it. */
@Timeout(30)
class DumpsTest {

    @TempDir
    private Path runDirectory;

    @ParameterizedTest
    @CsvSource({"USR1, gemel:status, status.txt", "USR2, gemel:counters, counters.txt"})
    void aSignalHasTheAnswerOfACommandWrittenForItsOwnerOnly_behaviour23(String signal, String asked, String file)
            throws Exception {
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
                WatchService watch = FileSystems.getDefault().newWatchService()) {
            server.bind(UnixDomainSocketAddress.of(RunDirectory.controlSocket(runDirectory)));
            runDirectory.register(watch, StandardWatchEventKinds.ENTRY_CREATE);
            Dumps.handle(runDirectory);

            send(signal);

            assertThat(answer(server, "all of it\n")).isEqualTo(asked + "\n");
            Path written = runDirectory.resolve(file);
            while (!Files.exists(written)) {
                watch.take().reset();
            }
            assertThat(written).hasContent("all of it");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(written)))
                    .isEqualTo("rw-------");
        }
    }

    @ParameterizedTest
    @CsvSource({"USR1", "USR2", "HUP"})
    void withoutAnApplianceItDoesNoHarm(String signal) throws Exception {
        Dumps.handle(runDirectory);

        assertThat(send(signal)).isZero();
        assertThat(runDirectory).isEmptyDirectory();
    }

    private static int send(String signal) throws Exception {
        return new ProcessBuilder(
                        "sh",
                        "-c",
                        "kill -" + signal + " " + ProcessHandle.current().pid())
                .start()
                .waitFor();
    }

    private static String answer(ServerSocketChannel server, String text) throws Exception {
        try (SocketChannel client = server.accept()) {
            String question = new String(Channels.newInputStream(client).readAllBytes(), StandardCharsets.UTF_8);
            ByteBuffer bytes = ByteBuffer.wrap((text + "\u00040\n").getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                client.write(bytes);
            }
            return question;
        }
    }
}
