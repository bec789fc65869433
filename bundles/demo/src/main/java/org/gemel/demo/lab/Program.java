package org.gemel.demo.lab;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A program that runs until it is told to end. Its output is kept. Safe for any thread. */
public final class Program implements AutoCloseable {

    /** Takes what a program writes, on a thread of its own, until the stream ends. */
    public interface Sink {
        void read(InputStream stream) throws IOException;
    }

    private static final Duration KILLING = Duration.ofSeconds(10);

    private final String name;
    private final Process process;
    private final Recording<String> lines = new Recording<>();

    private Program(String name, Process process) {
        this.name = name;
        this.process = process;
    }

    /** Starts a program whose output and errors are lines of text. */
    public static Program start(String name, List<String> command) {
        Program program = new Program(name, launch(new ProcessBuilder(command).redirectErrorStream(true)));
        program.drain("output", program.process.getInputStream(), program::readLines);
        return program;
    }

    /** Starts a program whose output is for somebody else, and whose errors are lines of text. */
    public static Program start(String name, List<String> command, Sink output) {
        Program program = new Program(name, launch(new ProcessBuilder(command)));
        program.drain("errors", program.process.getErrorStream(), program::readLines);
        program.drain("output", program.process.getInputStream(), output);
        return program;
    }

    private static Process launch(ProcessBuilder builder) {
        try {
            return builder.redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
                    .start();
        } catch (IOException e) {
            throw new LabException("cannot start " + String.join(" ", builder.command()) + ": " + e.getMessage(), e);
        }
    }

    private void drain(String what, InputStream stream, Sink sink) {
        Thread reader = new Thread(
                () -> {
                    try (stream) {
                        sink.read(stream);
                    } catch (IOException | UncheckedIOException e) {
                        // A killed program's pipe may break in the middle of a line; what came until then counts.
                        lines.add("(" + what + " ended: " + e.getMessage() + ")");
                    }
                },
                "lab " + name + " " + what);
        reader.setDaemon(true);
        reader.start();
    }

    private void readLines(InputStream stream) throws IOException {
        BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            lines.add(line);
        }
    }

    /** What it has written so far. */
    public Recording<String> lines() {
        return lines;
    }

    /** What it has written so far, as text. */
    public String output() {
        return String.join("\n", lines.all());
    }

    /** Its process id, the same in every network namespace. */
    public long pid() {
        return process.pid();
    }

    /** Whether it still runs. */
    public boolean running() {
        return process.isAlive();
    }

    /**
     * Sends a signal to the program and to the processes that it started, those first: a parent that went before them
     * would have let them clean up.
     *
     * @param signal its name without SIG, such as {@code STOP}
     * @return a moment just before the signal was sent
     */
    public Instant signal(String signal) {
        return signal(signal, family());
    }

    /**
     * Kills the program and the processes that it started, so that none can do anything any more, and waits until they
     * are gone.
     *
     * @return a moment just before they were killed
     */
    public Instant kill() {
        List<ProcessHandle> family = family();
        Instant before = signal("KILL", family);
        Await.until(name + " is gone", KILLING, () -> family.stream().noneMatch(ProcessHandle::isAlive));
        return before;
    }

    private List<ProcessHandle> family() {
        try (Stream<ProcessHandle> descendants = process.descendants()) {
            return Stream.concat(descendants, Stream.of(process.toHandle())).toList();
        }
    }

    private static Instant signal(String signal, List<ProcessHandle> processes) {
        List<String> command = new ArrayList<>(List.of("kill", "-" + signal));
        processes.forEach(process -> command.add(Long.toString(process.pid())));
        Instant before = Instant.now();
        Commands.run(command, "");
        return before;
    }

    /** Sends a signal to the program alone, as a service manager would to its main process. */
    public Instant signalMain(String signal) {
        Instant before = Instant.now();
        Commands.run(List.of("kill", "-" + signal, Long.toString(process.pid())), "");
        return before;
    }

    /**
     * Waits for its end.
     *
     * @return its exit status
     */
    public int awaitExit(Duration within) {
        try {
            if (!process.waitFor(within.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new LabException(name + " still runs after " + within.toMillis() + " ms; it wrote:\n" + output());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LabException("interrupted while waiting for the end of " + name, e);
        }
    }

    /** Kills it, if it still runs. */
    @Override
    public void close() {
        if (process.isAlive()) {
            kill();
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
