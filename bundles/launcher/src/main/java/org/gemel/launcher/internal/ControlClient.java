package org.gemel.launcher.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks a running appliance through its control socket. The client sends one line, the Gogo command, and closes its
 * half; the appliance answers with text and, at the very end, a trailer: {@link Trailer#MARK}, the exit code in
 * decimal, a newline. The line {@code :interactive} opens a conversation instead, which has no trailer.
 */
final class ControlClient {

    private static final long STOP_SECONDS = 30;
    private static final int BUFFER = 8192;
    private static final long UPDATE_SECONDS = 60;
    private static final long UPDATE_GLANCE_MILLIS = 250;

    /** As the shell's command says it: it is not over. */
    private static final int STILL_UPDATING = 75;

    /** As a shell says it that was replaced and whose commands are still to come. */
    private static final String NOT_THERE_YET = "there is no command update";

    private final Path runDirectory;
    private final InputStream in;
    private final PrintStream out;

    ControlClient(Path runDirectory, InputStream in, PrintStream out) {
        this.runDirectory = runDirectory;
        this.in = in;
        this.out = out;
    }

    /** Carries out a command and returns its exit code. */
    int run(String command, List<String> arguments) {
        boolean update = command.equals("update") && !arguments.isEmpty();
        // Before one that answers within seconds is opened.
        List<String> words = update ? sent(arguments) : arguments;
        try (Connection connection = Connection.open(runDirectory)) {
            if (command.equals("shell")) {
                return arguments.isEmpty() ? converse(connection) : ask(connection, String.join(" ", arguments));
            }
            if (update) {
                return update(connection, words);
            }
            Optional<ProcessHandle> appliance = RunDirectory.process(runDirectory);
            int code = ask(connection, GogoLine.of(command, arguments));
            if (command.equals("stop") && code == ExitCode.OK) {
                awaitEnd(appliance);
            }
            return code;
        } catch (IOException e) {
            throw new Failure(
                    ExitCode.FAILED, "lost the appliance in " + runDirectory + " while it answered: " + e.getMessage());
        }
    }

    /** Has it begun, and asks again and again how it ends: what answers may itself be replaced meanwhile. */
    private int update(Connection connection, List<String> arguments) throws IOException {
        Optional<ProcessHandle> appliance = RunDirectory.process(runDirectory);
        ByteArrayOutputStream refusal = new ByteArrayOutputStream();
        int begun = ask(connection, GogoLine.of("update", arguments), refusal);
        if (begun != ExitCode.OK) {
            out.print(refusal.toString(UTF_8));
            out.flush();
            return begun;
        }
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(UPDATE_SECONDS);
        while (System.nanoTime() - deadline < 0) {
            try {
                TimeUnit.MILLISECONDS.sleep(UPDATE_GLANCE_MILLIS);
                ByteArrayOutputStream answer = new ByteArrayOutputStream();
                int code;
                try (Connection next = Connection.open(runDirectory)) {
                    code = ask(next, "update", answer);
                }
                if (code != STILL_UPDATING && !answer.toString(UTF_8).contains(NOT_THERE_YET)) {
                    out.print(answer.toString(UTF_8));
                    out.flush();
                    return code;
                }
            } catch (IOException | Failure away) {
                if (appliance.isPresent() && !appliance.get().isAlive()) {
                    throw new Failure(
                            ExitCode.NOT_RUNNING,
                            "the appliance in " + runDirectory + " (pid "
                                    + appliance.get().pid() + ") ended during the update; its log says why");
                }
                // Else the shell is being replaced.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        throw new Failure(
                ExitCode.FAILED, "the update has not ended after " + UPDATE_SECONDS + " s; see: gemel update");
    }

    private List<String> sent(List<String> arguments) {
        List<String> there = new ArrayList<>();
        try {
            for (String each : arguments) {
                there.add(each.startsWith("-") ? each : send(Path.of(each)));
            }
        } catch (IOException e) {
            throw new Failure(
                    ExitCode.FAILED,
                    "cannot send the files to the appliance in " + runDirectory + ": " + e.getMessage());
        }
        return there;
    }

    /** The appliance may see other files than we do; returns where it has this one now. */
    private String send(Path file) throws IOException {
        Jars.Title title = Jars.title(file);
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        try (Connection connection = Connection.open(runDirectory);
                FileChannel bytes = FileChannel.open(file)) {
            String name = (title.name() + "-" + title.version()).replaceAll("[^A-Za-z0-9._-]", "_");
            connection.send(":file " + bytes.size() + " " + name + ".jar");
            ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
            while (bytes.read(buffer.clear()) >= 0) {
                connection.send(buffer.flip());
            }
            connection.endSending();
            int code = connection.receiveAnswer(answer);
            String text = answer.toString(UTF_8).strip();
            if (code != ExitCode.OK) {
                throw new Failure(code, "not updated: " + text);
            }
            return text;
        }
    }

    private int ask(Connection connection, String line) throws IOException {
        return ask(connection, line, out);
    }

    private static int ask(Connection connection, String line, OutputStream out) throws IOException {
        connection.send(line);
        connection.endSending();
        return connection.receiveAnswer(out);
    }

    private int converse(Connection connection) throws IOException {
        connection.send(":interactive");
        Thread typing = new Thread(() -> relay(connection), "gemel-shell-input");
        typing.setDaemon(true);
        typing.start();
        connection.receiveAll(out);
        return ExitCode.OK;
    }

    private void relay(Connection connection) {
        try {
            byte[] buffer = new byte[BUFFER];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                connection.send(ByteBuffer.wrap(buffer, 0, count));
            }
            connection.endSending();
        } catch (IOException e) {
            // The appliance has ended the conversation: the receiving side sees that too, and ends.
        }
    }

    private void awaitEnd(Optional<ProcessHandle> appliance) {
        if (appliance.isEmpty()) {
            return;
        }
        try {
            appliance.get().onExit().get(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new Failure(
                    ExitCode.FAILED,
                    "the appliance in " + runDirectory + " (pid "
                            + appliance.get().pid() + ") has not ended after " + STOP_SECONDS + " s");
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
