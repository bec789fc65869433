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
import org.gemel.api.config.Problems;

/** Collects diagnostics, bounded. Used by one thread. */
public final class Diagnostics {

    private final Problems problems = new Problems();

    /** Something cannot be taken as it is. */
    public void error(Position at, String code, String message, String advice) {
        add(at, Severity.ERROR, code, message, advice);
    }

    /** Something is repaired, doubtful or without effect. */
    public void warning(Position at, String code, String message, String advice) {
        add(at, Severity.WARNING, code, message, advice);
    }

    /** Something is worth knowing. */
    public void note(Position at, String code, String message, String advice) {
        add(at, Severity.NOTE, code, message, advice);
    }

    private void add(Position at, Severity severity, String code, String message, String advice) {
        problems.add(new Diagnostic(at, severity, code, printable(message), printable(advice)));
    }

    /** Words of the text are in the messages; nothing in them may disturb a terminal. */
    private static String printable(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isISOControl(text.charAt(i))) {
                StringBuilder clean = new StringBuilder(text);
                for (int j = i; j < clean.length(); j++) {
                    if (Character.isISOControl(clean.charAt(j))) {
                        clean.setCharAt(j, '?');
                    }
                }
                return clean.toString();
            }
        }
        return text;
    }

    /** Takes in what another part found. */
    public void addAll(Collection<Diagnostic> others) {
        others.forEach(problems::add);
    }

    /** All of them, in the order of the text; files in the order in which something was found in them. */
    public List<Diagnostic> inOrderOfText() {
        List<Diagnostic> found = problems.all();
        Map<String, Integer> files = new LinkedHashMap<>();
        found.forEach(d -> files.putIfAbsent(d.at().file(), files.size()));
        List<Diagnostic> sorted = new ArrayList<>(found);
        sorted.sort(Comparator.<Diagnostic>comparingInt(d -> files.getOrDefault(d.at().file(), 0))
                .thenComparingInt(d -> d.at().line())
                .thenComparingInt(d -> d.at().column()));
        return List.copyOf(sorted);
    }
}
