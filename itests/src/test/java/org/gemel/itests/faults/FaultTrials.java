package org.gemel.itests.faults;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.gemel.demo.lab.LabException;
import org.gemel.itests.faults.Fault.Before;

/** Tries every fault with every pair, some beside each other, and makes the table. */
final class FaultTrials {

    private final Options options;
    private final PrintStream progress;
    private final FaultTable table = new FaultTable();

    FaultTrials(Options options, PrintStream progress) {
        this.options = options;
        this.progress = progress;
    }

    FaultTable run() {
        ExecutorService rigs = Executors.newFixedThreadPool(options.atOnce());
        try {
            List<Future<?>> trials = new ArrayList<>();
            for (int run = 0; run < options.runs(); run++) {
                for (Fault fault : Fault.values()) {
                    for (Pair pair : Pair.values()) {
                        if (options.faults().contains(fault) && options.pairs().contains(pair)) {
                            trials.add(rigs.submit(() -> attempt(fault, pair)));
                        }
                    }
                }
            }
            for (Future<?> trial : trials) {
                trial.get();
            }
            return table;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LabException("interrupted");
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } finally {
            rigs.shutdownNow();
        }
    }

    private void attempt(Fault fault, Pair pair) {
        if (fault.before() == Before.OWN_CLOCK && !Files.isExecutable(Path.of("/usr/bin/cc"))) {
            leaveOut(fault, pair, "a clock for one program alone wants a C compiler");
            return;
        }
        try {
            add(fault, pair, Trial.of(fault, pair));
        } catch (LabException e) {
            progress.println(fault.title() + ", " + pair + ", again: " + e.getMessage());
            attemptAgain(fault, pair);
        }
    }

    /** On a busy machine a program may need longer to start than anybody waits. */
    private void attemptAgain(Fault fault, Pair pair) {
        try {
            add(fault, pair, Trial.of(fault, pair));
        } catch (LabException e) {
            leaveOut(fault, pair, e.getMessage());
        }
    }

    private void add(Fault fault, Pair pair, Observation seen) {
        table.add(fault, pair, seen);
        progress.println(FaultTable.line(fault, pair, seen));
        if (options.verbose()) {
            seen.transitions().forEach(line -> progress.println("    " + line));
        }
    }

    private void leaveOut(Fault fault, Pair pair, String why) {
        progress.println(fault.title() + ", " + pair + ": not measured: " + why);
        table.leaveOut(fault, pair, why.lines().findFirst().orElse(""));
    }
}
