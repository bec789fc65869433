package org.gemel.itests.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.gemel.demo.lab.Await;
import org.gemel.demo.lab.Program;
import org.gemel.itests.bench.Bench.Pair;
import org.gemel.itests.rig.Software;

/** What a process that serves has in memory, its children's added. */
final class Memory implements Part {

    @Override
    public void measure(Options options, Table table) {
        table.add(
                "resident memory (MB) of a master after " + options.settle().toSeconds() + " s",
                "80",
                Part.cell(table, () -> measure(Software.GEMEL, options.settle())),
                Part.cell(table, () -> measure(Software.KEEPALIVED, options.settle())));
    }

    private static String measure(Software software, Duration settle) {
        try (Pair pair = Pair.start(software, "1")) {
            pair.settle();
            Await.pause(settle);
            return resident(pair.rig().better().program());
        }
    }

    /** In MB. */
    static String resident(Program program) {
        try (Stream<ProcessHandle> children =
                ProcessHandle.of(program.pid()).orElseThrow().descendants()) {
            long kilobytes = LongStream.concat(LongStream.of(program.pid()), children.mapToLong(ProcessHandle::pid))
                    .map(Memory::resident)
                    .sum();
            return String.format(Locale.ROOT, "%.1f", kilobytes / 1024.0);
        }
    }

    private static long resident(long pid) {
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            if (ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty()) {
                // It has ended since it was listed.
                return 0;
            }
            throw new UncheckedIOException(e);
        }
    }
}
