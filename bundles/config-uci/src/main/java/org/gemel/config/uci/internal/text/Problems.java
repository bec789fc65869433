package org.gemel.config.uci.internal.text;

import java.util.ArrayList;
import java.util.List;
import org.gemel.api.config.Diagnostic;
import org.gemel.api.config.Diagnostic.Severity;
import org.gemel.api.config.Position;

/** The diagnostics of one reading, bounded. */
public final class Problems {

    private final List<Diagnostic> found = new ArrayList<>();

    public void error(Position at, String code, String message, String advice) {
        add(at, Severity.ERROR, code, message, advice);
    }

    public void warning(Position at, String code, String message, String advice) {
        add(at, Severity.WARNING, code, message, advice);
    }

    public void note(Position at, String code, String message, String advice) {
        add(at, Severity.NOTE, code, message, advice);
    }

    public void add(Position at, Severity severity, String code, String message, String advice) {
        if (found.size() < Limits.DIAGNOSTICS) {
            found.add(new Diagnostic(at, severity, code, shorten(message), shorten(advice)));
        } else {
            more(at, severity);
        }
    }

    /** What is not listed is as grave as the gravest of it. */
    private void more(Position at, Severity severity) {
        if (found.size() > Limits.DIAGNOSTICS) {
            Diagnostic last = found.get(Limits.DIAGNOSTICS);
            if (severity != Severity.ERROR || last.severity() == Severity.ERROR) {
                return;
            }
            found.remove(Limits.DIAGNOSTICS);
        }
        found.add(new Diagnostic(
                at,
                severity,
                "too-many-problems",
                "more than " + Limits.DIAGNOSTICS + " problems, the rest is not listed",
                "mend the first ones and look again"));
    }

    private static String shorten(String text) {
        return text.length() <= Limits.MESSAGE_LENGTH ? text : text.substring(0, Limits.MESSAGE_LENGTH) + "...";
    }

    public List<Diagnostic> all() {
        return found;
    }
}
