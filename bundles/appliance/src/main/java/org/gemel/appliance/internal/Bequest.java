package org.gemel.appliance.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.gemel.api.config.Directive;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one life of the appliance leaves to the next in the same process, as a file in the run directory: no update of a bundle
 * can lose that, not even of this one. Another process never takes it. It begins with the process; then come its parts, each
 * behind a line with its name and its length, so that a life may leave what another version does not know.
 */
final class Bequest {

    private static final String FILE = "suspended";
    /** As much as the largest configuration that formats read, where there is the memory to read it back. */
    private static final long MOST = Math.min(128L << 20, Runtime.getRuntime().maxMemory() / 8);

    private static final int BYTES_OF_CHARACTER = 3;
    /** For the names and lengths of parts, and what is short. */
    private static final long RESERVED = 1000;

    private static final Logger LOG = LoggerFactory.getLogger("org.gemel.appliance");

    private final @Nullable Path file;
    private final String process;
    private final long most;

    /**
     * What is left.
     *
     * @param startedAt when the first life began
     * @param memory of the engine
     * @param balance memory of the balancer
     * @param running what ran; null if nothing did
     * @param notices what nobody was told yet
     */
    record Left(
            Instant startedAt,
            String memory,
            String balance,
            @Nullable Running running,
            String notices) {}

    /**
     * A configuration that ran.
     *
     * @param file where it is from
     * @param instance what cannot be changed without a restart: the name of the appliance, and
     * @param namespace its network namespace; null for none
     * @param tree the text
     * @param included other files that it was written in
     * @param references other programs' files that decide what it means
     * @param edited whether the file says something else by now
     * @param unconfirmed what runs again unless the last reload is confirmed; null if that is not awaited
     */
    record Running(
            Path file,
            String instance,
            @Nullable String namespace,
            List<Directive> tree,
            List<Path> included,
            List<Path> references,
            boolean edited,
            @Nullable Unconfirmed unconfirmed) {}

    /**
     * A reload that awaits a confirmation.
     *
     * @param former the text of what ran before
     * @param left how much time there is
     */
    record Unconfirmed(List<Directive> former, Duration left) {}

    /** @param directory the run directory; null for none, in which nothing can be left */
    Bequest(@Nullable String directory) {
        this(directory, MOST);
    }

    /** @param most how many characters may be left */
    Bequest(@Nullable String directory, long most) {
        this.most = most;
        file = directory == null ? null : Path.of(directory).resolve(FILE);
        ProcessHandle self = ProcessHandle.current();
        process = self.pid() + "/"
                + self.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }

    /** Leaves something; what cannot be left is said. Where not all can be, the engine's memory comes first. */
    void leave(Left left) {
        if (file == null) {
            return;
        }
        Map<String, String> parts = parts(left);
        StringBuilder text = new StringBuilder(process).append('\n');
        parts.forEach((name, part) -> text.append(name)
                .append(' ')
                .append(part.length())
                .append('\n')
                .append(part)
                .append('\n'));
        try {
            Files.deleteIfExists(file);
            if (text.length() > most) {
                throw new IOException("it would have " + text.length() + " characters; at most " + most + " are read");
            }
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, text, UTF_8);
        } catch (IOException e) {
            LOG.error("the virtual routers will begin anew, because {} cannot be written: {}", file, e.toString());
        }
    }

    private Map<String, String> parts(Left left) {
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("started", left.startedAt().toString());
        parts.put("memory", left.memory());
        parts.put("balance", left.balance());
        parts.put("notices", left.notices());
        Running running = left.running();
        if (running != null) {
            parts.put("file", running.file().toString());
            parts.put("instance", running.instance());
            parts.put("included", lines(running.included()));
            parts.put("references", lines(running.references()));
            parts.put("edited", Boolean.toString(running.edited()));
            if (running.namespace() != null) {
                parts.put("namespace", running.namespace());
            }
            if (!put("configuration", running.tree(), parts)) {
                LOG.error(
                        "the configuration that runs is too large to be left in {}, so the next version of the appliance"
                                + " reads {} as it is by then; give the process more memory (-Xmx)",
                        file,
                        running.file());
                return parts;
            }
            Unconfirmed unconfirmed = running.unconfirmed();
            if (unconfirmed != null && put("former", unconfirmed.former(), parts)) {
                parts.put("confirm", unconfirmed.left().toString());
            } else if (unconfirmed != null) {
                LOG.error(
                        "the reload that awaits a confirmation is not taken back any more, for what ran before it is too"
                                + " large to be left in {} too; mend {} and reload if it must be",
                        file,
                        running.file());
            }
        }
        return parts;
    }

    /** Adds a tree if there is room for it. */
    private boolean put(String name, List<Directive> tree, Map<String, String> parts) {
        long taken = parts.values().stream().mapToLong(String::length).sum() + RESERVED;
        Optional<String> text = TreeText.of(tree, most - taken);
        text.ifPresent(it -> parts.put(name, it));
        return text.isPresent();
    }

    /** Looks at what was left in this process; it is there until {@link #clear}, for whoever fails to go on with it. */
    Optional<Left> look() {
        if (file == null || !Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            if (Files.size(file) > most * BYTES_OF_CHARACTER) {
                throw new IOException("it has " + Files.size(file) + " bytes, more than anybody leaves");
            }
            String text = Files.readString(file, UTF_8);
            if (!text.startsWith(process + "\n")) {
                clear();
                return Optional.empty();
            }
            return Optional.of(left(parts(text.substring(process.length() + 1))));
        } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException | java.time.DateTimeException e) {
            LOG.error("the virtual routers begin anew, because {} cannot be read: {}", file, e.toString());
            clear();
            return Optional.empty();
        }
    }

    private static Map<String, String> parts(String text) {
        Map<String, String> parts = new LinkedHashMap<>();
        for (int at = 0; at < text.length(); ) {
            int end = text.indexOf('\n', at);
            String[] head = text.substring(at, end).split(" ");
            int length = Integer.parseInt(head[1]);
            parts.put(head[0], text.substring(end + 1, end + 1 + length));
            at = end + 1 + length + 1;
        }
        return parts;
    }

    private static String lines(List<Path> paths) {
        return paths.stream().map(Path::toString).collect(Collectors.joining("\n"));
    }

    private static List<Path> paths(Map<String, String> parts, String name) {
        return parts.getOrDefault(name, "").lines().map(Path::of).toList();
    }

    private static Left left(Map<String, String> parts) {
        Running running = null;
        if (parts.containsKey("configuration")) {
            Unconfirmed unconfirmed = parts.containsKey("confirm")
                    ? new Unconfirmed(
                            TreeText.tree(parts.getOrDefault("former", "")),
                            Duration.parse(parts.getOrDefault("confirm", "")))
                    : null;
            running = new Running(
                    Path.of(parts.getOrDefault("file", "")),
                    parts.getOrDefault("instance", ""),
                    parts.get("namespace"),
                    TreeText.tree(parts.getOrDefault("configuration", "")),
                    paths(parts, "included"),
                    paths(parts, "references"),
                    Boolean.parseBoolean(parts.get("edited")),
                    unconfirmed);
        }
        return new Left(
                Instant.parse(parts.getOrDefault("started", "")),
                parts.getOrDefault("memory", ""),
                parts.getOrDefault("balance", ""),
                running,
                parts.getOrDefault("notices", ""));
    }

    /** Nobody needs it any more. */
    void clear() {
        try {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            LOG.warn("cannot delete {}: {}", file, e.toString());
        }
    }
}
