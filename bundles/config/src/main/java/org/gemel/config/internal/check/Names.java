package org.gemel.config.internal.check;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gemel.api.config.Directive;
import org.gemel.api.config.Position;
import org.gemel.api.config.Word;
import org.gemel.config.internal.schema.ArgumentType.Name;
import org.gemel.config.internal.schema.Keyword;
import org.gemel.config.internal.schema.Shape;
import org.jspecify.annotations.Nullable;

/** The names that a configuration defines, those of the whole text and those above the place being read. */
final class Names {

    private record Key(String kind, String name) {}

    private final Map<Key, Position> everywhere = new HashMap<>();
    private final Map<Key, Position> above = new HashMap<>();
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
                    everywhere.putIfAbsent(new Key(name.kind(), word.text()), word.at());
                }
            }
        }
    }

    /** Defines or looks up a name; returns whether it can be used. */
    boolean use(Name type, Word word) {
        Key key = new Key(type.kind(), word.text());
        return switch (type.role()) {
            case DEFINITION -> define(key, word);
            case REFERENCE -> refer(key, word);
            case FORWARD_REFERENCE -> everywhere.containsKey(key) || undefined(key, word);
        };
    }

    private boolean define(Key key, Word word) {
        Position first = above.putIfAbsent(key, word.at());
        if (first != null) {
            diagnostics.error(
                    word.at(),
                    "duplicate-name",
                    "there is already a " + key.kind() + " '" + key.name() + "' at " + first,
                    "give each a name of its own");
        }
        return first == null;
    }

    private boolean refer(Key key, Word word) {
        if (above.containsKey(key)) {
            return true;
        }
        Position below = everywhere.get(key);
        if (below == null) {
            return undefined(key, word);
        }
        diagnostics.error(
                word.at(),
                "defined-too-late",
                key.kind() + " '" + key.name() + "' is defined only below, at " + below,
                "move its definition above this line");
        return false;
    }

    private boolean undefined(Key key, Word word) {
        String near = nearest(key);
        diagnostics.error(
                word.at(),
                "undefined-reference",
                "no " + key.kind() + " '" + key.name() + "' is defined",
                near == null ? "define it or remove this line" : "did you mean '" + near + "'?");
        return false;
    }

    private @Nullable String nearest(Key key) {
        int least = Math.max(1, key.name().length() / 3) + 1;
        String best = null;
        for (Key other : everywhere.keySet()) {
            if (other.kind().equals(key.kind())
                    && Math.abs(other.name().length() - key.name().length()) < least) {
                int distance = Suggestions.distance(key.name(), other.name());
                if (distance < least) {
                    least = distance;
                    best = other.name();
                }
            }
        }
        return best;
    }
}
