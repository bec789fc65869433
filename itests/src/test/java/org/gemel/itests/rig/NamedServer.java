package org.gemel.itests.rig;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executors;
import org.gemel.demo.lab.Node;
import org.gemel.demo.lab.Program;

/** A web server on a node of the lab, a process of its own, that answers everything with its name and a blank. */
public final class NamedServer implements AutoCloseable {

    private final Node node;
    private final String name;
    private Program program;

    private NamedServer(Node node, String name) {
        this.node = node;
        this.name = name;
        program = launch();
    }

    /** Starts one, and waits until it listens at port 80. */
    public static NamedServer start(Node node, String name) {
        return new NamedServer(node, name);
    }

    private Program launch() {
        Program started = node.start(
                "web server " + name,
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx16m",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        NamedServer.class.getName(),
                        name));
        started.lines().await("start of the web server", Rig.DEADLINE, line -> line.contains("listening"));
        return started;
    }

    /** Where it listens, as a real server is configured. */
    public String address() {
        return node.address4() + " 80";
    }

    /** What it answers, and what it is called in statistics. */
    public String name() {
        return name;
    }

    /** Starts it again, if it does not run. */
    public void restart() {
        if (!program.running()) {
            program = launch();
        }
    }

    /** Ends it. */
    @Override
    public void close() {
        program.close();
    }

    /** The server itself, in the process that {@link #start} makes. */
    public static void main(String[] arguments) throws IOException {
        byte[] answer = (arguments[0] + " ").getBytes(UTF_8);
        HttpServer server = HttpServer.create(new InetSocketAddress(80), 128);
        server.setExecutor(Executors.newFixedThreadPool(2));
        server.createContext("/", exchange -> {
            try (exchange) {
                // Who has read everything may keep the connection.
                exchange.getRequestBody().readAllBytes();
                exchange.sendResponseHeaders(200, answer.length);
                exchange.getResponseBody().write(answer);
            }
        });
        server.start();
        System.out.println("listening");
    }
}
