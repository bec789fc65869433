package org.gemel.dataplane.nftables.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;
import org.gemel.api.config.AddressText;
import org.gemel.api.platform.Platform;
import org.gemel.platform.linux.internal.LinuxPlatform;

/**
 * A client, a router and a host of real servers, each a network namespace: 10.1.0.2 and fd01::2; 10.1.0.1 and fd01::1 with
 * 10.1.0.100 and fd01::100 to be served, and 10.2.0.1 and fd02::1; 10.2.0.11 to 10.2.0.13 and fd02::11 to fd02::13.
 */
final class Lab implements AutoCloseable {

    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final int PATIENCE_MILLIS = 5000;

    final String client = name("c");
    final String router = name("r");
    final String servers = name("s");

    final Platform clientPlatform;
    final Platform routerPlatform;
    final Platform serversPlatform;

    private final Deque<Task> open = new ConcurrentLinkedDeque<>();

    Lab() throws Exception {
        for (String each : List.of(client, router, servers)) {
            run("ip", "netns", "add", each);
            open.push(() -> run("ip", "netns", "del", each));
        }
        cable(
                client,
                "10.1.0.2/24 fd01::2/64 fe80::2/64",
                "left",
                "10.1.0.1/24 fd01::1/64 10.1.0.100/32 fd01::100/128 fe80::1/64");
        cable(
                servers,
                "10.2.0.11/24 10.2.0.12/24 10.2.0.13/24 fd02::11/64 fd02::12/64 fd02::13/64 fe80::2/64",
                "right",
                "10.2.0.1/24 fd02::1/64 fe80::1/64");
        for (String family : List.of("", "-6 ")) {
            ip(client, family + "route add default via " + (family.isEmpty() ? "10.1.0.1" : "fd01::1"));
            ip(servers, family + "route add default via " + (family.isEmpty() ? "10.2.0.1" : "fd02::1"));
        }
        inRouter("sysctl", "-qw", "net.ipv4.ip_forward=1", "net.ipv6.conf.all.forwarding=1");
        clientPlatform = platform(client);
        routerPlatform = platform(router);
        serversPlatform = platform(servers);
    }

    private void cable(String host, String addresses, String name, String routerAddresses) throws IOException {
        ip(router, "link add " + name + " type veth peer name eth0 netns " + host);
        up(router, name, routerAddresses);
        up(host, "eth0", addresses);
    }

    private static void up(String host, String link, String addresses) throws IOException {
        ip(host, "link set lo up");
        ip(host, "link set " + link + " addrgenmode none");
        ip(host, "link set " + link + " up");
        for (String address : addresses.split(" ")) {
            ip(host, "addr add " + address + " dev " + link + (address.contains(":") ? " nodad" : ""));
        }
    }

    private Platform platform(String host) throws Exception {
        LinuxPlatform platform = new LinuxPlatform(Path.of("/run/netns", host));
        open.push(platform::close);
        return platform;
    }

    /** Skips the calling test with the reason where no lab can be built; with {@code -Dgemel.lab=required} fails it. */
    static void assumePossible() {
        String obstacle = obstacle();
        if (!obstacle.isEmpty() && "required".equals(System.getProperty("gemel.lab"))) {
            fail(obstacle);
        }
        assumeTrue(obstacle.isEmpty(), obstacle);
    }

    private static String obstacle() {
        if (!Files.isDirectory(Path.of("/proc/self/ns"))) {
            return "network namespaces need Linux";
        }
        String trial = name("try");
        try {
            run("ip", "netns", "add", trial);
            run("ip", "netns", "del", trial);
            run("nft", "--version");
            return "";
        } catch (IOException e) {
            return "network namespaces cannot be made here, or nft is not there: "
                    + e.getMessage().strip();
        }
    }

    /** Serves TCP: says its own address and port to whoever connects, and then the same for each octet. */
    void serveTcp(String address, int port) throws Exception {
        ServerSocket socket = serversPlatform.inside(() -> new ServerSocket(port, 500, InetAddress.getByName(address)));
        open.push(socket::close);
        byte[] name = (AddressText.of(socket.getInetAddress()) + "\n").getBytes(UTF_8);
        thread(() -> {
            while (true) {
                Socket accepted = socket.accept();
                open.push(accepted::close);
                thread(() -> {
                    do {
                        accepted.getOutputStream().write(name);
                    } while (accepted.getInputStream().read() >= 0);
                    accepted.close();
                });
            }
        });
    }

    /** Serves UDP: answers its own address. */
    void serveUdp(String address, int port) throws Exception {
        DatagramSocket socket = serversPlatform.inside(() -> new DatagramSocket(new InetSocketAddress(address, port)));
        open.push(socket::close);
        byte[] name = AddressText.of(InetAddress.getByName(address)).getBytes(UTF_8);
        thread(() -> {
            DatagramPacket packet = new DatagramPacket(new byte[100], 100);
            while (true) {
                socket.receive(packet);
                socket.send(new DatagramPacket(name, name.length, packet.getSocketAddress()));
            }
        });
    }

    private interface Task {
        void run() throws IOException;
    }

    private static void thread(Task task) {
        Thread thread = new Thread(() -> {
            try {
                task.run();
            } catch (SocketException e) {
                // Closed: by the lab, or by a real server's loss.
                return;
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    Socket connect(String address, int port) throws Exception {
        return connect(clientPlatform, address, port);
    }

    Socket connect(Platform from, String address, int port) throws Exception {
        Socket socket = from.inside(() -> {
            Socket each = new Socket();
            each.setReuseAddress(true);
            each.setSoTimeout(PATIENCE_MILLIS);
            each.connect(new InetSocketAddress(address, port), PATIENCE_MILLIS);
            return each;
        });
        open.push(socket::close);
        return socket;
    }

    /** Connects and says who answers. */
    String ask(String address, int port) throws Exception {
        try (Socket socket = connect(address, port)) {
            return line(socket);
        }
    }

    /** Who answers next on a connection. */
    static String again(Socket socket) throws IOException {
        socket.getOutputStream().write('x');
        return line(socket);
    }

    static String line(Socket socket) throws IOException {
        StringBuilder line = new StringBuilder();
        InputStream in = socket.getInputStream();
        for (int octet = in.read(); octet != '\n'; octet = in.read()) {
            if (octet < 0) {
                throw new IOException("the connection was closed");
            }
            line.append((char) octet);
        }
        return line.toString();
    }

    DatagramSocket datagrams() throws Exception {
        DatagramSocket socket = clientPlatform.inside(DatagramSocket::new);
        socket.setSoTimeout(PATIENCE_MILLIS);
        open.push(socket::close);
        return socket;
    }

    static String ask(DatagramSocket socket, String address, int port) throws IOException {
        socket.send(new DatagramPacket(new byte[] {1}, 1, new InetSocketAddress(address, port)));
        DatagramPacket answer = new DatagramPacket(new byte[100], 100);
        socket.receive(answer);
        return new String(answer.getData(), 0, answer.getLength(), UTF_8);
    }

    String inRouter(String... command) throws IOException {
        List<String> all = new ArrayList<>(List.of("ip", "netns", "exec", router));
        all.addAll(List.of(command));
        return run(all.toArray(String[]::new));
    }

    /** Runs ip in a namespace; arguments are separated by blanks. */
    static String ip(String namespace, String arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("ip", "-n", namespace));
        command.addAll(List.of(arguments.split(" ")));
        return run(command.toArray(String[]::new));
    }

    static String run(String... command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        if (process.onExit().join().exitValue() != 0) {
            throw new IOException(String.join(" ", command) + ": " + output);
        }
        return output;
    }

    private static String name(String side) {
        return "dataplane-" + ProcessHandle.current().pid() + "-" + COUNT.incrementAndGet() + side;
    }

    @Override
    public void close() throws IOException {
        while (!open.isEmpty()) {
            open.pop().run();
        }
    }
}
