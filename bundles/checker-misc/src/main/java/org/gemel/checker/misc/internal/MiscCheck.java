package org.gemel.checker.misc.internal;

import java.time.Duration;
import java.util.Map;
import org.gemel.api.checker.Checker;
import org.gemel.api.checker.Probe;
import org.gemel.api.checker.Verdict;
import org.gemel.api.config.Command;
import org.gemel.api.platform.Ending;
import org.gemel.api.platform.EventLoop;
import org.gemel.api.platform.Platform;
import org.gemel.api.platform.Program;
import org.gemel.api.platform.Programs;
import org.gemel.api.platform.Programs.Signal;
import org.jspecify.annotations.Nullable;

/**
 * Runs a command for each probe and judges by its exit status (behaviour 92). One that takes too long has failed there and
 * then; it is asked to end, and killed two seconds later or when the next one starts. All state belongs to the event loop,
 * which is where programs are started.
 */
final class MiscCheck implements Checker {

    private static final int LONGEST_OUTPUT = 256;
    private static final int LONGEST_QUOTE = 80;
    /** With misc_dynamic, exit statuses from here on are weights. */
    private static final int FIRST_WEIGHT = 2;

    private final String asked;
    private final Duration timeout;
    private final boolean dynamic;
    private int configuredWeight;
    private final EventLoop loop;
    private final Programs programs;
    private final Program program;

    private @Nullable Running running;
    private boolean closed;

    /**
     * @param timeout how long a run may take
     * @param dynamic whether exit statuses from 2 on say what the real server is to weigh
     * @param configuredWeight what it weighs otherwise
     */
    MiscCheck(Command command, Duration timeout, boolean dynamic, int configuredWeight, Platform platform) {
        this.timeout = timeout;
        this.dynamic = dynamic;
        this.configuredWeight = configuredWeight;
        asked = String.join(" ", command.words());
        loop = platform.loop();
        programs = platform.programs();
        program = new Program(
                command.words(), command.user(), command.group(), command.policy(), Map.of(), LONGEST_OUTPUT);
    }

    @Override
    public void ask(Probe probe) {
        loop.execute(() -> {
            if (!closed) {
                end();
                running = new Running(probe);
            }
        });
    }

    @Override
    public void weight(int configured) {
        loop.execute(() -> configuredWeight = configured);
    }

    @Override
    public void close() {
        loop.execute(() -> {
            closed = true;
            end();
        });
    }

    private void end() {
        Running last = running;
        running = null;
        if (last != null) {
            last.end();
        }
    }

    /** One run, from start to end. */
    private final class Running {

        private final Probe probe;
        private final long started = loop.nanoTime();
        private final EventLoop.Timer patience = loop.newTimer(this::late);
        private final Programs.Run run;
        private boolean overdue;
        private boolean over;

        Running(Probe probe) {
            this.probe = probe;
            patience.arm(started + timeout.toNanos());
            run = programs.start(program, this::ended);
            probe.onAbandoned(() -> loop.execute(this::end));
        }

        private void late() {
            if (overdue) {
                run.signal(Signal.KILL);
                return;
            }
            overdue = true;
            run.signal(Signal.TERMINATE);
            probe.answer(Verdict.failed(
                    asked, "no result within " + seconds(timeout), Duration.ofNanos(loop.nanoTime() - started)));
            patience.arm(loop.nanoTime() + MiscCheckerFactory.GRACE.toNanos());
        }

        private void ended(Ending ending) {
            over = true;
            patience.disarm();
            if (overdue) {
                return;
            }
            Duration took = Duration.ofNanos(loop.nanoTime() - started);
            if (ending instanceof Ending.Exited exited) {
                probe.answer(exited(exited, took));
            } else if (ending instanceof Ending.Killed killed) {
                probe.answer(Verdict.failed(asked, "killed by " + killed.signal() + quote(killed.output()), took));
            } else if (ending instanceof Ending.NotStarted not) {
                probe.answer(Verdict.failed(asked, not.reason(), took));
            }
        }

        private Verdict exited(Ending.Exited exited, Duration took) {
            int status = exited.status();
            String answer = "exit " + status + quote(exited.output());
            if (status == 0) {
                return Verdict.passed(asked, answer, took);
            }
            if (dynamic && status >= FIRST_WEIGHT) {
                int wanted = status - FIRST_WEIGHT;
                return new Verdict(
                        true,
                        wanted - configuredWeight,
                        new Verdict.Evidence(asked, "weight " + wanted + " (" + answer + ")", took));
            }
            return Verdict.failed(asked, answer, took);
        }

        void end() {
            if (!over) {
                over = true;
                patience.disarm();
                run.close();
            }
        }
    }

    private static String seconds(Duration time) {
        return time.toMillis() < 10_000 ? time.toMillis() + " ms" : time.toSeconds() + " s";
    }

    /** The first line of what it said. */
    private static String quote(String output) {
        return output.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .findFirst()
                .map(line -> ": " + (line.length() <= LONGEST_QUOTE ? line : line.substring(0, LONGEST_QUOTE) + "..."))
                .orElse("");
    }
}
