package org.gemel.config.json.internal;

import java.util.ArrayList;
import java.util.List;
import org.gemel.api.config.Diagnostic;
import org.gemel.api.config.Diagnostic.Severity;
import org.gemel.api.config.Position;

/** The errors of one reading, bounded. */
final class Problems {

    private final List<Diagnostic> found = new ArrayList<>();

    void error(Position at, String code, String message, String advice) {
        if (found.size() < Limits.DIAGNOSTICS) {
            found.add(new Diagnostic(at, Severity.ERROR, code, shorten(message), advice));
        } else if (found.size() == Limits.DIAGNOSTICS) {
            found.add(new Diagnostic(
                    at,
                    Severity.ERROR,
                    "too-many-problems",
                    "more than " + Limits.DIAGNOSTICS + " problems, the rest is not listed",
                    "mend the first ones and look again"));
        }
    }

    private static String shorten(String text) {
        return text.length() <= Limits.MESSAGE_LENGTH ? text : text.substring(0, Limits.MESSAGE_LENGTH) + "...";
    }

    List<Diagnostic> all() {
        return found;
    }
}
