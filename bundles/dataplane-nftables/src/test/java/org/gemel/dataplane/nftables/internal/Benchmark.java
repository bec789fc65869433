package org.gemel.dataplane.nftables.internal;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.gemel.api.config.Balancing;
import org.gemel.api.dataplane.DataPlane;
import org.gemel.api.dataplane.Service;

/**
 * Prints how long it takes to apply many services and to change one destination, and what it costs. To be run by hand, as root,
 * with the number of services and of destinations for each.
 */
final class Benchmark {

    private static final int CHANGES = 200;
    private static final int REST_MILLIS = 20;

    private Benchmark() {}

    public static void main(String[] arguments) throws Exception {
        int services = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1000;
        int destinations = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 10;
        try (Lab lab = new Lab()) {
            for (int round = 1; round <= 3; round++) {
                try (DataPlane.Session session =
                        new NftablesDataPlane("gemel-lb").open(lab.routerPlatform, Balancing.NONE)) {
                    run(session, services, destinations, round == 3 ? lab : null);
                }
            }
        }
    }

    private static void run(DataPlane.Session session, int count, int destinations, Lab lab) throws Exception {
        List<Service> services = new ArrayList<>(IntStream.range(0, count)
                .mapToObj(i -> service(i, destinations, 1))
                .toList());
        long slab = slab();
        double applied = millis(() -> session.apply(services));
        System.out.printf(
                Locale.ROOT,
                "%d services with %d destinations: applied in %.0f ms, kernel memory %d kB%n",
                count,
                destinations,
                applied,
                slab() - slab);
        change("one weight changed", session, services, i -> service(i % count, destinations, 2 + i / count));
        change("one destination removed", session, services, i -> service(i % count, destinations - 1, 2 + i / count));
        System.out.printf(Locale.ROOT, "traffic read in %.0f ms%n", millis(session::traffic));
        System.out.printf(Locale.ROOT, "mended (nothing to do) in %.1f ms%n", millis(session::mend));
        if (lab != null) {
            try (DataPlane.Session next = new NftablesDataPlane("gemel-lb").open(lab.routerPlatform, Balancing.NONE)) {
                System.out.printf(Locale.ROOT, "taken over in %.0f ms%n", millis(() -> next.apply(services)));
            }
            Runtime.getRuntime().gc();
            System.out.printf(
                    Locale.ROOT,
                    "heap after: %d kB%n",
                    (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) / 1024);
        }
        System.out.printf(Locale.ROOT, "removed in %.0f ms%n", millis(() -> session.apply(List.of())));
    }

    /** Changes one service after another; the kernel is given time to throw away what a change has left over. */
    private static void change(
            String what, DataPlane.Session session, List<Service> services, IntFunction<Service> changed)
            throws Exception {
        double[] changes = new double[CHANGES];
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long computed = 0;
        for (int i = 0; i < CHANGES; i++) {
            services.set(i % services.size(), changed.apply(i));
            Thread.sleep(REST_MILLIS);
            long before = threads.getCurrentThreadCpuTime();
            changes[i] = millis(() -> session.apply(services));
            computed += threads.getCurrentThreadCpuTime() - before;
        }
        Arrays.sort(changes);
        System.out.printf(
                Locale.ROOT,
                "%s: median %.1f ms, 99 %% %.1f ms, longest %.1f ms; of which computing %.1f ms on average%n",
                what,
                changes[CHANGES / 2],
                changes[CHANGES * 99 / 100],
                changes[CHANGES - 1],
                computed / 1e6 / CHANGES);
    }

    private static Service service(int number, int destinations, int weight) {
        String[] to = IntStream.range(0, destinations)
                .mapToObj(i -> "10.2." + (i + 1) + "." + (number % 250 + 1) + " " + (8000 + number / 250) + " *"
                        + (i == 0 ? weight : 1))
                .toArray(String[]::new);
        return Services.service(Services.at("tcp 10.3." + number / 250 + "." + (number % 250 + 1) + " 80"), "wrr", to);
    }

    private interface Task {
        void run() throws Exception;
    }

    private static double millis(Task task) throws Exception {
        long begin = System.nanoTime();
        task.run();
        return (System.nanoTime() - begin) / 1e6;
    }

    private static long slab() throws IOException {
        return Files.readAllLines(Path.of("/proc/meminfo")).stream()
                .filter(line ->
                        line.startsWith("Slab:") || line.startsWith("Percpu:") || line.startsWith("VmallocUsed:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .sum();
    }
}
