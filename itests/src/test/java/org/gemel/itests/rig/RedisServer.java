package org.gemel.itests.rig;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import org.gemel.demo.lab.Node;
import org.gemel.demo.lab.Program;

/** As much of Redis as a check needs, in a network namespace, a process of its own: AUTH with a password, and PING. */
public final class RedisServer implements AutoCloseable {

    /** Where it listens. */
    public static final int PORT = 6379;

    private static final String PASSWORD = "open sesame";

    private final Program program;

    private RedisServer(Program program) {
        this.program = program;
    }

    /** Starts one at a node's IPv4 address, and waits until it listens. */
    public static RedisServer start(Node node) {
        Program program = node.start(
                "redis",
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        RedisServer.class.getName(),
                        node.address4()));
        program.lines().await("start of Redis", Rig.DEADLINE, line -> line.contains("listening"));
        return new RedisServer(program);
    }

    /** How many connections it has had. */
    public long connections() {
        return program.lines().all().stream().filter("connection"::equals).count();
    }

    /** The server itself, in the process that {@link #start} makes. */
    public static void main(String[] arguments) throws IOException {
        try (ServerSocket server = new ServerSocket(PORT, 100, InetAddress.getByName(arguments[0]))) {
            System.out.println("listening");
            while (true) {
                try (Socket client = server.accept()) {
                    System.out.println("connection");
                    serve(client);
                } catch (IOException e) {
                    System.out.println("hung up: " + e.getMessage());
                }
            }
        }
    }

    private static void serve(Socket client) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(client.getInputStream(), UTF_8));
        boolean known = false;
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String answer = null;
            if (line.equals(PASSWORD)) {
                known = true;
                answer = "+OK";
            } else if (line.equals("PING")) {
                answer = known ? "+PONG" : "-NOAUTH Authentication required.";
            }
            if (answer != null) {
                client.getOutputStream().write((answer + "\r\n").getBytes(UTF_8));
            }
        }
    }

    @Override
    public void close() {
        program.close();
    }
}
