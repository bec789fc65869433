package org.gemel.checker.connection.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocket;
import org.gemel.api.config.ClientTls;
import org.gemel.checker.connection.Conversation;
import org.gemel.checker.connection.Line;
import org.gemel.checker.connection.Target;
import org.gemel.checker.connection.Target.Tls;
import org.gemel.checker.connection.testing.Here;
import org.gemel.checker.connection.testing.Hostile;
import org.gemel.checker.connection.testing.ServerKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How many bytes one line keeps in buffers while a server goes on without end. */
@Timeout(120)
@ParameterizedClass
@ValueSource(booleans = {true, false})
class BuffersTest {

    private static final long TAKEN = 32 << 20;
    private static final int READ = 8192;

    /** A record of TLS, as it came and as it was meant, each with what it may be longer than what is in it. */
    private static final int RECORDS = 2 * (16_384 + 2048);

    /** A record may say to have 64 KiB, for which there is room while it comes, and half of that again while more is made. */
    private static final int LONGEST_RECORD = 256 << 10;

    private static final Duration LONG = Duration.ofSeconds(60);

    @Parameter
    private boolean epoll;

    private final Counting buffers = new Counting();
    private final TlsContexts contexts = new TlsContexts(System::nanoTime);
    private Sockets sockets;
    private EventLoopGroup loop;

    @BeforeEach
    void begin() {
        assumeThat(!epoll || Epoll.isAvailable()).isTrue();
        sockets = epoll ? new EpollSockets() : new NioSockets();
        loop = new MultiThreadIoEventLoopGroup(1, sockets.handlers());
    }

    @AfterEach
    void end() throws InterruptedException {
        if (loop != null) {
            loop.shutdownGracefully(0, 10, TimeUnit.SECONDS).await();
        }
    }

    /** Listens until enough is heard; what it comes to is told when nothing is in use any more. */
    private String listen(Target target) throws Exception {
        CompletableFuture<String> over = new CompletableFuture<>();
        new NettyLine(
                        target,
                        new Conversation() {
                            private Line line;
                            private long taken;

                            @Override
                            public void opened(Line opened) {
                                line = opened;
                                line.say(new byte[] {'?'});
                            }

                            @Override
                            public void heard(ByteBuffer bytes) {
                                taken += bytes.remaining();
                                if (taken >= TAKEN) {
                                    line.hangUp();
                                    over.complete("enough");
                                }
                            }

                            @Override
                            public void ended(boolean clean) {
                                over.complete("ended");
                            }

                            @Override
                            public void failed(String why) {
                                over.complete(why);
                            }
                        },
                        loop.next(),
                        sockets,
                        buffers,
                        contexts)
                .dial(null);
        String came = over.get(LONG.toSeconds(), TimeUnit.SECONDS);
        end();
        return came;
    }

    private static Target secured(int port) {
        return Target.tls(Here.to(port, LONG), new Tls(ClientTls.ANY, null));
    }

    @Test
    void aStreamIsHeardPieceByPiece() throws Exception {
        try (Hostile server = new Hostile(Hostile.endlessly("x".repeat(100_000)))) {
            assertThat(listen(Target.tcp(Here.to(server.port(), LONG)))).isEqualTo("enough");
        }
        assertThat(buffers.most()).isPositive().isLessThanOrEqualTo(2 * READ);
        assertThat(buffers.inUse()).isZero();
    }

    @Test
    void datagramsAreHeardOneByOne() throws Exception {
        try (DatagramSocket server = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            Thread thread = new Thread(() -> flood(server), "flood");
            thread.setDaemon(true);
            thread.start();
            assertThat(listen(Target.udp(Here.to(server.getLocalPort(), LONG)))).isEqualTo("enough");
        }
        // Some are taken from the kernel at once, and as many as a read may have are told of one by one.
        assertThat(buffers.most()).isPositive().isLessThanOrEqualTo(17 * READ);
        assertThat(buffers.inUse()).isZero();
    }

    private static void flood(DatagramSocket server) {
        DatagramPacket packet = new DatagramPacket(new byte[READ], READ);
        try {
            server.receive(packet);
            packet.setLength(READ);
            while (!server.isClosed()) {
                server.send(packet);
            }
        } catch (IOException closed) {
            Thread.yield();
        }
    }

    @Test
    void recordsOfTlsAreHeardOneByOne() throws Exception {
        try (Hostile server = new Hostile(client -> {
            try (SSLSocket socket = ServerKey.secured(client)) {
                Hostile.endlessly("x".repeat(100_000)).to(socket);
            }
        })) {
            assertThat(listen(secured(server.port()))).isEqualTo("enough");
        }
        assertThat(buffers.most()).isPositive().isLessThanOrEqualTo(2 * READ + 2 * RECORDS);
        assertThat(buffers.inUse()).isZero();
    }

    /** What is no TLS, or begins a handshake that has no end, is given up after a few records. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "HTTP/1.0 400 Bad Request\\r\\n!does not speak TLS",
                // A handshake: a greeting of 16 MB, in records as long as they may be, without end.
                "\\26\\3\\3\\100\\0\\2\\377\\377\\377!TLS failed",
                // Alerts without end, none of them fatal.
                "\\25\\3\\3\\0\\2\\1\\144!",
                // A record that is longer than any may be.
                "\\26\\3\\3\\377\\377\\2!",
                "\\27\\3\\3\\0\\1x!",
                "\\24\\3\\3\\0\\1\\1!",
            })
    void garbageInsteadOfTls(String says, String came) throws Exception {
        StringBuilder text = new StringBuilder(says.translateEscapes());
        boolean greeting = says.contains("\\100\\0");
        while (greeting && text.length() < 5 + 0x4000) {
            text.append('x');
        }
        try (Hostile server = new Hostile(Hostile.endlessly(text.toString()))) {
            assertThat(listen(secured(server.port())))
                    .contains(came == null ? "" : came)
                    .doesNotContain("within")
                    .isNotEqualTo("enough");
        }
        assertThat(buffers.most()).isPositive().isLessThanOrEqualTo(LONGEST_RECORD);
        assertThat(buffers.inUse()).isZero();
    }
}
