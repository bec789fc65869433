package org.gemel.tracking.internal;

import java.util.concurrent.TimeUnit;

/** Small texts for people. */
final class Phrases {

    /** As many bytes of what a script says are kept. */
    static final int LONGEST_OUTPUT = 256;

    private static final int LONGEST_QUOTE = 80;
    private static final long TEN_SECONDS = TimeUnit.SECONDS.toNanos(10);

    private Phrases() {}

    /** A time in milliseconds, or in seconds from ten on. */
    static String time(long nanos) {
        return nanos < TEN_SECONDS
                ? TimeUnit.NANOSECONDS.toMillis(nanos) + " ms"
                : TimeUnit.NANOSECONDS.toSeconds(nanos) + " s";
    }

    /** The first line of what a script said, to be added to a phrase; nothing if it said nothing. */
    static String quote(String output) {
        String line = output.lines()
                .map(String::strip)
                .filter(each -> !each.isEmpty())
                .findFirst()
                .orElse("");
        if (line.isEmpty()) {
            return "";
        }
        return ": " + (line.length() <= LONGEST_QUOTE ? line : line.substring(0, LONGEST_QUOTE) + "...");
    }
}
