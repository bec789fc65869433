package org.gemel.config.uci.internal;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.function.Predicate;
import org.gemel.api.config.Problems;
import org.jspecify.annotations.Nullable;

/**
 * What lies about a configuration and matters to it.
 *
 * @param networks what networks there are
 * @param exists whether there is a file of that name
 */
record Surroundings(Networks networks, Predicate<String> exists) {

    /** Nothing that could change what a text means. */
    static Surroundings none() {
        return new Surroundings(Networks.none(), file -> true);
    }

    /** Those of a file. */
    static Surroundings of(Path file, Problems problems) {
        Path folder = file.toAbsolutePath().getParent();
        Path network =
                file.getParent() == null ? Path.of("network") : file.getParent().resolve("network");
        return new Surroundings(
                folder == null ? Networks.none() : Networks.of(network, problems), Surroundings::onThisHost);
    }

    private static boolean onThisHost(@Nullable String file) {
        try {
            return file != null && Files.exists(Path.of(file));
        } catch (InvalidPathException e) {
            return false;
        }
    }
}
