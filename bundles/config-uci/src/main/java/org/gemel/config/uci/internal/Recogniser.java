package org.gemel.config.uci.internal;

import java.util.List;
import java.util.regex.Pattern;

/** Tells UCI from other languages by the first lines that say something. */
final class Recogniser {

    private static final Pattern STATEMENT =
            Pattern.compile("(config|c)[ \\t]+[^\\s{}]+([ \\t].*)?|(package|p)[ \\t]+[^\\s{}]+\\s*");
    private static final Pattern LATER = Pattern.compile("(option|list|o|l)[ \\t]+\\w+.*");

    /** What was meant as one; reading tells what is wrong. */
    private static final Pattern MEANT =
            Pattern.compile("['\"]?(config|package|option|list|[cpol])['\"]?([ \\t;].*)?", Pattern.CASE_INSENSITIVE);

    private static final int LOOKED_AT = 50;

    private Recogniser() {}

    static int confidence(String head) {
        List<String> lines = head.lines()
                .map(line -> line.replace("\uFEFF", "").strip())
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .limit(LOOKED_AT)
                .toList();
        if (lines.isEmpty()) {
            return 0;
        }
        String first = lines.get(0);
        if (first.indexOf('{') < 0 && STATEMENT.matcher(first).matches()) {
            return 95;
        }
        if (LATER.matcher(first).matches()) {
            return 40;
        }
        boolean meant = MEANT.matcher(first).matches()
                || lines.stream().anyMatch(line -> STATEMENT.matcher(line).matches());
        return meant && lines.stream().noneMatch(line -> line.indexOf('{') >= 0) ? 20 : 0;
    }
}
