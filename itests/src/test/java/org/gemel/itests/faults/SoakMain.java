package org.gemel.itests.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.gemel.itests.rig.Software;

/** Lets a pair of Gemels go through random faults and says what grew. */
public final class SoakMain {

    private static final String USAGE = """
            usage: itests/soak.sh [--minutes N] [--seed N]

              --minutes   so long (30)
              --seed      of the faults and how long each lasts (another each time; it is printed)

            Exit code: 0 if exactly one router served whenever it was calm, and nothing grew or stayed behind; 1 if not;
            2 if it cannot be tried here.
            """;

    private SoakMain() {}

    /** See above. */
    public static void main(String[] arguments) {
        long minutes = 30;
        long seed = System.nanoTime() % 1_000_000;
        try {
            for (int i = 0; i < arguments.length; i += 2) {
                switch (arguments[i]) {
                    case "--minutes" -> minutes = Long.parseLong(arguments[i + 1]);
                    case "--seed" -> seed = Long.parseLong(arguments[i + 1]);
                    default -> throw new IllegalArgumentException("unknown option " + arguments[i]);
                }
            }
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            boolean help = List.of(arguments).contains("--help");
            (help ? System.out : System.err).print(USAGE);
            System.exit(help ? 0 : 2);
            return;
        }
        List<String> missing = new ArrayList<>(Main.missing());
        if (!missing.isEmpty()) {
            System.err.println("cannot soak here: " + String.join("; ", missing));
            System.exit(2);
        }
        System.out.println(minutes + " minutes of faults, seed " + seed + ", with " + Software.launcher());
        List<String> findings = new Soak(Duration.ofMinutes(minutes), seed, System.out).run();
        findings.forEach(System.out::println);
        System.out.println(findings.isEmpty() ? "Nothing grew or stayed behind." : findings.size() + " findings.");
        System.exit(findings.isEmpty() ? 0 : 1);
    }
}
