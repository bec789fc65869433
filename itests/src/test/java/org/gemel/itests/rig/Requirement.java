package org.gemel.itests.rig;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;

/** What becomes of a test where something it needs is missing. */
public final class Requirement {

    private Requirement() {}

    /**
     * Skips the calling test with the reason if anything is missing; with {@code -Dgemel.lab=required} fails it.
     *
     * @param missing what is missing, a sentence each
     */
    public static void check(List<String> missing) {
        String reason = String.join("; ", missing);
        if (!missing.isEmpty() && "required".equals(System.getProperty("gemel.lab"))) {
            fail(reason);
        }
        assumeTrue(missing.isEmpty(), reason);
    }
}
