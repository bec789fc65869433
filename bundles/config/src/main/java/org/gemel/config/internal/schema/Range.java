package org.gemel.config.internal.schema;

import java.math.BigDecimal;

/** Numbers from one to another, both included. */
record Range(BigDecimal least, BigDecimal most) {

    /** The highest number where the table gives no end: what 32 bits hold. */
    private static final String NO_END = "4294967295";

    /** In seconds: 64 bits of microseconds. */
    private static final BigDecimal CLOCK = new BigDecimal("18446744073709.551614");

    private static final int LONGEST = 30;

    /** {@code least..most}, or {@code least..} */
    static Range of(String text) {
        int dots = text.indexOf("..");
        if (dots < 0) {
            throw new IllegalArgumentException(
                    "'" + Words.shown(text) + "' is no range; write one such as 1..255 or 0..");
        }
        String end = text.substring(dots + 2);
        Range range = new Range(number(text.substring(0, dots)), number(end.isEmpty() ? NO_END : end));
        if (range.least.compareTo(range.most) > 0) {
            throw new IllegalArgumentException("the range " + text + " is empty");
        }
        return range;
    }

    /** Without exponents, which make a short text a long number. */
    private static BigDecimal number(String text) {
        boolean plain = text.chars().allMatch(c -> (c >= '0' && c <= '9') || c == '.' || c == '-');
        if (!plain || text.length() > LONGEST) {
            throw new IllegalArgumentException("'" + Words.shown(text) + "' is no number");
        }
        return new BigDecimal(text);
    }

    /** The same where it has an end; else, all that keepalived's clock counts to. */
    Range withoutEnd() {
        return most.equals(new BigDecimal(NO_END)) ? new Range(least, CLOCK) : this;
    }

    boolean contains(BigDecimal number) {
        return number.compareTo(least) >= 0 && number.compareTo(most) <= 0;
    }

    @Override
    public String toString() {
        return least.toPlainString() + " to " + most.toPlainString();
    }
}
