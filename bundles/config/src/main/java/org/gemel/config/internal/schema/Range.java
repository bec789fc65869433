package org.gemel.config.internal.schema;

import java.math.BigDecimal;

/** Numbers from one to another, both included. */
record Range(BigDecimal least, BigDecimal most) {

    /** The highest number where the table gives no end: what 32 bits hold. */
    private static final String NO_END = "4294967295";

    /** {@code least..most}, or {@code least..} */
    static Range of(String text) {
        int dots = text.indexOf("..");
        String end = text.substring(dots + 2);
        return new Range(new BigDecimal(text.substring(0, dots)), new BigDecimal(end.isEmpty() ? NO_END : end));
    }

    boolean contains(BigDecimal number) {
        return number.compareTo(least) >= 0 && number.compareTo(most) <= 0;
    }

    @Override
    public String toString() {
        return least.toPlainString() + " to " + most.toPlainString();
    }
}
