package org.gemel.launcher.internal;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/** The shell for a person at a terminal: line editing, history, completion. */
final class TerminalShell {

    private static final String PROMPT = "gemel> ";

    private final Terminal terminal;
    private final ShellSession session;
    private final LineReader reader;

    private TerminalShell(Terminal terminal, ShellSession session) {
        this.terminal = terminal;
        this.session = session;
        reader = LineReaderBuilder.builder()
                .appName("gemel")
                .terminal(terminal)
                .completer(new ShellCompleter(session))
                // An exclamation mark is just that, to Gogo.
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .build();
    }

    /**
     * Carries out line after line until {@code exit} or the end of the input.
     *
     * @return the exit code
     * @throws IOException if standard input and output are no terminal that lines can be edited on
     */
    static int run(Path runDirectory) throws IOException {
        try (Terminal terminal = terminal();
                ShellSession session = new ShellSession(runDirectory)) {
            session.connect();
            new TerminalShell(terminal, session).run();
            return ExitCode.OK;
        }
    }

    /** Set by the programs {@code stty} and {@code tty}: no native library. */
    private static Terminal terminal() throws IOException {
        try {
            return TerminalBuilder.builder()
                    .system(true)
                    .provider("exec")
                    .dumb(false)
                    .build();
        } catch (IllegalStateException unable) {
            throw new IOException(unable);
        }
    }

    private void run() {
        while (true) {
            try {
                // What is pasted may have many lines.
                for (String line : reader.readLine(PROMPT).split("\\R", -1)) {
                    if (line.strip().equals("exit")) {
                        return;
                    }
                    if (!line.isBlank()) {
                        ask(line);
                    }
                }
            } catch (EndOfFileException end) {
                return;
            } catch (UserInterruptException cleared) {
                terminal.flush();
            }
        }
    }

    private void ask(String line) {
        Thread asking = Thread.currentThread();
        Terminal.SignalHandler before = terminal.handle(Terminal.Signal.INT, signal -> asking.interrupt());
        try {
            session.ask(line, terminal.output());
        } catch (ClosedByInterruptException interrupted) {
            say("not waiting any longer; the appliance may still be at it");
        } catch (IOException e) {
            say("lost the appliance while it answered: " + e.getMessage());
        } catch (Failure failure) {
            say(String.valueOf(failure.getMessage()));
        } finally {
            terminal.handle(Terminal.Signal.INT, before);
            Thread.interrupted();
        }
    }

    private void say(String what) {
        terminal.writer().println("gemel: " + what);
        terminal.flush();
    }
}
