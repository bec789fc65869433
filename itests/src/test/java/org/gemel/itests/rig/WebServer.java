package org.gemel.itests.rig;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import org.gemel.demo.lab.Program;

/** A web server on the loopback of a network namespace, a process of its own, that prints what is posted to it. */
public final class WebServer implements AutoCloseable {

    /** Where it is; nobody outside of the namespace gets there. */
    public static final String URL = "http://127.0.0.1:8080/hook";

    private static final int PORT = 8080;
    private static final int NO_CONTENT = 204;
    private static final String POST = "post ";

    private final Program program;
    private int seen;

    /**
     * A body that came.
     *
     * @param signature the header for it
     */
    public record Post(String signature, String body) {}

    private WebServer(Program program) {
        this.program = program;
        this.seen = program.lines().size();
    }

    /** Starts one, and waits until it listens. */
    public static WebServer start(String namespace) {
        Program program = Program.start(
                "web server",
                List.of(
                        "ip",
                        "netns",
                        "exec",
                        namespace,
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        WebServer.class.getName()));
        program.lines().await("start of the web server", Rig.DEADLINE, line -> line.contains("listening"));
        return new WebServer(program);
    }

    /** The next thing that comes, or has come. */
    public Post next() {
        String line = program.lines().await("post", Rig.DEADLINE, seen, each -> each.startsWith(POST));
        seen = program.lines().all().subList(seen, program.lines().size()).indexOf(line) + seen + 1;
        String[] words = line.split(" ", 3);
        return new Post(words[1], words[2]);
    }

    /** The server itself, in the process that {@link #start} makes. */
    public static void main(String[] arguments) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), PORT), 0);
        server.createContext("/hook", exchange -> {
            String signature = exchange.getRequestHeaders().getFirst("X-Gemel-Signature");
            System.out.println(POST + signature + " "
                    + new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            exchange.sendResponseHeaders(NO_CONTENT, -1);
        });
        server.start();
        System.out.println("listening");
    }

    @Override
    public void close() {
        program.close();
    }
}
