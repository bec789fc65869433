package org.gemel.shell.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Files that clients send: who asks may see files that the appliance, with its own /tmp and no /home, does not. */
final class Incoming {

    /** As large as a bundle may be. */
    private static final long LARGEST = 64L << 20;

    private static final int BUFFER = 1 << 16;

    /** An update follows at once, and takes a minute at most. */
    private static final Duration USED_WITHIN = Duration.ofMinutes(10);

    private static final Logger LOG = LoggerFactory.getLogger("org.gemel.shell");
    private static final Pattern REQUEST = Pattern.compile(":file ([0-9]{1,9}) ([A-Za-z0-9_+-][A-Za-z0-9._+-]{0,199})");

    private final Path directory;

    /** @param directory for such files alone */
    Incoming(Path directory) {
        this.directory = directory;
    }

    /** What a client sends. */
    interface Source {

        /** Adds what comes next to a buffer; -1 if nothing comes any more. */
        int read(ByteBuffer buffer) throws IOException;
    }

    /**
     * Takes a file.
     *
     * @param request {@code :file}, how many bytes, and a name
     * @return where it is now; whoever uses it deletes it
     * @throws CommandFailure if it cannot be had
     */
    Path take(String request, Source source) throws IOException {
        Matcher asked = REQUEST.matcher(request);
        if (!asked.matches()) {
            throw new CommandFailure(Commands.BAD_CONFIGURATION, "error: wanted :file BYTES NAME\n");
        }
        long size = Long.parseLong(asked.group(1));
        if (size > LARGEST) {
            throw new CommandFailure(
                    Commands.BAD_CONFIGURATION,
                    "error: " + asked.group(2) + " is larger than a bundle may be, which is " + (LARGEST >> 20)
                            + " MB\n");
        }
        Path file = Files.createTempFile(Files.createDirectories(directory), "", "-" + asked.group(2));
        boolean whole = false;
        try {
            whole = fill(file, size, source);
        } finally {
            if (!whole) {
                Files.deleteIfExists(file);
            }
        }
        if (!whole) {
            throw new CommandFailure(Commands.FAILED, "error: " + asked.group(2) + " came only in part\n");
        }
        return file;
    }

    /** Deletes what nobody has used: whoever sent it has gone, or was refused. */
    void sweep() {
        Instant used = Instant.now().minus(USED_WITHIN);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            for (Path file : files) {
                if (Files.getLastModifiedTime(file).toInstant().isBefore(used)) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (NoSuchFileException gone) {
            LOG.trace("{} is gone", gone.getMessage());
        } catch (IOException | DirectoryIteratorException failed) {
            LOG.warn("cannot delete what was sent to {}: {}", directory, failed.toString());
        }
    }

    /** Returns whether all of it has come. */
    private static boolean fill(Path file, long size, Source source) throws IOException {
        long left = size;
        try (WritableByteChannel out = Files.newByteChannel(file, StandardOpenOption.WRITE)) {
            ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
            while (left > 0 && source.read(buffer.clear().limit((int) Math.min(left, BUFFER))) >= 0) {
                left -= buffer.flip().remaining();
                out.write(buffer);
            }
        }
        return left == 0;
    }
}
