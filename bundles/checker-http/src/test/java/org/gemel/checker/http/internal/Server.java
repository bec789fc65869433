package org.gemel.checker.http.internal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server that answers as a test wishes, one connection after the other. */
final class Server implements AutoCloseable {

    private final ServerSocket socket;
    private final Answer answer;
    private final boolean listens;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final Thread thread = new Thread(this::serve, "test-server");

    /** What is done with a request that was read. */
    @FunctionalInterface
    interface Answer {

        void to(String request, Socket socket) throws IOException;
    }

    Server(Answer answer) {
        this(true, answer);
    }

    /** @param listens whether it reads a request before it answers */
    Server(boolean listens, Answer answer) {
        try {
            socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.listens = listens;
        this.answer = answer;
        thread.start();
    }

    /** Says always the same; {@code |} is the end of a line. */
    static Server saying(String response) {
        return new Server((request, socket) -> write(socket, response));
    }

    static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.replace("|", "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    }

    int port() {
        return socket.getLocalPort();
    }

    List<String> requests() {
        return requests;
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (Socket client = socket.accept()) {
                String request = listens ? read(client.getInputStream()) : "";
                requests.add(request);
                answer.to(request, client);
            } catch (IOException gone) {
                // Whoever asks may hang up, and does so when it has heard enough.
                Thread.yield();
            }
        }
    }

    static String read(InputStream in) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        while (!bytes.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                break;
            }
            bytes.write(next);
        }
        return bytes.toString(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
