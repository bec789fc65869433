package org.gemel.config.internal.reader;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The users and groups of this host, as its two files have them. */
final class HostUsers implements Predicate<String> {

    private static final Path USERS = Path.of("/etc/passwd");
    private static final Path GROUPS = Path.of("/etc/group");

    @Override
    public boolean test(String name) {
        return listed(USERS, name) || listed(GROUPS, name);
    }

    /** A host that keeps its users where we cannot look gets no complaint about them. */
    private static boolean listed(Path file, String name) {
        String start = name + ":";
        try (Stream<String> lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
            return lines.anyMatch(line -> line.startsWith(start));
        } catch (IOException | java.io.UncheckedIOException e) {
            return true;
        }
    }
}
