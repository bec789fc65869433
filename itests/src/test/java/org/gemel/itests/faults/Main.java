package org.gemel.itests.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.gemel.itests.rig.Rig;
import org.gemel.itests.rig.Software;

/** Prints the fault table. */
public final class Main {

    private static final String EXPLANATION = """
            An advertisement each second, VRRPv2 with a password, priorities 200 and 100; the fault befalls the master, or
            the file of the backup, just after an advertisement, and ends between two. "Without owner" and "two owners" are
            the times during which no router, or both, had the shared address, by the word of their kernels. Probes are sent
            about every millisecond by a client whose lease is from dnsmasq on the routers, and by one that was set up by
            hand; what the same pair lost in an idle run is subtracted. Transitions are those that the routers report,
            stopping left out. A difference counts from 50 ms and a tenth on. What clients lost and the time without an
            owner decide; where they are equal, the time with two owners and DNS do; then transitions.
            """;

    private Main() {}

    /** See {@link Options#USAGE}. */
    public static void main(String[] arguments) throws IOException {
        if (List.of(arguments).contains("--help")) {
            System.out.print(Options.USAGE);
            return;
        }
        Options options;
        try {
            options = Options.parse(List.of(arguments));
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.err.print(Options.USAGE);
            System.exit(2);
            return;
        }
        List<String> missing = missing();
        if (!missing.isEmpty()) {
            System.err.println("cannot try faults here: " + String.join("; ", missing));
            System.exit(2);
        }
        FaultTable table = new FaultTrials(options, System.err).run();
        System.out.println("Measured " + LocalDateTime.now().truncatedTo(ChronoUnit.MINUTES) + " on "
                + Runtime.getRuntime().availableProcessors() + " cores, Linux " + System.getProperty("os.version")
                + ", load " + Files.readString(Path.of("/proc/loadavg")).split(" ")[0] + ", " + options.runs()
                + (options.runs() == 1 ? " run" : " runs") + " of each, " + options.atOnce() + " beside each other.");
        System.out.println();
        System.out.println(EXPLANATION);
        System.out.println(
                "In brief: what the worse served client lost, in ms, and for how long there were two owners.");
        System.out.println();
        table.printBrief(System.out, options.markdown());
        System.out.println();
        System.out.println("The same in full:");
        System.out.println();
        table.print(System.out, options.markdown());
        boolean holds = table.claimHolds();
        System.out.println();
        System.out.println(conclusion(options, holds));
        System.exit(holds ? 0 : 1);
    }

    private static String conclusion(Options options, boolean holds) {
        if (holds && !options.pairs().contains(Pair.KEEPALIVED)) {
            return "Nothing was compared: two keepaliveds were not asked for.";
        }
        return holds
                ? "Gemel is not worse in any row, and better where that is wanted."
                : "Not true: that Gemel is not worse in any row, and better where that is wanted.";
    }

    /** What a trial needs that is not there, a sentence each. */
    static List<String> missing() {
        return Rig.missing(List.of("fping", "dnsmasq", "udhcpc", "dig"), Software.GEMEL, Software.KEEPALIVED);
    }
}
