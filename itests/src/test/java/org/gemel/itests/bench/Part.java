package org.gemel.itests.bench;

import java.util.Locale;
import java.util.function.Supplier;
import org.gemel.demo.lab.LabException;

/** A thing to measure. */
interface Part {

    /** Measures it with both programs, one after the other, and adds rows to the table. */
    void measure(Options options, Table table);

    /** Measures one program; a failure fails only its own cell of the table. */
    static String cell(Table table, Supplier<?> measurement) {
        try {
            return measurement.get().toString();
        } catch (LabException e) {
            table.say(e.getMessage());
            return "not measured: " + e.getMessage().lines().findFirst().orElse("");
        }
    }

    /** The name by which it is asked for. */
    default String title() {
        return getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }
}
