package org.gemel.api.config;

import java.util.HashMap;
import java.util.Map;

/**
 * Texts that stand in a configuration again and again, held once: a format asks it for each word that it has read. It holds
 * no more than a few thousand short ones. Used by one thread, for one reading.
 */
public final class CommonTexts {

    private static final int MOST = 4096;
    private static final int LONGEST = 40;

    private final Map<String, String> known = new HashMap<>();

    /** An equal text, the same one as before if it was asked for before. */
    public String of(String text) {
        if (text.length() > LONGEST) {
            return text;
        }
        String same = known.size() < MOST ? known.putIfAbsent(text, text) : known.get(text);
        return same == null ? text : same;
    }
}
