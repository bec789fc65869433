package org.gemel.checker.connection.testing;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** A server that does one thing to whoever connects, without listening first. */
public final class Hostile implements AutoCloseable {

    private final ServerSocket server;
    private final Deed deed;
    private final Thread thread = new Thread(this::serve, "hostile-server");

    /** What it does. */
    @FunctionalInterface
    public interface Deed {

        /** Does it; the connection is closed afterwards. */
        void to(Socket client) throws IOException;
    }

    /** Says something, and waits until whoever listens has gone. */
    public static Deed saying(String text) {
        return client -> {
            client.getOutputStream().write(bytes(text));
            while (client.getInputStream().read() >= 0) {
                Thread.onSpinWait();
            }
        };
    }

    /** Says something, and the same again, without end. */
    public static Deed endlessly(String text) {
        return client -> {
            OutputStream out = client.getOutputStream();
            while (true) {
                out.write(bytes(text));
            }
        };
    }

    /** Says one letter after the other, each sooner than anybody's patience ends, and the last one always again. */
    public static Deed dripping(String text) {
        byte[] letters = bytes(text);
        return client -> {
            for (int i = 0; ; i++) {
                client.getOutputStream().write(letters[Math.min(i, letters.length - 1)]);
                try {
                    TimeUnit.MILLISECONDS.sleep(10);
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
            }
        };
    }

    /** Says something, and resets the connection as soon as it hears something. */
    public static Deed resettingAfter(String text) {
        return client -> {
            client.getOutputStream().write(bytes(text));
            client.getInputStream().read();
            client.setSoLinger(true, 0);
        };
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    public Hostile(Deed deed) {
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.deed = deed;
        thread.setDaemon(true);
        thread.start();
    }

    /** Where it listens. */
    public int port() {
        return server.getLocalPort();
    }

    private void serve() {
        while (!server.isClosed()) {
            try (Socket client = server.accept()) {
                deed.to(client);
            } catch (IOException gone) {
                // Whoever asks hangs up when it has heard enough.
                Thread.yield();
            }
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
