package org.gemel.config.internal.check;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.gemel.config.internal.schema.Keyword;
import org.gemel.config.internal.schema.Schema;
import org.gemel.config.internal.schema.Shape;
import org.jspecify.annotations.Nullable;

/** What somebody who wrote an unknown word may have meant. */
final class Suggestions {

    private static final int LONGEST = 40;

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
        return nearest(
                word,
                shape.keywords().stream()
                        .filter(keyword -> !keyword.removed())
                        .map(Keyword::name)
                        .toList());
    }

    /** The candidate that is nearest to a word, if any is near. */
    static @Nullable String nearest(String word, Collection<String> candidates) {
        int least = Math.max(1, word.length() / 3) + 1;
        String best = null;
        for (String candidate : candidates) {
            if (word.length() <= LONGEST && Math.abs(candidate.length() - word.length()) < least) {
                int distance = candidate.equalsIgnoreCase(word) ? 0 : distance(word, candidate);
                if (distance < least) {
                    least = distance;
                    best = candidate;
                }
            }
        }
        return best;
    }

    /** Letters to insert, drop, replace or swap with a neighbour to get from one word to the other. */
    static int distance(String from, String to) {
        int[] before = new int[to.length() + 1];
        int[] previous = new int[to.length() + 1];
        int[] current = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            current[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int cost = from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1;
                current[j] = Math.min(Math.min(current[j - 1], previous[j]) + 1, previous[j - 1] + cost);
                if (i > 1
                        && j > 1
                        && from.charAt(i - 1) == to.charAt(j - 2)
                        && from.charAt(i - 2) == to.charAt(j - 1)) {
                    current[j] = Math.min(current[j], before[j - 2] + 1);
                }
            }
            int[] spare = before;
            before = previous;
            previous = current;
            current = spare;
        }
        return previous[to.length()];
    }
}
