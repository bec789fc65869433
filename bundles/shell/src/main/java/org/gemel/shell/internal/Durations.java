package org.gemel.shell.internal;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lengths of time as people read them. */
final class Durations {

    /** Longer than anybody waits. */
    static final Duration LONGEST = Duration.ofDays(7);

    private static final Pattern LENGTH = Pattern.compile("([0-9]{1,9})([smh]?)");

    private Durations() {}

    /** How long ago, in its two largest units: {@code 12s}, {@code 4m5s}, {@code 3h12m}, {@code 9d3h}. */
    static String since(Instant then, Instant now) {
        Duration age = Duration.between(then, now);
        // The wall clock may have been set back meanwhile.
        return length(age.isNegative() ? Duration.ZERO : age);
    }

    /** How long, in the two largest units. */
    static String length(Duration age) {
        if (age.toDays() > 0) {
            return age.toDays() + "d" + age.toHoursPart() + "h";
        }
        if (age.toHours() > 0) {
            return age.toHours() + "h" + age.toMinutesPart() + "m";
        }
        if (age.toMinutes() > 0) {
            return age.toMinutes() + "m" + age.toSecondsPart() + "s";
        }
        return age.toSeconds() + "s";
    }

    /**
     * A length of time from a command line: {@code 90}, {@code 90s}, {@code 30m}, {@code 2h}, at most {@link #LONGEST}.
     *
     * @param option what it was given for
     * @throws CommandFailure if it is none
     */
    static Duration parse(String option, String text) {
        Matcher length = LENGTH.matcher(text);
        if (length.matches()) {
            long number = Long.parseLong(length.group(1));
            Duration duration =
                    switch (length.group(2)) {
                        case "m" -> Duration.ofMinutes(number);
                        case "h" -> Duration.ofHours(number);
                        default -> Duration.ofSeconds(number);
                    };
            if (number > 0 && duration.compareTo(LONGEST) <= 0) {
                return duration;
            }
        }
        throw new CommandFailure(
                Commands.BAD_CONFIGURATION,
                "error: " + option + " wants a length of time up to " + LONGEST.toHours()
                        + " hours, such as 90s, 30m or 2h, not " + text + "\n");
    }

    /** A protocol timer: {@code 1 s}, {@code 3.609 s}, {@code 36.09 ms}. */
    static String timer(Duration duration) {
        return duration.compareTo(Duration.ofSeconds(1)) < 0
                ? millis(duration) + " ms"
                : plain(BigDecimal.valueOf(duration.toMillis(), 3)) + " s";
    }

    /** Milliseconds, to the microsecond, never in exponential notation. */
    static BigDecimal millis(Duration duration) {
        return new BigDecimal(plain(BigDecimal.valueOf(duration.toNanos() / 1000, 3)));
    }

    private static String plain(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }
}
