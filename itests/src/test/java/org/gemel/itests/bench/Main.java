package org.gemel.itests.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;
import org.gemel.itests.rig.Rig;
import org.gemel.itests.rig.Software;

/** Measures and prints the table. */
public final class Main {

    private static final List<Part> PARTS = List.of(
            new StartUp(),
            new Takeover(),
            new Resignation(),
            new Lease(),
            new Meddling(),
            new Memory(),
            new Steadiness(),
            new SlowScripts(),
            new Scale(),
            new Checks());

    private Main() {}

    /** See {@link Options#USAGE}. */
    public static void main(String[] arguments) throws IOException {
        if (List.of(arguments).contains("--help")) {
            System.out.print(usage());
            return;
        }
        Options options;
        try {
            options = Options.parse(List.of(arguments));
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.err.print(usage());
            System.exit(2);
            return;
        }
        List<String> missing = Rig.missing(Software.values());
        if (!missing.isEmpty()) {
            System.err.println("cannot measure here: " + String.join("; ", missing));
            System.exit(2);
        }
        Table table = new Table(System.err);
        for (Part part : PARTS) {
            if (options.wants(part.title())) {
                table.say(part.title() + " …");
                part.measure(options, table);
            }
        }
        System.out.println(heading());
        System.out.println("All times in milliseconds.");
        System.out.println();
        table.print(System.out);
    }

    private static String usage() {
        return Options.USAGE.formatted(PARTS.stream().map(Part::title).collect(Collectors.joining(", ")));
    }

    private static String heading() throws IOException {
        return "Measured " + LocalDateTime.now().truncatedTo(ChronoUnit.MINUTES) + " on "
                + Runtime.getRuntime().availableProcessors() + " cores, Linux " + System.getProperty("os.version")
                + ", load " + Files.readString(Path.of("/proc/loadavg")).split(" ")[0]
                + ", everything in network namespaces of this machine.";
    }
}
