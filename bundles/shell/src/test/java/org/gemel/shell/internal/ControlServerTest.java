package org.gemel.shell.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.apache.felix.gogo.runtime.CommandProcessorImpl;
import org.apache.felix.gogo.runtime.threadio.ThreadIOImpl;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The protocol over a real Unix socket with a real Gogo behind it. */
@Timeout(20)
class ControlServerTest {

    private static final ControlServer.Limits LIMITS =
            new ControlServer.Limits(2, 100, Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ofSeconds(10));

    /** One for all: a command thread that ends late installs it again. */
    private static final ThreadIOImpl THREAD_IO = new ThreadIOImpl();

    @TempDir
    private Path runDir;

    private final CommandProcessorImpl gogo = new CommandProcessorImpl(THREAD_IO);
    private final TestCommands commands = new TestCommands();
    private final List<AutoCloseable> toClose = new ArrayList<>();

    @BeforeAll
    static void redirectStandardStreams() {
        THREAD_IO.start();
    }

    @AfterAll
    static void restoreStandardStreams() {
        THREAD_IO.stop();
    }

    @BeforeEach
    void startGogo() {
        for (String name : List.of("hello", "print", "upper", "fail", "crash", "block", "stop", "three", "no")) {
            gogo.addCommand("gemel", commands, name);
        }
        gogo.addCommand("felix", new OtherCommands(), "stop");
    }

    @AfterEach
    void closeAll() throws Exception {
        commands.release.countDown();
        for (AutoCloseable open : toClose) {
            open.close();
        }
        gogo.stop();
    }

    @Test
    void theAnswerIsTheOutputThenByteFourAndTheExitCode() throws IOException {
        open(LIMITS);
        assertThat(ask("gemel:hello\n")).isEqualTo("hello world\n\u00040\n");
    }

    @Test
    void whatACommandPrintsIsOutputToo() throws IOException {
        open(LIMITS);
        assertThat(ask("print\n")).isEqualTo("printed\n\u00040\n");
    }

    @Test
    void aLineEndsAlsoWithTheInput() throws IOException {
        open(LIMITS);
        assertThat(ask("hello")).isEqualTo("hello world\n\u00040\n");
    }

    @Test
    void commandsCanBePiped() throws IOException {
        open(LIMITS);
        assertThat(ask("hello | upper\n")).isEqualTo("HELLO WORLD\n\u00040\n");
    }

    @Test
    void theScopeGemelComesFirst() throws IOException {
        open(LIMITS);
        assertThat(ask("stop\n")).isEqualTo("appliance\n\u00040\n");
    }

    @Test
    void otherScopesAreReachableByTheirName() throws IOException {
        open(LIMITS);
        assertThat(ask("felix:stop\n")).isEqualTo("bundle\n\u00040\n");
    }

    @Test
    void aFailedCommandGivesItsOutputAndExitCode() throws IOException {
        open(LIMITS);
        assertThat(ask("fail\n")).isEqualTo("two errors\n\u00042\n");
    }

    @Test
    void anExceptionIsOneLine() throws IOException {
        open(LIMITS);
        assertThat(ask("crash\n")).isEqualTo("error: it broke\n\u00041\n");
    }

    @Test
    void anUnknownCommandIsOneLine() throws IOException {
        open(LIMITS);
        assertThat(ask("nonsense\n")).isEqualTo("error: there is no command nonsense; try help\n\u00042\n");
    }

    @Test
    void wrongArgumentsAreOneLine() throws IOException {
        open(LIMITS);
        assertThat(ask("hello too many\n")).isEqualTo("error: wrong arguments for hello; try help hello\n\u00042\n");
    }

    @Test
    void aFileThatIsSentIsKeptInTheRunDirectory() throws IOException {
        open(LIMITS);
        String text = "x".repeat(100_000);
        String answer = ask(":file 100000 some-1.jar\n" + text);
        assertThat(answer).endsWith("-some-1.jar\n\u00040\n");
        assertThat(Path.of(answer.lines().findFirst().orElseThrow()))
                .startsWith(runDir)
                .hasContent(text);
    }

    @Test
    void aFileThatIsNotSentToItsEndIsNotKept() throws IOException {
        open(LIMITS);
        assertThat(ask(":file 10 some.jar\nhalf")).isEqualTo("error: some.jar came only in part\n\u00041\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {":file 99999999 large.jar", ":file 4 ../../x.jar", ":file -1 x.jar", ":file 4 .x", ":file "})
    void whatIsNoFileOfABundleIsRefused(String request) throws IOException {
        open(LIMITS);
        assertThat(ask(request + "\n")).startsWith("error: ").endsWith("\u00042\n");
    }

    @Test
    void aConditionIsToldByTheExitCode() throws IOException {
        open(LIMITS);
        assertThat(ask("no\n")).isEqualTo("\u00041\n");
    }

    @Test
    void brokenSyntaxIsOneLine() throws IOException {
        open(LIMITS);
        assertThat(ask("hello { (\n"))
                .startsWith("error: ")
                .endsWith("\n\u00041\n")
                .hasLineCount(2);
    }

    @Test
    void aLineOverTheLimitIsRefused() throws IOException {
        open(LIMITS);
        assertThat(ask("x".repeat(101) + "\n")).isEqualTo("error: the command line has more than 100 bytes\n\u00041\n");
    }

    @Test
    void anInteractiveClientIsPromptedUntilItExits() throws IOException {
        open(LIMITS);
        assertThat(ask(":interactive\nhello\n\nfail\nhello\nexit\nfail\n"))
                .isEqualTo("gemel> hello world\ngemel> gemel> two errors\ngemel> hello world\ngemel> ");
    }

    @Test
    void anInteractiveClientKeepsItsVariables() throws IOException {
        open(LIMITS);
        assertThat(ask(":interactive\nx = 5\nthree $x\n")).contains("3 and 5");
    }

    @Test
    void everyAnswerOfASessionHasItsExitCode() throws IOException {
        open(LIMITS);
        assertThat(ask(":session\nx = 5\n\nfail\nthree $x\nexit\nfail\n"))
                .isEqualTo("5\n\u00040\n\u00040\ntwo errors\n\u00042\n3 and 5\n\u00040\n");
    }

    @Test
    void anUnfinishedLineIsCompletedWithTheCommandsThereAre() throws IOException {
        open(LIMITS);
        assertThat(ask(":complete st\n")).isEqualTo("stop\tstop the appliance\n\u00040\n");
    }

    @Test
    void aSpaceAtTheEndOfAnUnfinishedLineAsksForTheNextWord() throws IOException {
        open(LIMITS);
        assertThat(ask(":complete show \n")).isEqualTo("VI_1\tMASTER\nLAN6\tFAULT\n\u00040\n");
    }

    @Test
    void aSessionCompletesToo() throws IOException {
        open(LIMITS);
        assertThat(ask(":session\n:complete hel\nhello\n")).isEqualTo("hello\n\u00040\nhello world\n\u00040\n");
    }

    @Test
    void onlyTheOwnerMayOpenTheSocket() throws IOException {
        open(LIMITS);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket())))
                .isEqualTo("rw-------");
    }

    @Test
    void aRunDirectoryThatIsMadeIsTheOwnersAlone() throws IOException {
        Path made = runDir.resolve("made/here");
        SocketFile.bind(made).close();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made)))
                .isEqualTo("rwx------");
    }

    @Test
    void theSocketOfADeadPredecessorIsReplaced() throws IOException {
        SocketFile.bind(runDir).channel().close();
        assertThat(socket()).exists();
        open(LIMITS);
        assertThat(ask("hello\n")).startsWith("hello world");
    }

    @Test
    void theSocketOfALivingApplianceIsNotTaken() throws IOException {
        open(LIMITS);
        assertThatThrownBy(() -> SocketFile.bind(runDir))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("another appliance listens");
        assertThat(ask("hello\n")).startsWith("hello world");
    }

    @Test
    void aFileThatIsNoSocketIsNotRemoved() throws IOException {
        Files.writeString(socket(), "precious");
        assertThatThrownBy(() -> SocketFile.bind(runDir)).hasMessageContaining("is not a socket");
        assertThat(socket()).hasContent("precious");
    }

    @Test
    void nothingIsLeftInTheRunDirectory() throws IOException {
        open(LIMITS).close();
        assertThat(runDir).isEmptyDirectory();
    }

    @Test
    void oneConnectionTooManyIsToldSo() throws IOException {
        open(LIMITS);
        connect("block\n");
        connect("block\n");
        commands.awaitBlocked(2);
        assertThat(ask("")).isEqualTo("error: too many connections; try again\n\u00041\n");
    }

    @Test
    void aClientThatSendsNothingIsCutOff() throws IOException {
        Duration soon = Duration.ofMillis(50);
        open(new ControlServer.Limits(2, 100, soon, soon, soon));
        assertThat(readAll(connect(""))).isEmpty();
    }

    @Test
    void anAnswerUnderWayReachesItsClientWhenTheServerCloses() throws IOException, InterruptedException {
        ControlServer server = open(LIMITS);
        SocketChannel client = connect("block\n");
        commands.awaitBlocked(1);
        Thread closer = new Thread(server::close);
        closer.start();
        commands.release.countDown();
        assertThat(readAll(client)).isEqualTo("released\n\u00040\n");
        closer.join();
    }

    @Test
    void aClientOfACommandThatDoesNotEndIsToldThatTheServerCloses() throws IOException, InterruptedException {
        ControlServer server = open(LIMITS);
        SocketChannel client = connect("block\n");
        commands.awaitBlocked(1);
        server.close();
        assertThat(readAll(client))
                .startsWith("error: the control socket closes")
                .endsWith("\u00041\n");
    }

    private ControlServer open(ControlServer.Limits limits) throws IOException {
        ControlServer server = new ControlServer(
                SocketFile.bind(runDir),
                gogo,
                new Completion(() -> Fakes.status().instances(), Fakes::servers, Fakes::help, List::of),
                limits);
        toClose.add(server);
        return server;
    }

    private Path socket() {
        return runDir.resolve(SocketFile.NAME);
    }

    private SocketChannel connect(String request) throws IOException {
        SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket()));
        toClose.add(channel);
        channel.write(StandardCharsets.UTF_8.encode(request));
        return channel;
    }

    private String ask(String request) throws IOException {
        SocketChannel channel = connect(request);
        channel.shutdownOutput();
        return readAll(channel);
    }

    /** Reads to the end; a server that closes before it has read everything resets the connection after its answer. */
    private static String readAll(SocketChannel channel) throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        ByteBuffer buffer = ByteBuffer.allocate(1000);
        try {
            while (channel.read(buffer) >= 0) {
                answer.write(buffer.array(), 0, buffer.position());
                buffer.clear();
            }
        } catch (IOException reset) {
            assertThat(answer.size()).as("bytes before %s", reset).isPositive();
        }
        return answer.toString(StandardCharsets.UTF_8);
    }

    /** Commands of every kind. */
    public static final class TestCommands {

        final CountDownLatch release = new CountDownLatch(1);
        private final List<String> blocked = new ArrayList<>();

        public String hello() {
            return "hello world";
        }

        public void print() {
            System.out.println("printed");
        }

        public void upper() throws IOException {
            System.out.print(
                    new String(System.in.readAllBytes(), StandardCharsets.UTF_8).toUpperCase(java.util.Locale.ROOT));
        }

        public String three(String other) {
            return "3 and " + other;
        }

        public boolean no() {
            return false;
        }

        public String fail() {
            throw new CommandFailure(2, "two errors\n");
        }

        public String crash() {
            throw new IllegalStateException("it broke\nand here is more");
        }

        public String stop() {
            return "appliance";
        }

        public String block() throws InterruptedException {
            synchronized (blocked) {
                blocked.add("one");
                blocked.notifyAll();
            }
            release.await();
            return "released";
        }

        void awaitBlocked(int count) {
            synchronized (blocked) {
                while (blocked.size() < count) {
                    try {
                        blocked.wait();
                    } catch (InterruptedException timeout) {
                        throw new IllegalStateException(timeout);
                    }
                }
            }
        }
    }

    /** Somebody else's command of the same name. */
    public static final class OtherCommands {
        public String stop() {
            return "bundle";
        }
    }
}
