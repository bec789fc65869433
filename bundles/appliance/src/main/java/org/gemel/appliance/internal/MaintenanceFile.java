package org.gemel.appliance.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Where a maintenance is written down, so that it goes on after a restart: a file for people to read, too. */
final class MaintenanceFile {

    private static final int MOST_BYTES = 4096;

    private final Path file;

    /** @param directory of the appliance's lasting state; made when it is needed */
    MaintenanceFile(Path directory) {
        this.file = directory.resolve("maintenance");
    }

    /**
     * What is written there.
     *
     * @param by who began it
     * @param since when
     * @param until when it ends; null for never
     */
    record Entry(String by, Instant since, @Nullable Instant until) {}

    /** What is written; a file that makes no sense is a maintenance without end; null if there is none. */
    @Nullable
    Entry read() throws IOException {
        if (!Files.exists(file)) {
            return null;
        }
        String text;
        try (var in = Files.newInputStream(file)) {
            text = new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
        }
        String by = "somebody unknown";
        Instant since = Files.getLastModifiedTime(file).toInstant();
        Instant until = null;
        for (String line : text.lines().toList()) {
            String[] words = line.strip().split(" ", 2);
            if (words.length == 2) {
                switch (words[0]) {
                    case "by" -> by = words[1].strip();
                    case "since" -> since = instant(words[1]);
                    case "until" -> until = instant(words[1]);
                    default -> {}
                }
            }
        }
        return new Entry(by, since, until);
    }

    private Instant instant(String text) throws IOException {
        try {
            return Instant.parse(text.strip());
        } catch (DateTimeException e) {
            throw new IOException(file + ": " + text + " is no time, such as 2026-01-31T12:00:00Z", e);
        }
    }

    /** Writes it down, wholly or not at all, also when the power fails. */
    void write(Entry entry) {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        String text = "# This router stays out of the election until then. End it with: gemel maintenance off\n"
                + "by " + entry.by().replaceAll("\\p{Cntrl}", " ") + "\n"
                + "since " + entry.since() + "\n"
                + (entry.until() == null ? "" : "until " + entry.until() + "\n");
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            try (FileChannel out = FileChannel.open(
                    fresh, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
                while (bytes.hasRemaining()) {
                    out.write(bytes);
                }
                out.force(true);
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot write " + file + " (" + e + "); choose another directory with --state-dir", e);
        }
    }

    void delete() throws IOException {
        Files.deleteIfExists(file);
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
