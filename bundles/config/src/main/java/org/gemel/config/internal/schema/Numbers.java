package org.gemel.config.internal.schema;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/** The types of numbers. Decimal only, a plus sign is allowed (behaviour 12). */
final class Numbers {

    /** No number in a configuration needs more characters. */
    private static final int LONGEST = 40;

    /** How many decimals they are. */
    private static final int MICROS = 6;

    private static final int NANOS_OF_MICRO = 3;
    private static final Map<String, Integer> SCOPES =
            Map.of("global", 0, "site", 200, "link", 253, "host", 254, "nowhere", 255);

    private Numbers() {}

    /** A whole number; the value is a {@link Long}. */
    static ArgumentType integer(Range range) {
        return text -> {
            BigDecimal number = parse(text, range);
            if (text.indexOf('.') >= 0) {
                throw new BadArgument("not-a-number", Words.quote(text) + " is not a whole number", "write " + range);
            }
            return number.longValueExact();
        };
    }

    /** Milliseconds with three decimals; the value is a {@link Duration}. */
    static ArgumentType milliseconds(Range range) {
        return text -> micros(text, range, 3);
    }

    /** Seconds with six decimals; the value is a {@link Duration}. */
    static ArgumentType seconds(Range range) {
        return text -> micros(text, range, MICROS);
    }

    /** Rounded to whole microseconds, as keepalived does; where the range has no end, what nobody lives to see is cut. */
    private static Duration micros(String text, Range range, int decimals) throws BadArgument {
        BigDecimal number = number(text, range);
        BigDecimal rounded = number.setScale(decimals, RoundingMode.HALF_UP);
        within(range.withoutEnd(), rounded, text);
        if (!range.contains(rounded)) {
            throw new BadArgument(
                    "out-of-range",
                    text + " is more than a century; " + range.most().toPlainString() + " is used",
                    "write " + range,
                    duration(range.most(), decimals));
        }
        if (number.compareTo(rounded) != 0) {
            throw new BadArgument(
                    "too-many-decimals",
                    Words.quote(text) + " is finer than microseconds; "
                            + rounded.stripTrailingZeros().toPlainString() + " is used",
                    "write " + decimals + " decimals at most",
                    duration(rounded, decimals));
        }
        return duration(rounded, decimals);
    }

    private static Duration duration(BigDecimal number, int decimals) {
        return Duration.ofNanos(number.movePointRight(decimals + NANOS_OF_MICRO).longValueExact());
    }

    private static BigDecimal parse(String text, Range range) throws BadArgument {
        BigDecimal number = number(text, range);
        within(range, number, text);
        return number;
    }

    private static BigDecimal number(String text, Range range) throws BadArgument {
        if (text.length() > LONGEST || !looksLikeNumber(text)) {
            throw new BadArgument("not-a-number", Words.quote(text) + " is not a number", "write " + range);
        }
        return new BigDecimal(text);
    }

    private static void within(Range range, BigDecimal number, String text) throws BadArgument {
        if (!range.contains(number)) {
            throw new BadArgument("out-of-range", text + " is out of range", "write " + range);
        }
    }

    private static boolean looksLikeNumber(String text) {
        int digits = 0;
        int dots = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9') {
                digits++;
            } else if (c == '.') {
                dots++;
            } else if (i > 0 || (c != '-' && c != '+')) {
                return false;
            }
        }
        return digits > 0 && dots <= 1;
    }

    /** The scope of an address; the value is an {@link Integer}. */
    static Object scope(String text) throws BadArgument {
        Integer named = SCOPES.get(text);
        if (named != null) {
            return named;
        }
        try {
            return Math.toIntExact((Long) integer(Range.of("0..255")).parse(text));
        } catch (BadArgument e) {
            throw new BadArgument(
                    "bad-value",
                    Words.quote(text) + " is not an address scope",
                    "write global, site, link, host, nowhere or 0 to 255");
        }
    }

    static Object lifetime(String text) throws BadArgument {
        return text.equals("forever") ? (Object) text : integer(Range.of("0..")).parse(text);
    }

    /** HTTP status codes, {@code 200} or {@code 200-299}. */
    static Object statuses(String text) throws BadArgument {
        ArgumentType code = integer(Range.of("100..599"));
        int dash = text.indexOf('-');
        long first = (Long) code.parse(dash < 0 ? text : text.substring(0, dash));
        long last = dash < 0 ? first : (Long) code.parse(text.substring(dash + 1));
        if (first > last) {
            throw new BadArgument("out-of-range", text + " runs backwards", "write the lower code first");
        }
        return text;
    }

    static Object buffers(String text) throws BadArgument {
        String upper = text.toUpperCase(Locale.ROOT);
        return upper.equals("MTU") || upper.equals("ADVERT")
                ? upper
                : integer(Range.of("0..")).parse(text);
    }
}
