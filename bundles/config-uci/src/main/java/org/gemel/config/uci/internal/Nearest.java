package org.gemel.config.uci.internal;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** What somebody may have meant to write. */
final class Nearest {

    private static final int LONGEST = 64;

    private Nearest() {}

    /** The candidate with the fewest edits, or null if none is near; of equals the first in alphabetical order. */
    static @Nullable String of(String word, Collection<String> candidates) {
        String nearest = null;
        int best = 1 + word.length() / 3;
        for (String candidate : candidates) {
            if (Math.abs(candidate.length() - word.length()) > best || candidate.length() > LONGEST) {
                continue;
            }
            int distance = distance(word, candidate);
            boolean nearer = distance < best || (distance == best && nearest == null);
            if (nearer || (distance == best && nearest != null && candidate.compareTo(nearest) < 0)) {
                best = distance;
                nearest = candidate;
            }
        }
        return nearest;
    }

    private static int distance(String a, String b) {
        if (a.length() > LONGEST) {
            return Integer.MAX_VALUE;
        }
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = diagonal + (same(a.charAt(i - 1), b.charAt(j - 1)) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }

    private static boolean same(char a, char b) {
        return Character.toLowerCase(a) == Character.toLowerCase(b);
    }
}
