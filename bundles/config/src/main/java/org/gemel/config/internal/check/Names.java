package org.gemel.config.internal.check;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gemel.api.config.Directive;
import org.gemel.api.config.Nearest;
import org.gemel.api.config.Position;
import org.gemel.api.config.Word;
import org.gemel.config.internal.schema.ArgumentType.Name;
import org.gemel.config.internal.schema.ArgumentType.Name.Role;
import org.gemel.config.internal.schema.Keyword;
import org.gemel.config.internal.schema.Shape;
import org.gemel.config.internal.schema.Words;

/**
 * The names that a configuration defines, by their kind: those of the whole text and those above the place being read. The
 * maps are nested because the first hash code of a record costs 20 ms of start-up.
 */
final class Names {

    /** Of these the first one counts: keepalived 2.2.7 says nothing, a later one complains of a second vrrp_script. */
    private static final Set<String> FIRST_COUNTS = Set.of("vrrp_script", "track_file", "vrrp_track_process");

    private static final String DUPLICATE = "duplicate-name";
    private static final String OWN_NAME = "give each a name of its own";

    private final Map<String, Map<String, Position>> everywhere = new HashMap<>();
    private final Map<String, Map<String, Position>> above = new HashMap<>();
    private final Diagnostics diagnostics;

    Names(Diagnostics diagnostics) {
        this.diagnostics = diagnostics;
    }

    /** Notes all definitions at the top of a text, before it is checked. */
    void collect(List<Directive> tree, Shape root) {
        for (Directive directive : tree) {
            Keyword keyword = root.find(directive.name());
            if (keyword != null && !directive.arguments().isEmpty()) {
                var parameters = keyword.signature().alternatives().get(0);
                if (!parameters.isEmpty() && parameters.get(0).type() instanceof Name name) {
                    Word word = directive.arguments().get(0);
                    of(everywhere, name.kind()).putIfAbsent(word.text(), word.at());
                }
            }
        }
    }

    private static Map<String, Position> of(Map<String, Map<String, Position>> names, String kind) {
        return names.computeIfAbsent(kind, absent -> new HashMap<>());
    }

    /** Defines or looks up a name; returns whether it can be used. */
    boolean use(Name type, Word word) {
        if (type.role() == Role.DEFINITION) {
            return define(type.kind(), word);
        }
        Map<String, Position> known = of(type.role() == Role.REFERENCE ? above : everywhere, type.kind());
        return known.containsKey(word.text()) || unknown(type.kind(), word);
    }

    private boolean define(String kind, Word word) {
        Position first = of(above, kind).putIfAbsent(word.text(), word.at());
        if (first != null) {
            String message = "there is already a " + kind + " '" + Words.shown(word.text()) + "' at " + first;
            if (FIRST_COUNTS.contains(kind)) {
                diagnostics.warning(word.at(), DUPLICATE, message + "; that one counts", OWN_NAME);
            } else {
                diagnostics.error(word.at(), DUPLICATE, message, OWN_NAME);
            }
        }
        return first == null;
    }

    private boolean unknown(String kind, Word word) {
        Map<String, Position> known = of(everywhere, kind);
        Position below = known.get(word.text());
        if (below != null) {
            diagnostics.error(
                    word.at(),
                    "defined-too-late",
                    kind + " '" + Words.shown(word.text()) + "' is defined only below, at " + below,
                    "move its definition above this line");
            return false;
        }
        String near = Nearest.of(word.text(), known.keySet());
        diagnostics.error(
                word.at(),
                "undefined-reference",
                "no " + kind + " '" + Words.shown(word.text()) + "' is defined",
                near == null ? "define it or remove this line" : "did you mean '" + near + "'?");
        return false;
    }
}
