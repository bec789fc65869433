package org.gemel.api.config;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.gemel.api.config.Diagnostic.Severity;

/**
 * Collects what one reading finds, bounded whatever the text: of each severity the first {@value #MOST} are listed, and how
 * many more there were is one diagnostic of that severity, so that nothing grave is hidden behind what is not. Used by one
 * thread.
 */
public final class Problems {

    /** So many of each severity are listed. */
    public static final int MOST = 1000;

    /** The code of the diagnostic that says how many are not. */
    public static final String MORE = "more-problems";

    /** So long a message or an advice may be, in characters; what is longer is cut. */
    public static final int LONGEST = 500;

    private final List<Diagnostic> listed = new ArrayList<>();
    private final Map<Severity, Rest> severities = new EnumMap<>(Severity.class);

    private static final class Rest {
        private int listed;
        private int more;
        private Position first = new Position("", 1, 1);
    }

    /** Something cannot be taken as it is. */
    public void error(Position at, String code, String message, String advice) {
        add(new Diagnostic(at, Severity.ERROR, code, message, advice));
    }

    /** Something is repaired, doubtful or without effect. */
    public void warning(Position at, String code, String message, String advice) {
        add(new Diagnostic(at, Severity.WARNING, code, message, advice));
    }

    /** Something is worth knowing. */
    public void note(Position at, String code, String message, String advice) {
        add(new Diagnostic(at, Severity.NOTE, code, message, advice));
    }

    /** Takes in what another part found; that it found more than it lists stays said. */
    public void add(Diagnostic found) {
        if (found.code().equals(MORE)) {
            listed.add(found);
            return;
        }
        Rest rest = severities.computeIfAbsent(found.severity(), none -> new Rest());
        if (rest.listed < MOST) {
            rest.listed++;
            listed.add(new Diagnostic(
                    found.at(), found.severity(), found.code(), shorten(found.message()), shorten(found.advice())));
        } else if (rest.more++ == 0) {
            rest.first = found.at();
        }
    }

    /** What was found, in the order in which it was, and how many more there were. */
    public List<Diagnostic> all() {
        List<Diagnostic> all = new ArrayList<>(listed);
        severities.forEach((severity, rest) -> {
            if (rest.more > 0) {
                all.add(new Diagnostic(rest.first, severity, MORE, more(severity, rest.more), "mend the first ones"));
            }
        });
        return all;
    }

    private static String more(Severity severity, int count) {
        String word = severity.name().toLowerCase(Locale.ROOT);
        return "and " + count + " more " + word + (count == 1 ? "" : "s") + " from here on";
    }

    private static String shorten(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
    }
}
