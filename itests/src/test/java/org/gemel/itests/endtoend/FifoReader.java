package org.gemel.itests.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/** Reads all lines that come through a named pipe, also when another pipe takes its place, as keepalived's does at a reload. */
final class FifoReader implements AutoCloseable {

    private static final long LOOK_NANOS = 2_000_000;

    private final Path path;
    private final ConcurrentLinkedQueue<String> lines = new ConcurrentLinkedQueue<>();
    private final Map<Object, RandomAccessFile> open = new ConcurrentHashMap<>();
    private final Thread finder = new Thread(this::find, "fifo-finder");
    private volatile boolean closed;

    FifoReader(Path path) {
        this.path = path;
        finder.setDaemon(true);
        finder.start();
    }

    private void find() {
        while (!closed) {
            try {
                // What is seen again under its old number is the one that is open already.
                if (Files.exists(path)) {
                    Object key = Files.getAttribute(path, "unix:ino");
                    if (!open.containsKey(key)) {
                        begin(key);
                    }
                }
            } catch (IOException gone) {
                // It went in this moment; its successor is seen next time.
                Thread.onSpinWait();
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    /** Open for writing too, a pipe neither waits for a writer nor ends when there is none. */
    private void begin(Object key) throws IOException {
        RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
        open.put(key, file);
        Thread reader = new Thread(() -> read(file), "fifo-reader");
        reader.setDaemon(true);
        reader.start();
    }

    private void read(RandomAccessFile file) {
        try {
            BufferedReader reader = new BufferedReader(new InputStreamReader(new FileInputStream(file.getFD()), UTF_8));
            for (String line = reader.readLine(); line != null && !closed; line = reader.readLine()) {
                lines.add(line);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    long count(String line) {
        return lines.stream().filter(line::equals).count();
    }

    /** What was said of each virtual router and group, in order. */
    Map<String, List<String>> bySubject() {
        return lines.stream()
                .collect(Collectors.groupingBy(
                        line -> line.replaceFirst("\" .*", "\""), TreeMap::new, Collectors.toList()));
    }

    @Override
    public String toString() {
        return String.join("\n", lines);
    }

    @Override
    public void close() {
        closed = true;
        open.values().forEach(file -> {
            try (file) {
                // Wakes who reads it.
                file.write('\n');
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
