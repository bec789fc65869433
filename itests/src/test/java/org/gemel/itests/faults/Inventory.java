package org.gemel.itests.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.gemel.demo.lab.Commands;
import org.gemel.itests.rig.Router;

/** What a router has at a moment: in its kernel, and in its process. */
final class Inventory {

    private static final Pattern HEAP = Pattern.compile("(?:def new|tenured) generation +total \\d+K, used (\\d+)K");

    /** Something that there must not be more of the next time. */
    enum Thing {
        ADDRESSES("addresses", 0, 0),
        LINKS("links", 0, 0),
        ROUTES("routes", 0, 0),
        RULES("rules", 0, 0),
        TABLES("nft tables", 0, 0),
        PROCESSES("processes", 0, 0),
        /** One connection to a shell may be closing. */
        DESCRIPTORS("file descriptors", 2, 0),
        /** A pool's idle ones end after a while. */
        THREADS("threads", 3, 0),
        HEAP("heap after a collection, kB", 1024, 0.1),
        RESIDENT("resident memory, kB", 8192, 0.15);

        private final String title;
        private final long slack;
        private final double share;

        Thing(String title, long slack, double share) {
            this.title = title;
            this.slack = slack;
            this.share = share;
        }

        String title() {
            return title;
        }

        /** How much of it there may be where there was so much at first. */
        long bound(long first) {
            return Math.round(first * (1 + share)) + slack;
        }

        /** Whether it is in the kernel: there must be just as much of it again, not less either. */
        boolean exact() {
            return slack == 0;
        }
    }

    private final Map<Thing, Long> counts = new EnumMap<>(Thing.class);

    private Inventory() {}

    static Inventory of(Router router) {
        Inventory inventory = new Inventory();
        Map<Thing, Long> counts = inventory.counts;
        counts.put(Thing.ADDRESSES, lines(router, "ip", "-o", "address", "show"));
        counts.put(Thing.LINKS, lines(router, "ls", "/sys/class/net"));
        counts.put(Thing.ROUTES, lines(router, "ip", "route", "show", "table", "all"));
        counts.put(Thing.RULES, lines(router, "ip", "rule", "show"));
        counts.put(Thing.TABLES, lines(router, "nft", "list", "tables"));
        ProcessHandle process = ProcessHandle.of(router.program().pid()).orElseThrow();
        String pid = Long.toString(process.pid());
        // A tracked script is one more, now and then.
        try (Stream<ProcessHandle> children = process.descendants()) {
            counts.put(
                    Thing.PROCESSES,
                    1
                            + children.filter(child ->
                                            child.info().command().orElse("").contains("java"))
                                    .count());
        }
        counts.put(Thing.DESCRIPTORS, entries(Path.of("/proc", pid, "fd")));
        counts.put(Thing.THREADS, entries(Path.of("/proc", pid, "task")));
        // The first collection lets go of what cleaners then free; the second sees what is left.
        Commands.run(List.of("jcmd", pid, "GC.run"), "");
        Commands.run(List.of("jcmd", pid, "GC.run"), "");
        Matcher heap = HEAP.matcher(
                Commands.run(List.of("jcmd", pid, "GC.heap_info"), "").output());
        long used = 0;
        while (heap.find()) {
            used += Long.parseLong(heap.group(1));
        }
        counts.put(Thing.HEAP, used);
        counts.put(Thing.RESIDENT, resident(Path.of("/proc", pid, "status")));
        return inventory;
    }

    long count(Thing thing) {
        return counts.getOrDefault(thing, 0L);
    }

    private static long lines(Router router, String... command) {
        return router.node().run(command).lines().count();
    }

    private static long entries(Path directory) {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long resident(Path status) {
        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
