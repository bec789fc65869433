package org.gemel.config.keepalived.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.gemel.api.config.Diagnostic;
import org.gemel.api.config.Diagnostic.Severity;
import org.gemel.api.config.Position;
import org.gemel.api.config.Problems;

/** Finds the files that an include means (behaviour 7). */
final class Includes {

    private static final Set<PosixFilePermission> EXECUTE = Set.of(
            PosixFilePermission.OWNER_EXECUTE, PosixFilePermission.GROUP_EXECUTE, PosixFilePermission.OTHERS_EXECUTE);

    private final Problems problems;
    /** Names looked at so far, against {@link Limits#DIRECTORY_ENTRIES}. */
    private int looked;

    Includes(Problems problems) {
        this.problems = problems;
    }

    /** The files in the order of the pattern's alternatives, each sorted by name; what is wrong is reported. */
    List<Path> find(String pattern, Path directory, IncludeCheck check, Position at) {
        List<String> alternatives = Glob.alternatives(pattern, Limits.BRACE_ALTERNATIVES);
        if (alternatives == null) {
            problems.error(
                    at,
                    "include-too-many",
                    "the braces of this include have more than " + Limits.BRACE_ALTERNATIVES + " alternatives",
                    "use a wildcard instead");
            return List.of();
        }
        List<Path> found = new ArrayList<>();
        for (String alternative : alternatives) {
            List<Path> files = matching(alternative, directory, at);
            if (files.isEmpty() && alternatives.size() > 1) {
                reportMissing(alternative, check.brace(), false, at);
            }
            found.addAll(files);
        }
        if (found.isEmpty() && alternatives.size() == 1) {
            boolean wild = Glob.wild(pattern);
            reportMissing(pattern, wild ? check.wildcard() : check.match(), wild, at);
        } else if (found.isEmpty() && (Glob.wild(pattern) ? check.wildcard() : check.match()) && !check.brace()) {
            reportMissing(pattern, true, false, at);
        }
        found.removeIf(file -> !plain(file, check, at));
        return found;
    }

    /** Only a wildcard may match nothing in good faith: an empty conf.d is usual. */
    private void reportMissing(String pattern, boolean strict, boolean wild, Position at) {
        problems.add(new Diagnostic(
                at,
                strict ? Severity.ERROR : wild ? Severity.NOTE : Severity.WARNING,
                "include-missing",
                "no file is " + pattern,
                strict ? "create it or remove the include" : "nothing is read in its place"));
    }

    private boolean plain(Path file, IncludeCheck check, Position at) {
        if (!Files.isRegularFile(file)) {
            problems.warning(
                    at,
                    "include-not-a-file",
                    file + " is no regular file and is skipped",
                    "include files, not directories");
            return false;
        }
        if (executable(file)) {
            problems.warning(
                    at,
                    "include-executable",
                    file + " is executable and is skipped, as keepalived does",
                    "chmod a-x " + file);
            return false;
        }
        if (!Files.isReadable(file)) {
            problems.add(new Diagnostic(
                    at,
                    check.readable() ? Severity.ERROR : Severity.WARNING,
                    "include-unreadable",
                    file + " cannot be read",
                    "look at its permissions"));
            return false;
        }
        return true;
    }

    private static boolean executable(Path file) {
        try {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
            return EXECUTE.stream().anyMatch(permissions::contains);
        } catch (IOException | UnsupportedOperationException e) {
            return Files.isExecutable(file);
        }
    }

    private List<Path> matching(String pattern, Path directory, Position at) {
        try {
            look();
            Path path = directory.resolve(pattern.isEmpty() ? "." : pattern);
            if (!Glob.wild(pattern)) {
                return Files.exists(path, LinkOption.NOFOLLOW_LINKS) ? List.of(path) : List.of();
            }
            List<Path> paths = new ArrayList<>(List.of(pattern.startsWith("/") ? Path.of("/") : directory));
            for (String name : pattern.split("/+")) {
                if (!name.isEmpty()) {
                    paths = descend(paths, name);
                }
            }
            return paths;
        } catch (InvalidPathException | IOException | UncheckedIOException | DirectoryIteratorException e) {
            problems.error(at, "include-failed", "cannot look for " + pattern + ": " + e.getMessage(), "");
            return List.of();
        }
    }

    private List<Path> descend(List<Path> directories, String name) throws IOException {
        List<Path> next = new ArrayList<>();
        for (Path directory : directories) {
            if (!Glob.wild(name)) {
                Path path = directory.resolve(name);
                if (Files.exists(path)) {
                    next.add(path);
                }
            } else if (Files.isDirectory(directory) && Files.isReadable(directory)) {
                List<Path> matches = new ArrayList<>();
                try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
                    for (Path entry : entries) {
                        look();
                        if (Glob.matches(name, String.valueOf(entry.getFileName()))) {
                            matches.add(directory.resolve(String.valueOf(entry.getFileName())));
                        }
                    }
                }
                matches.sort(null);
                next.addAll(matches);
            }
        }
        return next;
    }

    private void look() throws IOException {
        if (++looked > Limits.DIRECTORY_ENTRIES) {
            throw new IOException("the includes look at more than " + Limits.DIRECTORY_ENTRIES + " names");
        }
    }
}
