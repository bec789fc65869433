package org.gemel.config.internal.check;

import java.util.ArrayList;
import java.util.List;
import org.gemel.api.config.Nearest;
import org.gemel.config.internal.schema.Keyword;
import org.gemel.config.internal.schema.Schema;
import org.gemel.config.internal.schema.Shape;
import org.jspecify.annotations.Nullable;

/** What somebody who wrote an unknown word may have meant. */
final class Suggestions {

    private final Schema schema;

    Suggestions(Schema schema) {
        this.schema = schema;
    }

    /** Advice for a word that the shape does not have; empty if nothing is near. */
    String advice(String word, Shape shape) {
        String nearest = nearest(word, shape);
        if (nearest != null) {
            return "did you mean '" + nearest + "'?";
        }
        List<String> homes = new ArrayList<>();
        for (Shape other : schema.shapes()) {
            if (other.find(word) != null && other.value() == null && other != shape) {
                homes.add(other.name().equals(Schema.ROOT) ? "the top of the file" : other.name());
            }
        }
        return homes.isEmpty() || homes.size() > 3 ? "" : "it belongs in " + String.join(" or ", homes);
    }

    private static @Nullable String nearest(String word, Shape shape) {
        return Nearest.of(
                word,
                shape.keywords().stream()
                        .filter(keyword -> !keyword.removed())
                        .map(Keyword::name)
                        .toList());
    }
}
