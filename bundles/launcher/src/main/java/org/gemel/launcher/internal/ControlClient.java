package org.gemel.launcher.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
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
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks a running appliance through its control socket. The client sends one line, the Gogo command, and closes its
 * half; the appliance answers with text and, at the very end, a trailer: {@link Trailer#MARK}, the exit code in
 * decimal, a newline. The line {@code :interactive} opens a conversation instead, which has no trailer.
 */
final class ControlClient {

    private static final long STOP_SECONDS = 10;
    private static final int BUFFER = 8192;

    private final Path runDirectory;
    private final InputStream in;
    private final PrintStream out;

    ControlClient(Path runDirectory, InputStream in, PrintStream out) {
        this.runDirectory = runDirectory;
        this.in = in;
        this.out = out;
    }

    /** Carries out a command and returns its exit code. */
    int run(String command, List<String> arguments) {
        try (SocketChannel channel = connect()) {
            if (command.equals("shell")) {
                return arguments.isEmpty() ? converse(channel) : ask(channel, String.join(" ", arguments));
            }
            Optional<ProcessHandle> appliance = RunDirectory.process(runDirectory);
            int code = ask(channel, GogoLine.of(command, arguments));
            if (command.equals("stop") && code == ExitCode.OK) {
                awaitEnd(appliance);
            }
            return code;
        } catch (IOException e) {
            throw new Failure(
                    ExitCode.FAILED, "lost the appliance in " + runDirectory + " while it answered: " + e.getMessage());
        }
    }

    private SocketChannel connect() throws IOException {
        Path socket = RunDirectory.controlSocket(runDirectory);
        if (!Files.exists(socket)) {
            throw notRunning("no control socket");
        }
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.connect(UnixDomainSocketAddress.of(socket));
            return channel;
        } catch (ConnectException e) {
            channel.close();
            throw notRunning("nobody answers on its control socket");
        } catch (SocketException e) {
            channel.close();
            throw new Failure(
                    ExitCode.NOT_PERMITTED,
                    "may not open " + socket + ": " + e.getMessage() + "; run this as root or as the appliance's user");
        }
    }

    private Failure notRunning(String why) {
        return new Failure(
                ExitCode.NOT_RUNNING,
                "no appliance is running in " + runDirectory + " (" + why + "); start one with: gemel run --run-dir "
                        + runDirectory);
    }

    private int ask(SocketChannel channel, String line) throws IOException {
        send(channel, line);
        channel.shutdownOutput();
        Trailer trailer = new Trailer(out);
        receive(channel, trailer);
        out.flush();
        return trailer.exitCode()
                .orElseThrow(() -> new Failure(
                        ExitCode.FAILED, "the appliance in " + runDirectory + " ended before it had answered"));
    }

    private int converse(SocketChannel channel) throws IOException {
        send(channel, ":interactive");
        Thread typing = new Thread(() -> relay(channel), "gemel-shell-input");
        typing.setDaemon(true);
        typing.start();
        receive(channel, out);
        return ExitCode.OK;
    }

    private void relay(SocketChannel channel) {
        try {
            byte[] buffer = new byte[BUFFER];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                send(channel, ByteBuffer.wrap(buffer, 0, count));
            }
            channel.shutdownOutput();
        } catch (IOException e) {
            // The appliance has ended the conversation: the receiving side sees that too, and ends.
        }
    }

    private static void send(SocketChannel channel, String line) throws IOException {
        send(channel, ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8)));
    }

    /** Not by a stream of {@code Channels}: those of one channel wait for each other, and a conversation needs both. */
    private static void send(SocketChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private static void receive(SocketChannel channel, OutputStream to) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(BUFFER);
        while (channel.read(bytes) >= 0) {
            to.write(bytes.array(), 0, bytes.position());
            to.flush();
            bytes.clear();
        }
    }

    private void awaitEnd(Optional<ProcessHandle> appliance) {
        if (appliance.isEmpty()) {
            return;
        }
        try {
            appliance.get().onExit().get(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new Failure(
                    ExitCode.FAILED,
                    "the appliance in " + runDirectory + " (pid "
                            + appliance.get().pid() + ") has not ended after " + STOP_SECONDS + " s");
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
