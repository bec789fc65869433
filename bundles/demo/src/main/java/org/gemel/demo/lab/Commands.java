package org.gemel.demo.lab;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The one door to programs that run and end at once. Those that stay are {@link Program}s. */
public final class Commands {

    /** The programs used here answer in milliseconds; one that takes this long hangs, on a busy machine too. */
    private static final int TIMEOUT_SECONDS = 120;

    private Commands() {}

    /**
     * How a program ended.
     *
     * @param status its exit status
     * @param output what it wrote, errors included
     */
    public record Result(int status, String output) {}

    /** Runs a program to its end and returns how that was. */
    public static Result run(List<String> command, String input) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.onExit().orTimeout(TIMEOUT_SECONDS, TimeUnit.SECONDS).whenComplete((ended, late) -> {
                if (late != null) {
                    process.destroyForcibly();
                }
            });
            try (OutputStream stdin = process.getOutputStream()) {
                stdin.write(input.getBytes(StandardCharsets.UTF_8));
            }
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Result(process.waitFor(), output);
        } catch (IOException e) {
            throw new LabException("cannot run " + String.join(" ", command) + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LabException("interrupted while running " + String.join(" ", command), e);
        }
    }

    /** Runs a program that must succeed and returns what it wrote. */
    public static String check(List<String> command, String input) {
        Result result = run(command, input);
        if (result.status() != 0) {
            throw new LabException(String.join(" ", command) + " ended with " + result.status() + ": "
                    + result.output().strip() + (input.isEmpty() ? "" : "; its input was:\n" + input));
        }
        return result.output();
    }

    /** Runs a program that must succeed and returns what it wrote. */
    public static String check(String... command) {
        return check(List.of(command), "");
    }
}
