package org.gemel.launcher.internal;

import java.io.IOException;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** A connection to a running appliance's control socket: lines go out, answers come in. */
final class Connection implements AutoCloseable {

    private static final int BUFFER = 8192;

    private final Path runDirectory;
    private final SocketChannel channel;

    private Connection(Path runDirectory, SocketChannel channel) {
        this.runDirectory = runDirectory;
        this.channel = channel;
    }

    /**
     * Connects.
     *
     * @throws Failure if no appliance runs there, or it may not be asked
     */
    static Connection open(Path runDirectory) throws IOException {
        Path socket = RunDirectory.controlSocket(runDirectory);
        // Not the same as !exists: in another user's directory the answer is that nobody knows.
        if (Files.notExists(socket)) {
            throw notRunning(runDirectory, "no control socket");
        }
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.connect(UnixDomainSocketAddress.of(socket));
            return new Connection(runDirectory, channel);
        } catch (ConnectException e) {
            channel.close();
            throw notRunning(runDirectory, "nobody answers on its control socket");
        } catch (SocketException e) {
            channel.close();
            throw new Failure(
                    ExitCode.NOT_PERMITTED,
                    "may not open " + socket + ": " + e.getMessage() + "; run this as root or as the appliance's user");
        }
    }

    private static Failure notRunning(Path runDirectory, String why) {
        return new Failure(
                ExitCode.NOT_RUNNING,
                "no appliance is running in " + runDirectory + " (" + why + "); start one with: gemel run --run-dir "
                        + runDirectory + others(runDirectory));
    }

    /** Whoever has named one and forgets that is told its name. */
    private static String others(Path runDirectory) {
        List<Path> others = RunDirectory.running(runDirectory.resolveSibling("gemel"));
        return others.isEmpty()
                ? ""
                : "; running are "
                        + others.stream().map(other -> "--run-dir " + other).collect(Collectors.joining(", "));
    }

    void send(String line) throws IOException {
        send(ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8)));
    }

    /** Not by a stream of {@code Channels}: those of one channel wait for each other, and a conversation needs both. */
    void send(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /** Says that nothing more will be sent. */
    void endSending() throws IOException {
        channel.shutdownOutput();
    }

    /**
     * Passes an answer on until its trailer, and returns the exit code in it.
     *
     * @throws Failure if the appliance ends before
     */
    int receiveAnswer(OutputStream to) throws IOException {
        Trailer trailer = new Trailer(to);
        ByteBuffer bytes = ByteBuffer.allocate(BUFFER);
        while (trailer.exitCode().isEmpty() && receive(bytes, trailer)) {
            bytes.clear();
        }
        return trailer.exitCode()
                .orElseThrow(() -> new Failure(
                        ExitCode.FAILED, "the appliance in " + runDirectory + " ended before it had answered"));
    }

    /** Passes on whatever comes, to the end. */
    void receiveAll(OutputStream to) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(BUFFER);
        while (receive(bytes, to)) {
            bytes.clear();
        }
    }

    private boolean receive(ByteBuffer bytes, OutputStream to) throws IOException {
        boolean more = channel.read(bytes) >= 0;
        to.write(bytes.array(), 0, bytes.position());
        to.flush();
        return more;
    }

    /** Whether the appliance has closed its side, while no answer is awaited. */
    boolean isOver() throws IOException {
        channel.configureBlocking(false);
        try {
            return channel.read(ByteBuffer.allocate(1)) < 0;
        } finally {
            channel.configureBlocking(true);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
