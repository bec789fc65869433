package org.gemel.itests.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the JVM of an appliance writes about its garbage collections. */
final class GarbageLog {

    private static final Pattern PAUSE = Pattern.compile("\\] GC\\(\\d+\\) Pause (\\w+) .* ([0-9.]+)ms$");

    private final Path file;

    /** @param directory where it writes */
    GarbageLog(Path directory) {
        file = directory.resolve("gc.log");
    }

    /** What is to come before the command of an appliance. */
    List<String> recorder() {
        return List.of("env", "GEMEL_JAVA_OPTS=-Xlog:gc:file=" + file);
    }

    /** How many lines there are. */
    int lines() {
        return read().size();
    }

    /** What was collected after the first so many lines. */
    String since(int lines) {
        int young = 0;
        int full = 0;
        double longest = 0;
        List<String> all = read();
        for (String line : all.subList(lines, all.size())) {
            Matcher pause = PAUSE.matcher(line);
            if (pause.find()) {
                young += pause.group(1).equals("Young") ? 1 : 0;
                full += pause.group(1).equals("Full") ? 1 : 0;
                longest = Math.max(longest, Double.parseDouble(pause.group(2)));
            }
        }
        return String.format(Locale.ROOT, "%d young and %d full collections, at most %.0f ms", young, full, longest);
    }

    private List<String> read() {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
