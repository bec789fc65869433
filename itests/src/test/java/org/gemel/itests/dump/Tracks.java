package org.gemel.itests.dump;

import java.util.List;
import java.util.Map;
import org.gemel.shell.internal.explain.Fact;

/** What an instance or a group tracks, in a dump. */
final class Tracks {

    private static final Map<String, String> KEYWORDS = Map.of(
            "Tracked interfaces", "track_interface",
            "Tracked scripts", "track_script",
            "Tracked files", "track_file",
            "Tracked processes", "track_process",
            "Tracked process", "track_process",
            "Tracked BFDs", "track_bfd");

    private Tracks() {}

    /** Adds the facts of a line, if it is one of these. */
    static boolean add(Outline line, List<Fact> facts) {
        String keyword = KEYWORDS.get(line.key());
        if (keyword == null) {
            return false;
        }
        line.entries().forEach(entry -> facts.add(new Fact(keyword, entry.replaceFirst("[,:]? weight", " weight"))));
        return true;
    }
}
