package org.gemel.itests.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * Real servers without end: takes connections to every address of a namespace, and answers HTTP on one port. Every second it prints
 * how many connections there were, how many real servers they went to, and how many of these were left alone for longer than a
 * probe's second and a half.
 */
public final class Listeners {

    static final int TCP_PORT = 8080;
    static final int HTTP_PORT = 8081;

    private static final int BACKLOG = 4096;
    private static final long LATE = 1_500_000_000L;
    private static final long SECOND = 1_000_000_000L;
    private static final byte[] ANSWER =
            "HTTP/1.0 200 OK\r\nContent-Length: 5\r\n\r\nhello".getBytes(StandardCharsets.US_ASCII);

    private final Map<Integer, Long> last = new HashMap<>();
    private final ByteBuffer request = ByteBuffer.allocateDirect(2048);
    private long connections;
    private long late;

    private Listeners() {}

    /** Runs until it is killed. */
    public static void main(String[] arguments) throws IOException {
        new Listeners().run();
    }

    private void run() throws IOException {
        try (Selector selector = Selector.open()) {
            for (int port : new int[] {TCP_PORT, HTTP_PORT}) {
                ServerSocketChannel server = ServerSocketChannel.open();
                server.bind(new InetSocketAddress("0.0.0.0", port), BACKLOG);
                server.configureBlocking(false);
                server.register(selector, SelectionKey.OP_ACCEPT, port);
            }
            System.out.println("listening");
            long next = System.nanoTime() + SECOND;
            while (selector.isOpen()) {
                selector.select(key -> serve(selector, key), 100);
                if (System.nanoTime() >= next) {
                    next += SECOND;
                    System.out.println("connections " + connections + " servers " + last.size() + " late " + late);
                }
            }
        }
    }

    private void serve(Selector selector, SelectionKey key) {
        try {
            if (key.channel() instanceof ServerSocketChannel server) {
                for (SocketChannel client = server.accept(); client != null; client = server.accept()) {
                    taken(selector, client, (Integer) key.attachment());
                }
            } else if (key.channel() instanceof SocketChannel client) {
                answer(client);
            }
        } catch (IOException gone) {
            key.cancel();
        }
    }

    private void taken(Selector selector, SocketChannel client, int port) throws IOException {
        long now = System.nanoTime();
        byte[] address =
                ((InetSocketAddress) client.getLocalAddress()).getAddress().getAddress();
        Long before = last.put(ByteBuffer.wrap(address).getInt(), now);
        connections++;
        late += before != null && now - before > LATE ? 1 : 0;
        if (port == TCP_PORT) {
            client.close();
        } else {
            client.configureBlocking(false);
            client.register(selector, SelectionKey.OP_READ);
        }
    }

    private void answer(SocketChannel client) throws IOException {
        request.clear();
        try (client) {
            if (client.read(request) > 0) {
                client.write(ByteBuffer.wrap(ANSWER));
            }
        }
    }
}
