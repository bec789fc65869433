package org.gemel.itests.faults;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Objects;
import org.gemel.demo.lab.Commands;

/** A time of day that one program alone reads, and that can be set without setting the machine's. */
final class OwnClock {

    private final Path directory;

    /** One that is to be made in a directory. */
    OwnClock(Path directory) {
        this.directory = directory;
    }

    /** Makes it; it shows the true time. */
    void make() {
        try (InputStream source =
                Objects.requireNonNull(OwnClock.class.getResourceAsStream("clock.c"), "clock.c is missing")) {
            Path text = directory.resolve("clock.c");
            Files.copy(source, text);
            Commands.check("cc", "-shared", "-fPIC", "-O2", "-o", library(), text.toString());
            set(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sets it: so many seconds from the true time. */
    void set(long difference) {
        // In place, for it is mapped by who reads it.
        ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.nativeOrder());
        bytes.putLong(difference).flip();
        try (FileChannel channel = FileChannel.open(file(), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.write(bytes, 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What starts a program that reads it. */
    List<String> command() {
        return List.of("env", "LD_PRELOAD=" + library(), "GEMEL_CLOCK=" + file());
    }

    private String library() {
        return directory.resolve("clock.so").toString();
    }

    private Path file() {
        return directory.resolve("clock");
    }
}
