package org.gemel.itests.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.gemel.demo.lab.Await;
import org.gemel.demo.lab.Commands;
import org.gemel.demo.lab.LabException;
import org.gemel.demo.lab.Program;
import org.gemel.itests.rig.Software;

/** Thousands of real servers, each checked every second. keepalived has no part in it: it checks nothing where there is no IPVS. */
final class Checks implements Part {

    private static final int RUN_UP_SECONDS = 20;
    private static final int SECONDS = 20;
    private static final int SMALL = 100;
    private static final int MIDDLE = 1000;
    private static final int MANY = 5000;
    private static final int PAGES = 2000;

    @Override
    public void measure(Options options, Table table) {
        for (int each : new int[] {1, SMALL, MIDDLE, MANY}) {
            table.add(
                    each + " TCP checks a second",
                    "none late, 150 MB",
                    Part.cell(table, () -> measure(each, 0)),
                    "needs IPVS");
        }
        table.add(PAGES + " HTTP checks a second", "none late, 150 MB", Part.cell(table, () -> measure(0, PAGES)), "");
        table.add(
                MANY + " TCP and " + PAGES + " HTTP checks a second",
                "none late, 150 MB",
                Part.cell(table, () -> measure(MANY, PAGES)),
                "");
    }

    private static String measure(int tcp, int http) {
        String namespace = "gemelchecks-" + ProcessHandle.current().pid();
        Path directory = null;
        Commands.check("ip", "netns", "add", namespace);
        try {
            directory = Files.createTempDirectory("gemel-checks");
            Commands.check("ip", "-n", namespace, "link", "set", "lo", "up");
            Files.writeString(directory.resolve("keepalived.conf"), text(tcp, http));
            return measure(namespace, directory, tcp + http);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            Commands.run(List.of("ip", "netns", "del", namespace), "");
            delete(directory);
        }
    }

    private static String measure(String namespace, Path directory, int checks) {
        List<String> inside = List.of("ip", "netns", "exec", namespace);
        GarbageLog garbage = new GarbageLog(directory);
        try (Program listeners = Program.start(
                        "listeners",
                        join(
                                inside,
                                List.of(
                                        // As Gemel is: what is measured is not who waits for the other.
                                        "nice",
                                        "-n",
                                        "-15",
                                        ProcessHandle.current().info().command().orElse("java"),
                                        "-Xmx64m",
                                        "-cp",
                                        System.getProperty("java.class.path"),
                                        Listeners.class.getName())));
                Program gemel = Program.start(
                        "gemel", join(inside, join(garbage.recorder(), Software.GEMEL.command(directory))))) {
            Await.pause(Duration.ofSeconds(RUN_UP_SECONDS));
            Duration used = ManyRouters.used(gemel);
            long[] before = counted(listeners);
            int lines = garbage.lines();
            Await.pause(Duration.ofSeconds(SECONDS));
            double cpu = ManyRouters.used(gemel).minus(used).toNanos() / 1e6;
            long[] after = counted(listeners);
            String collected = garbage.since(lines);
            if (!gemel.running()) {
                throw new LabException("gemel has ended:\n" + gemel.output());
            }
            long made = after[0] - before[0];
            return String.format(
                    Locale.ROOT,
                    "%.0f a second to %d of %d, %d late, %.0f ms CPU a second, %.1f for 1,000, %d threads, %.0f MB, %s",
                    made / (double) SECONDS,
                    after[1],
                    checks,
                    after[2] - before[2],
                    cpu / SECONDS,
                    made == 0 ? 0 : cpu * 1000 / made,
                    threads(gemel),
                    ManyRouters.resident(gemel) / 1024.0,
                    collected);
        }
    }

    private static List<String> join(List<String> first, List<String> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }

    /** Connections, the servers that they went to, and how many came late. */
    private static long[] counted(Program listeners) {
        String last = listeners
                .output()
                .lines()
                .filter(line -> line.startsWith("connections "))
                .reduce((first, second) -> second)
                .orElseThrow(() -> new LabException("the listeners say nothing:\n" + listeners.output()));
        String[] words = last.split(" ");
        return new long[] {Long.parseLong(words[1]), Long.parseLong(words[3]), Long.parseLong(words[5])};
    }

    private static long threads(Program program) {
        try (Stream<Path> tasks = Files.list(Path.of("/proc", Long.toString(program.pid()), "task"))) {
            return tasks.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(int tcp, int http) {
        StringBuilder text = new StringBuilder();
        server(text, 80, 1, tcp, "TCP_CHECK { connect_port " + Listeners.TCP_PORT + " }");
        server(text, 81, 2, http, "HTTP_GET { connect_port " + Listeners.HTTP_PORT + "\n url { path / } }");
        return text.toString();
    }

    private static void server(StringBuilder text, int port, int network, int count, String check) {
        if (count == 0) {
            return;
        }
        text.append("virtual_server 127.0.0.1 ").append(port).append(" {\n delay_loop 1\n lb_algo rr\n lb_kind NAT\n");
        text.append(" protocol TCP\n");
        for (int i = 0; i < count; i++) {
            text.append(String.format(
                    Locale.ROOT, " real_server 127.%d.%d.%d 80 {\n %s\n }\n", network, i / 250, i % 250 + 1, check));
        }
        text.append("}\n");
    }

    private static void delete(Path directory) {
        if (directory == null) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
