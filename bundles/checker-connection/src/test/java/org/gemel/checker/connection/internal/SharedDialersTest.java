package org.gemel.checker.connection.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.netty.channel.epoll.Epoll;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.gemel.api.config.CheckerDefinition.Connection;
import org.gemel.api.platform.Platform;
import org.gemel.checker.connection.Dialer;
import org.gemel.checker.connection.Line;
import org.gemel.checker.connection.Target;
import org.gemel.checker.connection.testing.Here;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(30)
@ParameterizedClass
@EnumSource
class SharedDialersTest {

    /** What is called with. */
    enum Transport {
        EPOLL(EpollSockets::new),
        JDK(NioSockets::new);

        private final Supplier<Sockets> sockets;

        Transport(Supplier<Sockets> sockets) {
            this.sockets = sockets;
        }
    }

    @Parameter
    private Transport transport;

    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofSeconds(1);
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    private final Platform platform = Here.platform();
    private SharedDialers dialers;

    @BeforeEach
    void begin() {
        assumeThat(transport == Transport.JDK || Epoll.isAvailable()).isTrue();
        dialers = new SharedDialers(transport.sockets);
    }

    @AfterEach
    void end() {
        dialers.close();
    }

    /** To load Netty may take longer than the short time that some calls have. */
    private void warmUp() throws IOException, InterruptedException {
        try (ServerSocket server = new ServerSocket(0, 5, LOOPBACK)) {
            Heard heard = new Heard("");
            dialers.open(platform).dial(Target.tcp(Here.to(server.getLocalPort(), LONG)), heard);
            assertThat(heard.next()).isEqualTo("opened");
        }
    }

    @Test
    void bytesGoThereAndBack() throws IOException, InterruptedException {
        try (ServerSocket server = new ServerSocket(0, 5, LOOPBACK)) {
            Heard heard = new Heard("PING");
            dialers.open(platform).dial(Target.tcp(Here.to(server.getLocalPort(), LONG)), heard);
            try (Socket socket = server.accept()) {
                assertThat(socket.getInputStream().readNBytes(4)).isEqualTo("PING".getBytes(StandardCharsets.US_ASCII));
                socket.getOutputStream().write("PONG".getBytes(StandardCharsets.US_ASCII));
                assertThat(heard.next()).isEqualTo("opened");
                assertThat(heard.next()).isEqualTo("PONG");
            }
            assertThat(heard.next()).isEqualTo("ended");
        }
    }

    @Test
    void aPortThatNobodyListensOnRefuses() throws IOException, InterruptedException {
        int port = freePort();
        Heard heard = new Heard("");
        dialers.open(platform).dial(Target.tcp(Here.to(port, LONG)), heard);
        assertThat(heard.next()).isEqualTo("failed: connection refused");
    }

    @Test
    void aServerThatTakesNoConnectionIsWaitedForAsLongAsSaid() throws IOException, InterruptedException {
        try (ServerSocket server = new ServerSocket(0, 1, LOOPBACK)) {
            List<Heard> calls = new ArrayList<>();
            // The kernel takes two for the program that takes none, and answers no third.
            for (int i = 0; i < 4; i++) {
                calls.add(new Heard(""));
                dialers.open(platform).dial(Target.tcp(Here.to(server.getLocalPort(), SHORT)), calls.get(i));
            }
            List<String> firsts = new ArrayList<>();
            for (Heard each : calls) {
                firsts.add(each.next());
            }
            assertThat(firsts).contains("failed: no connection within " + Words.time(SHORT));
        }
    }

    @Test
    void aServerThatIsSilentIsWaitedForAsLongAsSaid() throws IOException, InterruptedException {
        warmUp();
        try (ServerSocket server = new ServerSocket(0, 5, LOOPBACK)) {
            Heard heard = new Heard("");
            dialers.open(platform).dial(Target.tcp(Here.to(server.getLocalPort(), SHORT)), heard);
            assertThat(heard.next()).isEqualTo("opened");
            assertThat(heard.next()).isEqualTo("failed: no answer within " + Words.time(SHORT));
        }
    }

    @Test
    void aServerThatResetsIsTold() throws IOException, InterruptedException {
        try (ServerSocket server = new ServerSocket(0, 5, LOOPBACK)) {
            Heard heard = new Heard("");
            dialers.open(platform).dial(Target.tcp(Here.to(server.getLocalPort(), LONG)), heard);
            try (Socket socket = server.accept()) {
                assertThat(heard.next()).isEqualTo("opened");
                socket.setSoLinger(true, 0);
            }
            assertThat(heard.next()).isEqualTo("failed: connection reset");
        }
    }

    @Test
    void whoHangsUpHearsNoMore() throws IOException, InterruptedException {
        try (ServerSocket server = new ServerSocket(0, 5, LOOPBACK)) {
            Heard heard = new Heard("");
            Line line = dialers.open(platform).dial(Target.tcp(Here.to(server.getLocalPort(), LONG)), heard);
            try (Socket socket = server.accept()) {
                assertThat(heard.next()).isEqualTo("opened");
                line.hangUp();
                line.hangUp();
                assertThat(socket.getInputStream().read()).isEqualTo(-1);
                dialers.close();
                assertThat(heard.silent()).isTrue();
            }
        }
    }

    @Test
    void itsOwnAddressAndPortAreWhatTheServerSeesEveryTime() throws IOException, InterruptedException {
        int own = freePort();
        try (ServerSocket server = new ServerSocket(0, 5, LOOPBACK)) {
            Connection connection = new Connection(
                    new InetSocketAddress(LOOPBACK, server.getLocalPort()),
                    InetAddress.getByName("127.0.0.9"),
                    own,
                    null,
                    0,
                    LONG);
            for (int time = 0; time < 3; time++) {
                Heard heard = new Heard("");
                Line line = dialers.open(platform).dial(Target.tcp(connection), heard);
                try (Socket socket = server.accept()) {
                    assertThat(socket.getRemoteSocketAddress()).isEqualTo(new InetSocketAddress("127.0.0.9", own));
                    assertThat(heard.next()).isEqualTo("opened");
                    line.hangUp();
                    assertThatThrownBy(() -> socket.getInputStream().read()).hasMessageContaining("reset");
                }
            }
        }
    }

    @Test
    void anAddressThatIsNotOnThisHostCannotBeItsOwn() throws IOException, InterruptedException {
        Connection connection = new Connection(
                new InetSocketAddress(LOOPBACK, 9), InetAddress.getByName("192.0.2.77"), 0, null, 0, LONG);
        Heard heard = new Heard("");
        dialers.open(platform).dial(Target.tcp(connection), heard);
        assertThat(heard.next()).isEqualTo("failed: own address is not on this host, or its port is still in use");
    }

    @Test
    void anInterfaceThatIsNotThereIsTold() throws InterruptedException {
        assumeThat(transport).isEqualTo(Transport.EPOLL);
        Connection connection = new Connection(new InetSocketAddress(LOOPBACK, 9), null, 0, "nothere0", 0, LONG);
        Heard heard = new Heard("");
        dialers.open(platform).dial(Target.tcp(connection), heard);
        assertThat(heard.next()).isEqualTo("failed: cannot use interface nothere0 (bind_if): no such interface");
    }

    @ParameterizedTest
    @CsvSource({"lo, 0, bind_if", ", 7, fwmark"})
    void whatTheJdkCannotIsRefusedWithTheWayOut(String interfaceName, int mark, String word)
            throws InterruptedException {
        assumeThat(transport).isEqualTo(Transport.JDK);
        Connection connection = new Connection(new InetSocketAddress(LOOPBACK, 9), null, 0, interfaceName, mark, LONG);
        Heard heard = new Heard("");
        dialers.open(platform).dial(Target.tcp(connection), heard);
        assertThat(heard.next())
                .startsWith("failed: " + word + " of a check needs Netty's own sockets")
                .endsWith("leave it out, or route by bindto");
    }

    @Test
    void ipv6() throws IOException, InterruptedException {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getByName("::1"))) {
            Heard heard = new Heard("");
            dialers.open(platform).dial(Target.tcp(Here.to("::1", server.getLocalPort(), LONG)), heard);
            assertThat(heard.next()).isEqualTo("opened");
        }
    }

    @Test
    void aDatagramGoesThereAndBack() throws IOException, InterruptedException {
        try (DatagramSocket server = new DatagramSocket(0, LOOPBACK)) {
            Heard heard = new Heard("PING");
            dialers.open(platform).dial(Target.udp(Here.to(server.getLocalPort(), LONG)), heard);
            DatagramPacket packet = new DatagramPacket(new byte[100], 100);
            server.receive(packet);
            server.send(packet);
            assertThat(heard.next()).isEqualTo("opened");
            assertThat(heard.next()).isEqualTo("PING");
        }
    }

    @Test
    void aDatagramThatNobodyTakesIsRefused() throws IOException, InterruptedException {
        int port;
        try (DatagramSocket server = new DatagramSocket(0, LOOPBACK)) {
            port = server.getLocalPort();
        }
        Heard heard = new Heard("PING");
        dialers.open(platform).dial(Target.udp(Here.to(port, LONG)), heard);
        assertThat(heard.next()).isEqualTo("opened");
        assertThat(heard.next()).isEqualTo("failed: connection refused");
    }

    @Test
    void theLoopEndsWithTheLastDialer() throws IOException, InterruptedException {
        try (ServerSocket server = new ServerSocket(0, 5, LOOPBACK)) {
            Dialer first = dialers.open(platform);
            Dialer second = dialers.open(platform);
            Heard heard = new Heard("");
            first.dial(Target.tcp(Here.to(server.getLocalPort(), LONG)), heard);
            assertThat(heard.next()).isEqualTo("opened");
            List<Thread> threads = threads();
            assertThat(threads).isNotEmpty();
            first.close();
            first.close();
            assertThat(threads).allMatch(Thread::isAlive);
            second.close();
            for (Thread each : threads) {
                each.join(10_000);
            }
            assertThat(threads).noneMatch(Thread::isAlive);
        }
    }

    @Test
    void theLoopKeepsNothingOfWhoDialledFirst() throws IOException, InterruptedException {
        Thread caller = Thread.currentThread();
        ClassLoader own = caller.getContextClassLoader();
        InheritableThreadLocal<String> inherited = new InheritableThreadLocal<>() {
            @Override
            protected String childValue(String parent) {
                throw new AssertionError("a thread has inherited " + parent);
            }
        };
        try (ServerSocket server = new ServerSocket(0, 5, LOOPBACK);
                URLClassLoader plugin = new URLClassLoader(new URL[0], own)) {
            caller.setContextClassLoader(plugin);
            inherited.set("what belongs to a checker");
            Heard heard = new Heard("");
            dialers.open(platform).dial(Target.tcp(Here.to(server.getLocalPort(), LONG)), heard);
            assertThat(heard.next()).isEqualTo("opened");
            assertThat(threads())
                    .isNotEmpty()
                    .extracting(Thread::getContextClassLoader)
                    .doesNotContain(plugin);
        } finally {
            inherited.remove();
            caller.setContextClassLoader(own);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 5, LOOPBACK)) {
            return server.getLocalPort();
        }
    }

    private static List<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(each -> each.getName().equals("gemel-checks"))
                .toList();
    }
}
