package org.gemel.itests.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.gemel.demo.lab.Await;
import org.gemel.demo.lab.LabException;
import org.gemel.demo.lab.Program;
import org.gemel.itests.rig.Software;
import org.jspecify.annotations.Nullable;

/** A thousand virtual routers in one process: how soon do they serve, what do they cost, and is every advertisement sent? */
final class Scale implements Part {

    private static final Duration INTERVAL = Duration.ofSeconds(1);

    /** Second bursts of gratuitous ARP come after 5 s; then it is quiet. */
    private static final Duration SETTLE = Duration.ofSeconds(20);

    private static final String NOT_MEASURED = "not measured";

    /** What one program did. */
    private record Result(Duration load, double share, double megabytes, Regularity regularity) {}

    @Override
    public void measure(Options options, Table table) {
        Result gemel = result(table, Software.GEMEL, options.steady());
        Result keepalived = result(table, Software.KEEPALIVED, options.steady());
        String head = ManyRouters.ROUTERS + " virtual routers on " + ManyRouters.LINKS + " links at 1 s: ";
        table.add(head + "start to all advertised", "", load(gemel), load(keepalived));
        table.add(head + "processor, % of a core", "", share(gemel), share(keepalived));
        table.add(head + "resident memory (MB)", "", memory(gemel), memory(keepalived));
        table.add(
                head + "advertisements in " + options.steady().toSeconds() + " s",
                "0 missed",
                regularity(gemel),
                regularity(keepalived));
        if (gemel != null && keepalived != null) {
            table.add(
                    head + "times keepalived's: time, processor, memory",
                    "",
                    String.format(
                            Locale.ROOT,
                            "%.1f, %.1f, %.1f",
                            (double) gemel.load().toNanos() / keepalived.load().toNanos(),
                            gemel.share() / keepalived.share(),
                            gemel.megabytes() / keepalived.megabytes()),
                    "1, 1, 1");
        }
    }

    private static @Nullable Result result(Table table, Software software, Duration steady) {
        try {
            return measure(software, steady);
        } catch (LabException e) {
            table.say(e.getMessage());
            return null;
        }
    }

    private static Result measure(Software software, Duration steady) {
        try (ManyRouters routers = new ManyRouters()) {
            Path file = routers.record();
            Instant start = Instant.now();
            Program program = routers.start(software);
            // Nothing is asked of the kernel meanwhile: listing a thousand addresses again and again would disturb it.
            Await.pause(SETTLE);
            if (routers.addresses() != ManyRouters.ROUTERS) {
                throw new LabException("after " + SETTLE.toSeconds() + " s there are only " + routers.addresses()
                        + " addresses; " + software + " says: " + program.output());
            }
            Instant from = Instant.now();
            Duration before = ManyRouters.used(program);
            Await.pause(steady);
            Duration used = ManyRouters.used(program).minus(before);
            Instant until = Instant.now();
            double megabytes = ManyRouters.resident(program) / 1024.0;
            // The kernel hands packets to tcpdump in blocks; what is in an open one at the end is lost.
            Await.pause(INTERVAL.multipliedBy(2));
            routers.stopRecording();
            Regularity regularity = Regularity.of(file, from, until, INTERVAL);
            if (regularity.routers() != ManyRouters.ROUTERS) {
                throw new LabException("only " + regularity.routers() + " advertised");
            }
            return new Result(
                    Duration.between(start, regularity.allHeard()),
                    100.0 * used.toNanos() / Duration.between(from, until).toNanos(),
                    megabytes,
                    regularity);
        }
    }

    private static String load(@Nullable Result result) {
        return result == null ? NOT_MEASURED : Samples.text(result.load().toNanos() / 1e6);
    }

    private static String share(@Nullable Result result) {
        return result == null ? NOT_MEASURED : String.format(Locale.ROOT, "%.1f", result.share());
    }

    private static String memory(@Nullable Result result) {
        return result == null ? NOT_MEASURED : String.format(Locale.ROOT, "%.1f", result.megabytes());
    }

    private static String regularity(@Nullable Result result) {
        return result == null ? NOT_MEASURED : result.regularity().toString();
    }
}
