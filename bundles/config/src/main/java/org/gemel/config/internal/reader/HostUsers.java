package org.gemel.config.internal.reader;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The users and groups of this host, as its two files have them, or else its name service, which may know more of them from
 * elsewhere. For one reading of a configuration, which asks for the same ones again and again; used by one thread.
 */
final class HostUsers {

    /** So long the name service may take, once in a reading. */
    private static final long PATIENCE_SECONDS = 2;

    private static final int NOT_FOUND = 2;

    private enum Answer {
        YES,
        NO,
        UNKNOWN
    }

    private final Path users;
    private final Path groups;
    private final List<Path> places;
    private final Map<List<String>, Answer> answers = new HashMap<>();
    private boolean hangs;

    HostUsers() {
        this(
                Path.of("/etc/passwd"),
                Path.of("/etc/group"),
                List.of(Path.of("/usr/bin/getent"), Path.of("/bin/getent")));
    }

    /** @param places where the program may be that asks the name service; a host without one has the files only */
    HostUsers(Path users, Path groups, List<Path> places) {
        this.users = users;
        this.groups = groups;
        this.places = places;
    }

    /** Whether there is a user of that name, for sure. */
    boolean user(String name) {
        return look("passwd", users, name) == Answer.YES;
    }

    /** Whether there may be a user or group of that name; where that cannot be found out nobody shall be warned. */
    boolean known(String name) {
        return look("passwd", users, name) != Answer.NO || look("group", groups, name) != Answer.NO;
    }

    private Answer look(String database, Path file, String name) {
        return answers.computeIfAbsent(List.of(database, name), key -> {
            Answer listed = listed(file, name);
            Answer served = listed == Answer.YES ? listed : served(database, name);
            return served == Answer.NO ? listed : served;
        });
    }

    private static Answer listed(Path file, String name) {
        String start = name + ":";
        try (Stream<String> lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
            return lines.anyMatch(line -> line.startsWith(start)) ? Answer.YES : Answer.NO;
        } catch (IOException | java.io.UncheckedIOException e) {
            return Answer.UNKNOWN;
        }
    }

    private Answer served(String database, String name) {
        Path program = places.stream().filter(Files::isExecutable).findFirst().orElse(null);
        if (program == null || name.isEmpty() || name.startsWith("-")) {
            return Answer.NO;
        }
        if (hangs) {
            return Answer.UNKNOWN;
        }
        try {
            Process process = new ProcessBuilder(program.toString(), database, name)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.getOutputStream().close();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                hangs = true;
                return Answer.UNKNOWN;
            }
            int status = process.exitValue();
            return status == 0 ? Answer.YES : status == NOT_FOUND ? Answer.NO : Answer.UNKNOWN;
        } catch (IOException e) {
            return Answer.UNKNOWN;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Answer.UNKNOWN;
        }
    }
}
