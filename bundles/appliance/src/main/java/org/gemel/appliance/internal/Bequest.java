package org.gemel.appliance.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one life of the appliance leaves to the next in the same process, as a file in the run directory: no update of a bundle
 * can lose that, not even of this one. Another process never takes it.
 */
final class Bequest {

    private static final String FILE = "suspended";
    /** A thousand virtual routers take less than one. */
    private static final long MOST_MEGABYTES = 16;

    private static final Logger LOG = LoggerFactory.getLogger("org.gemel.appliance");

    private final @Nullable Path file;
    private final String process;

    /**
     * What is left.
     *
     * @param startedAt when the first life began
     * @param memory of the engine
     * @param balance memory of the balancer
     */
    record Left(Instant startedAt, String memory, String balance) {}

    /** @param directory the run directory; null for none, in which nothing can be left */
    Bequest(@Nullable String directory) {
        file = directory == null ? null : Path.of(directory).resolve(FILE);
        ProcessHandle self = ProcessHandle.current();
        process = self.pid() + "/"
                + self.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }

    /** Leaves something; what cannot be left is said. */
    void leave(Left left) {
        if (file == null) {
            return;
        }
        try {
            Files.deleteIfExists(file);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(
                    file,
                    process + " " + left.startedAt() + " " + left.memory().length() + "\n" + left.memory()
                            + left.balance(),
                    UTF_8);
        } catch (IOException e) {
            LOG.error("the virtual routers will begin anew, because {} cannot be written: {}", file, e.toString());
        }
    }

    /** Takes what was left in this process; it is there once. */
    Optional<Left> take() {
        if (file == null || !Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            String text = Files.size(file) > MOST_MEGABYTES << 20 ? "" : Files.readString(file, UTF_8);
            Files.delete(file);
            int end = text.indexOf('\n');
            String[] head = text.substring(0, Math.max(0, end)).split(" ");
            if (head.length < 2 || !head[0].equals(process)) {
                return Optional.empty();
            }
            String rest = text.substring(end + 1);
            int engine = head.length == 2 ? rest.length() : Integer.parseInt(head[2]);
            return Optional.of(new Left(Instant.parse(head[1]), rest.substring(0, engine), rest.substring(engine)));
        } catch (IOException | RuntimeException e) {
            LOG.error("the virtual routers begin anew, because {} cannot be read: {}", file, e.toString());
            return Optional.empty();
        }
    }
}
