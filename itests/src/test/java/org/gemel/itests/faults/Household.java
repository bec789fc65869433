package org.gemel.itests.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.gemel.demo.lab.Await;
import org.gemel.demo.lab.Lab;
import org.gemel.demo.lab.LabException;
import org.gemel.demo.lab.Node;
import org.gemel.demo.lab.Program;

/**
 * The people behind the routers: dnsmasq on both hands out addresses whose gateway and name server is the shared one, as
 * OpenWrt's users set it up (authoritative, the same range), a client has such a lease, and it asks for a name twice a
 * second.
 */
final class Household {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String NAME = "home.test";

    private static final String DNSMASQ = """
            interface=eth0
            except-interface=lo
            bind-dynamic
            no-resolv
            no-hosts
            no-ping
            address=/%s/192.0.2.1
            dhcp-range=10.0.0.50,10.0.0.99,255.255.255.0,2m
            dhcp-option=3,%2$s
            dhcp-option=6,%2$s
            dhcp-authoritative
            dhcp-leasefile=%3$s/leases-%4$s
            pid-file=%3$s/dnsmasq-%4$s.pid
            user=root
            """;

    private static final String LEASE = """
            #!/bin/sh
            case $1 in
            deconfig) ip address flush dev "$interface" scope global ;;
            bound | renew)
                ip address replace "$ip/$mask" dev "$interface"
                ip route replace default via "$router"
                echo "$1 $ip $router $dns" >>%s
                ;;
            esac
            """;

    private static final String ASK = """
            while :; do
                if dig +short +tries=1 +time=1 @%s %s | grep -qx 192.0.2.1; then echo yes; else echo no; fi
                sleep 0.5
            done >%s
            """;

    private final Node client;
    private final Path leases;
    private final Path answers;
    private final Program udhcpc;
    private Program asking;

    /** Starts the servers, and waits until the client has its lease. */
    Household(List<Node> routers, Node client, Path directory) {
        this.client = client;
        this.leases = directory.resolve("lease");
        this.answers = directory.resolve("answers");
        for (Node router : routers) {
            Path file = directory.resolve("dnsmasq-" + router + ".conf");
            write(file, DNSMASQ.formatted(NAME, Lab.SHARED4, directory, router));
            router.start("dnsmasq", List.of("dnsmasq", "--keep-in-foreground", "--conf-file=" + file));
        }
        Path script = directory.resolve("leased");
        write(script, LEASE.formatted(leases));
        executable(script);
        udhcpc = client.start(
                "udhcpc",
                List.of("udhcpc", "-f", "-i", Node.INTERFACE, "-t", "20", "-T", "1", "-s", script.toString()));
        Await.until("a lease whose gateway and name server is the shared address", PATIENCE, () -> {
            String last = last(leases);
            return last.endsWith(" " + Lab.SHARED4 + " " + Lab.SHARED4);
        });
        asking = udhcpc;
    }

    /** Begins to ask for a name at the address that the lease named. */
    void ask() {
        asking = client.start(
                "names", List.of("sh", "-c", ASK.formatted(last(leases).split(" ")[3], NAME, answers)));
    }

    /** Ends that, and tells how many questions were not answered. */
    int unanswered() {
        asking.kill();
        return (int) lines(answers).stream().filter("no"::equals).count();
    }

    /** Whether the lease is still there, can be renewed, and the name server that it named answers. */
    boolean holds() {
        String before = last(leases);
        int renewals = lines(leases).size();
        udhcpc.signalMain("USR1");
        try {
            Await.until("a renewed lease", PATIENCE, () -> lines(leases).size() > renewals);
            String[] words = last(leases).split(" ");
            Await.until(
                    "an answer of the name server",
                    PATIENCE,
                    () -> client.succeeds("dig", "+short", "+tries=1", "+time=1", "@" + words[3], NAME));
            return before.endsWith(words[1] + " " + words[2] + " " + words[3]) && client.holds(words[1]);
        } catch (LabException e) {
            return false;
        }
    }

    private static String last(Path file) {
        List<String> lines = lines(file);
        return lines.isEmpty() ? "" : lines.get(lines.size() - 1);
    }

    private static List<String> lines(Path file) {
        try {
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void executable(Path file) {
        try {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
