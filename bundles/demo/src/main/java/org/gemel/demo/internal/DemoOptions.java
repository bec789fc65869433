package org.gemel.demo.internal;

import java.math.BigDecimal;
import java.util.List;

/**
 * What the user asked for.
 *
 * @param help to be told what can be asked for
 * @param simulated to see it on the simulator
 * @param interval seconds between advertisements
 */
record DemoOptions(boolean help, boolean simulated, BigDecimal interval) {

    static final String HELP = """
            usage: gemel demo [--simulated] [--interval SECONDS]

            Builds a small network on this machine, out of sight of its own: a switch, two
            routers that share an address, and a client that uses it. The router that
            serves is killed, returns, and is stopped; what the client noticed is shown.
            Takes about 25 seconds and leaves nothing behind. Needs root and Linux.

              --simulated          play it on the simulator: no root needed, takes no time
              --interval SECONDS   between advertisements, 0.01 to 2 (1)

            Ends with 0, with 1 if something went wrong, with 2 if misused.
            """;

    private static final BigDecimal LEAST = new BigDecimal("0.01");
    private static final BigDecimal MOST = new BigDecimal("2");

    /**
     * Understands the command's arguments.
     *
     * @throws IllegalArgumentException with a message for the user if they make no sense
     */
    static DemoOptions parse(List<String> arguments) {
        boolean help = false;
        boolean simulated = false;
        BigDecimal interval = BigDecimal.ONE;
        for (int i = 0; i < arguments.size(); i++) {
            switch (arguments.get(i)) {
                case "--help", "-h" -> help = true;
                case "--simulated" -> simulated = true;
                case "--interval" -> interval = interval(i + 1 < arguments.size() ? arguments.get(++i) : "");
                default -> throw new IllegalArgumentException("demo has no option " + arguments.get(i));
            }
        }
        return new DemoOptions(help, simulated, interval);
    }

    private static BigDecimal interval(String text) {
        try {
            BigDecimal interval = new BigDecimal(text);
            if (interval.compareTo(LEAST) >= 0 && interval.compareTo(MOST) <= 0) {
                return interval;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("--interval takes seconds, not \"" + text + "\"", e);
        }
        throw new IllegalArgumentException("--interval takes " + LEAST + " to " + MOST + " seconds, not " + text);
    }
}
