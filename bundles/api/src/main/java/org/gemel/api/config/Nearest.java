package org.gemel.api.config;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** What somebody may have meant who wrote a word that is unknown: for the advice of diagnostics, in whatever language. */
public final class Nearest {

    private static final int LONGEST = 64;

    private Nearest() {}

    /**
     * The candidate that takes the fewest letters to insert, drop, replace or swap with a neighbour, without regard to case;
     * of equals the first in alphabetical order.
     *
     * @return null if none is near, for which a third of the word's letters may be wrong, and at least one
     */
    public static @Nullable String of(String word, Collection<String> candidates) {
        int least = Math.max(1, word.length() / 3) + 1;
        String nearest = null;
        for (String candidate : candidates) {
            if (word.length() > LONGEST || Math.abs(candidate.length() - word.length()) >= least + 1) {
                continue;
            }
            int distance = distance(word, candidate);
            if (distance < least || (distance == least && nearest != null && candidate.compareTo(nearest) < 0)) {
                least = distance;
                nearest = candidate;
            }
        }
        return nearest;
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
                int cost = same(from.charAt(i - 1), to.charAt(j - 1)) ? 0 : 1;
                current[j] = Math.min(Math.min(current[j - 1], previous[j]) + 1, previous[j - 1] + cost);
                if (i > 1 && j > 1 && swapped(from, i, to, j)) {
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

    private static boolean swapped(String from, int i, String to, int j) {
        return same(from.charAt(i - 1), to.charAt(j - 2)) && same(from.charAt(i - 2), to.charAt(j - 1));
    }

    private static boolean same(char a, char b) {
        return Character.toLowerCase(a) == Character.toLowerCase(b);
    }
}
