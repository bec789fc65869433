package org.gemel.config.internal.check;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gemel.api.config.Diagnostic;
import org.gemel.api.config.Diagnostic.Severity;
import org.gemel.api.config.Position;

/** Collects diagnostics. Used by one thread. */
public final class Diagnostics {

    private final List<Diagnostic> found = new ArrayList<>();

    /** Something cannot be taken as it is. */
    public void error(Position at, String code, String message, String advice) {
        found.add(new Diagnostic(at, Severity.ERROR, code, message, advice));
    }

    /** Something is repaired, doubtful or without effect. */
    public void warning(Position at, String code, String message, String advice) {
        found.add(new Diagnostic(at, Severity.WARNING, code, message, advice));
    }

    /** Something is worth knowing. */
    public void note(Position at, String code, String message, String advice) {
        found.add(new Diagnostic(at, Severity.NOTE, code, message, advice));
    }

    /** Takes in what another part found. */
    public void addAll(Collection<Diagnostic> others) {
        found.addAll(others);
    }

    /** All of them, in the order of the text; files in the order in which something was found in them. */
    public List<Diagnostic> inOrderOfText() {
        Map<String, Integer> files = new LinkedHashMap<>();
        found.forEach(d -> files.putIfAbsent(d.at().file(), files.size()));
        List<Diagnostic> sorted = new ArrayList<>(found);
        sorted.sort(Comparator.<Diagnostic>comparingInt(d -> files.getOrDefault(d.at().file(), 0))
                .thenComparingInt(d -> d.at().line())
                .thenComparingInt(d -> d.at().column()));
        return List.copyOf(sorted);
    }
}
