package org.gemel.config.uci.internal;

import java.util.regex.Pattern;

/** Tells UCI from other languages by the first lines that say something. */
final class Recogniser {

    private static final Pattern STATEMENT =
            Pattern.compile("(config|c)[ \\t]+[^\\s{}]+([ \\t].*)?|(package|p)[ \\t]+[^\\s{}]+\\s*");
    private static final Pattern LATER = Pattern.compile("(option|list|o|l)[ \\t]+\\w+.*");

    private Recogniser() {}

    static int confidence(String head) {
        for (String raw : head.split("\n")) {
            String line = raw.replace("\uFEFF", "").strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                return STATEMENT.matcher(line).matches() && line.indexOf('{') < 0
                        ? 95
                        : LATER.matcher(line).matches() ? 40 : 0;
            }
        }
        return 0;
    }
}
