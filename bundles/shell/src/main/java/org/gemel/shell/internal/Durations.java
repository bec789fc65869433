package org.gemel.shell.internal;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;

/** Lengths of time as people read them. */
final class Durations {

    private Durations() {}

    /** How long ago, in its two largest units: {@code 12s}, {@code 4m5s}, {@code 3h12m}, {@code 9d3h}. */
    static String since(Instant then, Instant now) {
        Duration age = Duration.between(then, now);
        // The wall clock may have been set back meanwhile.
        if (age.isNegative()) {
            age = Duration.ZERO;
        }
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
