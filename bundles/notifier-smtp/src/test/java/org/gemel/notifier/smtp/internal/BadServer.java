package org.gemel.notifier.smtp.internal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;

/** A mail server that goes wrong in one way. */
final class BadServer implements AutoCloseable {

    /** What it does with a connection. */
    interface Behaviour {
        void serve(BufferedReader in, OutputStream out, CountDownLatch closing)
                throws IOException, InterruptedException;
    }

    /** Takes connections and says nothing. */
    static final Behaviour SILENT = (in, out, closing) -> closing.await();

    /** Says something all the time, and never comes to an end. */
    static final Behaviour DRIPPING = (in, out, closing) -> {
        say(out, "220-wait");
        while (!closing.await(20, java.util.concurrent.TimeUnit.MILLISECONDS)) {
            say(out, "220-a little");
        }
    };

    /** Has no time. */
    static final Behaviour REFUSING = (in, out, closing) -> say(out, "554 go away");

    /** Is busy. */
    static final Behaviour BUSY = (in, out, closing) -> say(out, "421 come back later");

    /** Goes away in the middle of the letter. */
    static final Behaviour CLOSING_MIDWAY = (in, out, closing) -> {
        say(out, "220 hello");
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (line.equals("DATA")) {
                say(out, "354 go on");
                return;
            }
            say(out, "250 fine");
        }
    };

    private final ServerSocket server = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
    private final CountDownLatch closing = new CountDownLatch(1);
    private final CountDownLatch connected = new CountDownLatch(1);
    private final Thread thread;

    BadServer(Behaviour behaviour) throws IOException {
        thread = new Thread(() -> accept(behaviour), "bad-server");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return server.getLocalPort();
    }

    void awaitConnection() throws InterruptedException {
        connected.await();
    }

    private void accept(Behaviour behaviour) {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                connected.countDown();
                behaviour.serve(
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII)),
                        socket.getOutputStream(),
                        closing);
            } catch (SocketException over) {
                // The client has had enough, or the test is over.
                continue;
            } catch (IOException | InterruptedException failed) {
                throw new IllegalStateException(failed);
            }
        }
    }

    private static void say(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    @Override
    public void close() throws IOException {
        closing.countDown();
        server.close();
    }
}
