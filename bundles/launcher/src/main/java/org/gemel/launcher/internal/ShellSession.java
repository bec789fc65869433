package org.gemel.launcher.internal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Many questions in one session of the appliance's shell, whose variables last as long as the connection. An appliance
 * that has been restarted since the last question is connected to anew. For one thread.
 */
final class ShellSession implements AutoCloseable {

    private final Path runDirectory;
    private @Nullable Connection connection;

    ShellSession(Path runDirectory) {
        this.runDirectory = runDirectory;
    }

    /**
     * Connects, unless it is connected.
     *
     * @throws Failure if no appliance runs there, or it may not be asked
     */
    Connection connect() throws IOException {
        Connection open = connection;
        if (open != null && !open.isOver()) {
            return open;
        }
        close();
        open = Connection.open(runDirectory);
        open.send(":session");
        connection = open;
        return open;
    }

    /**
     * Asks one line.
     *
     * @return the exit code
     * @throws Failure if no appliance runs there, or it ends before it has answered
     */
    int ask(String line, OutputStream out) throws IOException {
        try {
            Connection open = connect();
            open.send(oneLine(line));
            return open.receiveAnswer(out);
        } catch (IOException | Failure lost) {
            // What is left of the answer must not be taken for the next one.
            close();
            throw lost;
        }
    }

    /** What the last word of a line may become: each a word and possibly, behind a tab, its description. */
    List<String> complete(String line) throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        ask(":complete " + line, answer);
        return answer.toString(StandardCharsets.UTF_8).lines().toList();
    }

    /** A control character could end the question, or the answer that repeats it. */
    private static String oneLine(String line) {
        return line.replaceAll("\\p{Cntrl}", " ");
    }

    @Override
    public void close() throws IOException {
        Connection open = connection;
        connection = null;
        if (open != null) {
            open.close();
        }
    }
}
