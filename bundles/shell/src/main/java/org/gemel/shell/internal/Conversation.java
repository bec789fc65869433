package org.gemel.shell.internal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Converter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One client's command lines and their answers; the protocol is in this package's description. */
final class Conversation {

    /** What precedes the exit code at the end: no text contains it. */
    static final int TRAILER = 4;

    private static final String INTERACTIVE = ":interactive";
    private static final String SESSION = ":session";
    private static final String COMPLETE = ":complete ";
    private static final String FILE = ":file ";
    private static final String EXIT = "exit";
    private static final String PROMPT = "gemel> ";
    private static final Logger LOG = LoggerFactory.getLogger("org.gemel.shell");

    private final TimedChannel channel;
    private final CommandProcessor processor;
    private final Completion completion;
    private final Incoming incoming;
    private final ControlServer.Limits limits;
    private final String user;
    private final ByteBuffer received = ByteBuffer.allocate(512).flip();

    /** @param user who is at the other end */
    Conversation(
            TimedChannel channel,
            CommandProcessor processor,
            Completion completion,
            Incoming incoming,
            ControlServer.Limits limits,
            String user) {
        this.user = user;
        this.channel = channel;
        this.processor = processor;
        this.completion = completion;
        this.incoming = incoming;
        this.limits = limits;
    }

    /** Tells a client why it is not served. */
    static void refuse(TimedChannel channel, String why) throws IOException {
        try (channel) {
            channel.write(utf8("error: " + why + "\n"));
            end(channel, Commands.FAILED);
        }
    }

    /** Talks until the client is done, and closes the channel. */
    void hold() {
        OutputStream output = channel.output();
        try (channel;
                CommandSession session = processor.createSession(InputStream.nullInputStream(), output, output)) {
            // Ours come first: stop means the appliance, felix:stop a bundle.
            session.put("SCOPE", "gemel:*");
            session.put(GogoCommands.USER, user);
            answer(session);
        } catch (IOException gone) {
            LOG.debug("a client went away", gone);
        }
    }

    private void answer(CommandSession session) throws IOException {
        try {
            String line = readLine(limits.request());
            if (INTERACTIVE.equals(line)) {
                interact(session);
            } else if (SESSION.equals(line)) {
                serve(session);
            } else if (line != null && line.startsWith(FILE)) {
                end(channel, take(line));
            } else {
                end(channel, line == null ? 0 : execute(session, line));
            }
        } catch (LineTooLong tooLong) {
            printLine("error: the command line has more than " + limits.line() + " bytes");
            end(channel, Commands.FAILED);
        }
    }

    private void interact(CommandSession session) throws IOException, LineTooLong {
        print(PROMPT);
        for (String line = readLine(limits.idle());
                line != null && !line.equals(EXIT);
                line = readLine(limits.idle())) {
            if (!line.isBlank()) {
                execute(session, line);
            }
            print(PROMPT);
        }
    }

    private void serve(CommandSession session) throws IOException, LineTooLong {
        for (String line = readLine(limits.idle());
                line != null && !line.equals(EXIT);
                line = readLine(limits.idle())) {
            end(channel, execute(session, line));
        }
    }

    private int execute(CommandSession session, String line) throws IOException {
        if (line.startsWith(COMPLETE)) {
            return complete(session, line.substring(COMPLETE.length()));
        }
        try {
            Object result = session.execute(line);
            session.getConsole().flush();
            if (result instanceof Boolean answer) {
                // As with test and grep, the exit code tells.
                return answer ? 0 : Commands.FAILED;
            }
            if (result != null) {
                printLine(session.format(result, Converter.INSPECT).toString());
            }
            return 0;
        } catch (CommandFailure failure) {
            printLine(failure.toString());
            return failure.exitCode();
        } catch (Exception | LinkageError | StackOverflowError failed) {
            LOG.debug("command {}", line, failed);
            printLine("error: " + Explanation.of(failed));
            return Explanation.exitCode(failed);
        }
    }

    private int take(String request) throws IOException {
        try {
            printLine(incoming.take(request, this::read).toString());
            return 0;
        } catch (CommandFailure refused) {
            printLine(refused.toString());
            return refused.exitCode();
        }
    }

    /** What came behind the line before what is to come. */
    private int read(ByteBuffer buffer) throws IOException {
        if (!received.hasRemaining()) {
            return channel.read(buffer, limits.stall());
        }
        int count = Math.min(received.remaining(), buffer.remaining());
        buffer.put(received.slice(received.position(), count));
        received.position(received.position() + count);
        return count;
    }

    private int complete(CommandSession session, String line) throws IOException {
        List<String> commands = new ArrayList<>();
        if (session.get(".commands") instanceof Set<?> known) {
            known.forEach(command -> commands.add(command.toString()));
        }
        for (Completion.Candidate candidate : completion.of(line, commands)) {
            printLine(candidate.toString());
        }
        return 0;
    }

    /** The next line without its end, or null at the end of the input. */
    private @Nullable String readLine(Duration patience) throws IOException, LineTooLong {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        while (true) {
            while (received.hasRemaining()) {
                byte next = received.get();
                if (next == '\n') {
                    return text(line);
                }
                line.write(next);
                if (line.size() > limits.line()) {
                    throw new LineTooLong();
                }
            }
            received.clear();
            boolean more = channel.read(received, patience) >= 0;
            received.flip();
            if (!more) {
                return line.size() == 0 ? null : text(line);
            }
        }
    }

    /** A space at the end means something only where the line is not finished. */
    private static String text(ByteArrayOutputStream line) {
        String text = line.toString(StandardCharsets.UTF_8);
        return text.startsWith(COMPLETE) ? text : text.strip();
    }

    private void printLine(String text) throws IOException {
        print(text.endsWith("\n") || text.isEmpty() ? text : text + "\n");
    }

    private void print(String text) throws IOException {
        channel.write(utf8(text));
    }

    private static void end(TimedChannel channel, int exitCode) throws IOException {
        channel.write(utf8((char) TRAILER + Integer.toString(exitCode) + "\n"));
    }

    private static ByteBuffer utf8(String text) {
        return StandardCharsets.UTF_8.encode(text);
    }

    /** The client sent a line that no command line can be. */
    private static final class LineTooLong extends Exception {
        private static final long serialVersionUID = 1L;
    }
}
