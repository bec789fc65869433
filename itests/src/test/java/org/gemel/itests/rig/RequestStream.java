package org.gemel.itests.rig;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.gemel.demo.lab.Node;
import org.gemel.demo.lab.Program;

/**
 * Requests to a web server at a steady pace, each on a connection of its own, and further ones on a connection that is held for
 * as long as it lasts. A process of its own.
 */
public final class RequestStream implements AutoCloseable {

    /** Between two requests. */
    private static final long PACE_MILLIS = 20;

    private static final long PACE_OF_HELD_MILLIS = 100;
    private static final int AT_ONCE = 32;
    private static final int CONNECT_MILLIS = 1000;
    private static final int ANSWER_MILLIS = 10_000;
    private static final String HELD = "held ";

    private final Program program;

    /**
     * One of the requests on a connection of its own, after its end.
     *
     * @param by who answered; what went wrong if nobody did
     */
    public record Request(Instant started, boolean answered, String by) {}

    private RequestStream(Program program) {
        this.program = program;
    }

    /** Starts one, and waits for the first answers. */
    public static RequestStream start(Node from, String host, int port) {
        Program program = from.start(
                "requests",
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx32m",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        RequestStream.class.getName(),
                        host,
                        Integer.toString(port)));
        program.lines().await("an answer", Rig.DEADLINE, line -> line.contains(" ok "));
        program.lines().await("an answer on the held connection", Rig.DEADLINE, line -> line.startsWith(HELD));
        return new RequestStream(program);
    }

    /** All that have ended, but for those on the held connection. */
    public List<Request> ended() {
        return program.lines().all().stream()
                .filter(line -> !line.startsWith(HELD))
                .map(line -> line.split(" ", 3))
                .map(words -> new Request(
                        Instant.EPOCH.plus(Long.parseLong(words[0]), ChronoUnit.MICROS),
                        words[1].equals("ok"),
                        words[2]))
                .toList();
    }

    /** Those that have ended of the ones that began within a time. */
    public List<Request> between(Instant from, Instant to) {
        return ended().stream()
                .filter(each -> !each.started().isBefore(from) && each.started().isBefore(to))
                .toList();
    }

    /** Waits until so many have ended that began later, and tells of all those. */
    public List<Request> awaitAfter(Rig rig, Instant from, int count) {
        rig.await(count + " requests end", () -> between(from, Instant.MAX).size() >= count);
        return between(from, Instant.MAX);
    }

    /** How many of them nobody has answered. */
    public static long failures(List<Request> requests) {
        return requests.stream().filter(each -> !each.answered()).count();
    }

    /** What has become of the requests on the held connection. */
    public List<String> held() {
        return program.lines().all().stream()
                .filter(line -> line.startsWith(HELD))
                .map(line -> line.substring(HELD.length()))
                .toList();
    }

    @Override
    public void close() {
        program.close();
    }

    /** The requests themselves, in the process that {@link #start} makes. */
    public static void main(String[] arguments) {
        InetSocketAddress to = new InetSocketAddress(arguments[0], Integer.parseInt(arguments[1]));
        ExecutorService each = Executors.newFixedThreadPool(AT_ONCE);
        Executors.newSingleThreadScheduledExecutor()
                .scheduleAtFixedRate(() -> each.execute(() -> askOnce(to)), 0, PACE_MILLIS, TimeUnit.MILLISECONDS);
        try (Socket socket = connect(to)) {
            while (true) {
                tell(HELD + ask(socket));
                Thread.sleep(PACE_OF_HELD_MILLIS);
            }
        } catch (IOException lost) {
            tell(HELD + "lost: " + lost.getMessage());
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    private static void askOnce(InetSocketAddress to) {
        long started = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
        try (Socket socket = connect(to)) {
            tell(started + " ok " + ask(socket));
        } catch (IOException failed) {
            tell(started + " failed " + failed.getMessage());
        }
    }

    private static Socket connect(InetSocketAddress to) throws IOException {
        Socket socket = new Socket();
        try {
            socket.setSoTimeout(ANSWER_MILLIS);
            socket.connect(to, CONNECT_MILLIS);
            return socket;
        } catch (IOException failed) {
            socket.close();
            throw failed;
        }
    }

    /** Asks once, and leaves the connection as it is. */
    private static String ask(Socket socket) throws IOException {
        socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: service\r\n\r\n".getBytes(US_ASCII));
        BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
        int length = 0;
        for (String line = in.readLine(); ; line = in.readLine()) {
            if (line == null) {
                throw new IOException("hung up");
            }
            if (line.regionMatches(true, 0, "content-length:", 0, 15)) {
                length = Integer.parseInt(line.substring(15).strip());
            }
            if (line.isEmpty()) {
                break;
            }
        }
        char[] body = new char[length];
        for (int read = 0; read < length; ) {
            int more = in.read(body, read, length - read);
            if (more < 0) {
                throw new IOException("hung up within an answer");
            }
            read += more;
        }
        return new String(body).strip();
    }

    private static synchronized void tell(String line) {
        System.out.println(line);
    }
}
