package org.gemel.launcher.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class ControlClientTest {

    @TempDir
    private Path runDirectory;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @Test
    void asksOneLineAndPrintsTheAnswer() throws Exception {
        try (Appliance appliance = new Appliance("two lines\nof answer\n\u00040\n")) {
            int code = run("status", List.of("--json"));

            assertThat(code).isZero();
            assertThat(text()).isEqualTo("two lines\nof answer\n");
            assertThat(appliance.asked()).isEqualTo("gemel:status --json\n");
        }
    }

    @Test
    void endsWithTheAnswersCode() throws Exception {
        try (Appliance appliance = new Appliance("no virtual router lan\n\u00042\n")) {
            assertThat(run("show", List.of("lan"))).isEqualTo(2);
            assertThat(appliance.asked()).isEqualTo("gemel:show lan\n");
        }
    }

    @Test
    void sendsTheWordsOfShellAsTheyAre() throws Exception {
        try (Appliance appliance = new Appliance("\u00040\n")) {
            run("shell", List.of("lb | grep gemel"));

            assertThat(appliance.asked()).isEqualTo("lb | grep gemel\n");
        }
    }

    @Test
    void relaysAConversation() throws Exception {
        try (Appliance appliance = new Appliance("gemel> 1\ngemel> ")) {
            ControlClient client = new ControlClient(
                    runDirectory,
                    new ByteArrayInputStream("gemel:status\n".getBytes(StandardCharsets.UTF_8)),
                    new PrintStream(printed, true, StandardCharsets.UTF_8));

            assertThat(client.run("shell", List.of())).isZero();
            assertThat(text()).isEqualTo("gemel> 1\ngemel> ");
            assertThat(appliance.asked()).isEqualTo(":interactive\ngemel:status\n");
        }
    }

    @Test
    void saysHowToStartAnApplianceWhereNoneRuns() {
        assertThatThrownBy(() -> run("status", List.of()))
                .isInstanceOfSatisfying(
                        Failure.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.NOT_RUNNING))
                .hasMessage(
                        "no appliance is running in %1$s (no control socket); start one with: gemel run --run-dir %1$s"
                                .formatted(runDirectory));
    }

    @Test
    void takesASocketThatAKilledApplianceLeftForNone() throws IOException {
        try (ServerSocketChannel left = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            left.bind(UnixDomainSocketAddress.of(RunDirectory.controlSocket(runDirectory)));
        }
        assertThat(RunDirectory.controlSocket(runDirectory)).matches(Files::exists);

        assertThatThrownBy(() -> run("status", List.of()))
                .isInstanceOfSatisfying(
                        Failure.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.NOT_RUNNING))
                .hasMessageContaining("nobody answers");
    }

    @Test
    void saysSoWhenTheApplianceEndsInMidAnswer() throws Exception {
        try (Appliance appliance = new Appliance("half an ans")) {
            assertThatThrownBy(() -> run("status", List.of()))
                    .isInstanceOfSatisfying(
                            Failure.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.FAILED))
                    .hasMessageContaining("ended before it had answered");
            assertThat(appliance.asked()).isNotEmpty();
        }
    }

    @Test
    void anUpdateInWhichTheApplianceDiesIsOverAtOnce() throws Exception {
        Process dying = new ProcessBuilder("cat").start();
        Files.writeString(runDirectory.resolve("gemel.pid"), dying.pid() + "\n");
        try (Appliance appliance = new Appliance("\u00040\n")) {
            CompletableFuture<String> asked = appliance.asked.whenComplete((line, failed) -> {
                dying.destroyForcibly();
                appliance.closeQuietly();
            });
            assertThatThrownBy(() -> run("update", List.of("--force")))
                    .isInstanceOfSatisfying(
                            Failure.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.NOT_RUNNING))
                    .hasMessageContaining("ended during the update");
            assertThat(asked.join()).startsWith("gemel:update ");
        }
    }

    @Test
    void whatIsNoBundleIsNotSent() throws Exception {
        try (Appliance appliance = new Appliance("\u00040\n")) {
            Path none = Files.writeString(runDirectory.resolve("a.jar"), "no jar");
            assertThatThrownBy(() -> run("update", List.of(none.toString())))
                    .isInstanceOfSatisfying(
                            Failure.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.USAGE))
                    .hasMessageContaining("cannot read " + none);
            assertThat(appliance.asked).isNotDone();
        }
    }

    private int run(String command, List<String> arguments) {
        return new ControlClient(
                        runDirectory,
                        InputStream.nullInputStream(),
                        new PrintStream(printed, true, StandardCharsets.UTF_8))
                .run(command, arguments);
    }

    private String text() {
        return printed.toString(StandardCharsets.UTF_8);
    }

    /** Answers one question with a prepared text. */
    private final class Appliance implements AutoCloseable {

        private final ServerSocketChannel server;
        private final CompletableFuture<String> asked;

        Appliance(String answer) throws IOException {
            server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            server.bind(UnixDomainSocketAddress.of(RunDirectory.controlSocket(runDirectory)));
            asked = CompletableFuture.supplyAsync(() -> answerOne(answer));
        }

        private String answerOne(String answer) {
            try (SocketChannel client = server.accept()) {
                String question = new String(Channels.newInputStream(client).readAllBytes(), StandardCharsets.UTF_8);
                ByteBuffer bytes = ByteBuffer.wrap(answer.getBytes(StandardCharsets.UTF_8));
                while (bytes.hasRemaining()) {
                    client.write(bytes);
                }
                return question;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        String asked() {
            return asked.join();
        }

        void closeQuietly() {
            try {
                server.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() throws IOException {
            server.close();
        }
    }
}
