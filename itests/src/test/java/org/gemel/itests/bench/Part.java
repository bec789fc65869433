package org.gemel.itests.bench;

import java.util.Locale;

/** A thing to measure. */
interface Part {

    /** Measures it with both programs, one after the other, and adds rows to the table. */
    void measure(Options options, Table table);

    /** The name by which it is asked for. */
    default String title() {
        return getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }
}
