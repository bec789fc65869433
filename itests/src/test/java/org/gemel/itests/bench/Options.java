package org.gemel.itests.bench;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What to measure, and how thoroughly.
 *
 * @param parts the names of the parts to run; empty for all
 * @param runs repetitions of a takeover
 * @param busy how long false takeovers are looked for
 * @param settle how long a process runs before its memory is looked at
 * @param steady how long a thousand virtual routers are watched
 */
record Options(Set<String> parts, int runs, Duration busy, Duration settle, Duration steady) {

    static final String USAGE = """
            usage: itests/bench.sh [--only PART,PART…] [--runs N] [--busy SECONDS] [--settle SECONDS]
                                    [--steady SECONDS] [--full]

              --only     measure these parts only: %s
              --runs     repetitions of each takeover (20)
              --busy     look for false takeovers for that long (60)
              --settle   let a process run that long before its memory is looked at (60)
              --steady   watch a thousand virtual routers for that long (60)
              --full     as long as the goals say: --busy 600 --settle 300 --steady 300
            """;

    Options {
        parts = Set.copyOf(parts);
    }

    static Options parse(List<String> arguments) {
        Set<String> parts = new TreeSet<>();
        int runs = 20;
        Duration busy = Duration.ofSeconds(60);
        Duration settle = Duration.ofSeconds(60);
        Duration steady = Duration.ofSeconds(60);
        for (int i = 0; i < arguments.size(); i++) {
            switch (arguments.get(i)) {
                case "--only" -> parts.addAll(List.of(value(arguments, ++i).split(",")));
                case "--runs" -> runs = Math.max(1, Integer.parseInt(value(arguments, ++i)));
                case "--busy" -> busy = Duration.ofSeconds(Integer.parseInt(value(arguments, ++i)));
                case "--settle" -> settle = Duration.ofSeconds(Integer.parseInt(value(arguments, ++i)));
                case "--steady" -> steady = Duration.ofSeconds(Integer.parseInt(value(arguments, ++i)));
                case "--full" -> {
                    busy = Duration.ofMinutes(10);
                    settle = Duration.ofMinutes(5);
                    steady = Duration.ofMinutes(5);
                }
                default -> throw new IllegalArgumentException("unknown option " + arguments.get(i));
            }
        }
        return new Options(parts, runs, busy, settle, steady);
    }

    private static String value(List<String> arguments, int index) {
        if (index >= arguments.size()) {
            throw new IllegalArgumentException(arguments.get(index - 1) + " needs a value");
        }
        return arguments.get(index);
    }

    boolean wants(String part) {
        return parts.isEmpty() || parts.contains(part);
    }
}
