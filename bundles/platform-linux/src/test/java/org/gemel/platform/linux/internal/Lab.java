package org.gemel.platform.linux.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.gemel.api.platform.PlatformException;

/** Two network namespaces joined by a cable: {@code eth0} in each, 10.99.0.1 and fe80::1 left, 10.99.0.2 and fe80::2 right. */
final class Lab implements AutoCloseable {

    private static final AtomicInteger COUNT = new AtomicInteger();

    private static final String RUN = Long.toString(System.nanoTime() & 0xff_ffff, 36);

    private static final List<String> TOOLS = List.of("ip", "nstat", "ping");
    private static final List<String> PLACES = List.of("/usr/sbin", "/usr/bin", "/sbin", "/bin");

    final String left = name("l");
    final String right = name("r");

    private final Deque<Node> nodes = new ArrayDeque<>();

    Lab() throws IOException {
        run("ip", "netns", "add", left);
        run("ip", "netns", "add", right);
        ip(left, "link add eth0 type veth peer name eth0 netns " + right);
        for (String side : List.of(left, right)) {
            String host = side.equals(left) ? "1" : "2";
            ip(side, "link set eth0 addrgenmode none");
            ip(side, "link set lo up");
            ip(side, "link set eth0 up");
            ip(side, "addr add 10.99.0." + host + "/24 dev eth0");
            ip(side, "addr add fe80::" + host + "/64 dev eth0 nodad");
        }
    }

    /** Skips the calling test with the reason where no lab can be built; with {@code -Dgemel.lab=required} fails it. */
    static void assumePossible() {
        String obstacle = obstacle();
        if (!obstacle.isEmpty() && "required".equals(System.getProperty("gemel.lab"))) {
            fail(obstacle);
        }
        assumeTrue(obstacle.isEmpty(), obstacle);
    }

    /** Why no lab can be built here. A container's root may lack the right although it is root: only trying tells. */
    private static String obstacle() {
        if (!com.sun.jna.Platform.isLinux()) {
            return "network namespaces need Linux";
        }
        for (String tool : TOOLS) {
            if (PLACES.stream().noneMatch(place -> Files.isExecutable(Path.of(place, tool)))) {
                return "needs the program " + tool + " (packages iproute2 and iputils-ping)";
            }
        }
        String trial = name("try");
        try {
            run("ip", "netns", "add", trial);
            run("ip", "netns", "del", trial);
            return "";
        } catch (IOException e) {
            return "network namespaces cannot be made here: " + e.getMessage().strip();
        }
    }

    /** A platform in a namespace, which is closed with the lab. */
    Node node(String namespace) throws Exception {
        Node node = new Node(namespace);
        nodes.push(node);
        return node;
    }

    static Path file(String namespace) {
        return Path.of("/run/netns", namespace);
    }

    /** Runs ip in a namespace; arguments are separated by blanks. */
    static String ip(String namespace, String arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("ip", "-n", namespace));
        command.addAll(List.of(arguments.split(" ")));
        return run(command.toArray(String[]::new));
    }

    static void ping(String namespace, String address) throws IOException {
        run("ip", "netns", "exec", namespace, "ping", "-c1", "-W5", address);
    }

    /** A counter of the namespace's IP, ICMP, TCP and UDP, by the name that nstat gives it. */
    static String counter(String namespace, String name) throws IOException {
        String line = run("ip", "netns", "exec", namespace, "nstat", "-asz", name);
        return line.lines()
                .filter(each -> each.startsWith(name))
                .findFirst()
                .orElseThrow()
                .split(" +")[1];
    }

    static String run(String... command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        // Its output has ended, so it has too, or is about to.
        if (process.onExit().join().exitValue() != 0) {
            throw new IOException(String.join(" ", command) + ": " + output);
        }
        return output;
    }

    private static String name(String side) {
        // A run that was killed may have left some, and its process number may come again.
        return "linux-" + ProcessHandle.current().pid() + "-" + RUN + "-" + COUNT.incrementAndGet() + side;
    }

    @Override
    public void close() throws IOException, PlatformException {
        try {
            while (!nodes.isEmpty()) {
                nodes.pop().close();
            }
        } finally {
            run("ip", "netns", "del", left);
            run("ip", "netns", "del", right);
        }
    }
}
