package org.gemel.notifier.fifo.internal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.gemel.api.config.Command;
import org.gemel.api.platform.Ending;
import org.gemel.api.platform.EventLoop;
import org.gemel.api.platform.Platform;
import org.gemel.api.platform.Program;
import org.gemel.api.platform.Programs;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The program that reads a pipe, started again when it ends: soon at first, then ever later. All state is the loop's. */
final class Reader {

    private static final Logger LOG = LoggerFactory.getLogger(Reader.class);

    private static final long FIRST = 1_000_000_000L;
    private static final long MOST = 60_000_000_000L;

    /** To read the last lines and end by itself at their end; then to end when asked to. */
    private static final long GRACE = 500_000_000L;

    private static final int OUTPUT_LIMIT = 256;

    private final Platform platform;
    private final EventLoop loop;
    private final Program program;
    private final String name;
    private final CompletableFuture<Void> over = new CompletableFuture<>();
    private EventLoop.@Nullable Timer timer;
    private Programs.@Nullable Run run;
    private long started;
    private long delay = FIRST;
    private boolean ending;
    private boolean asked;

    /** Starts it, soon. */
    Reader(Command command, Path pipe, Platform platform) {
        this.platform = platform;
        this.loop = platform.loop();
        List<String> words = new ArrayList<>(command.words());
        words.add(pipe.toString());
        this.program = new Program(words, command.user(), command.group(), command.policy(), Map.of(), OUTPUT_LIMIT);
        this.name = command.words().get(0) + ", which reads the FIFO " + pipe + ",";
        loop.execute(this::start);
    }

    private void start() {
        if (!ending) {
            started = loop.nanoTime();
            run = platform.programs().start(program, this::ended);
        }
    }

    private void ended(Ending how) {
        run = null;
        if (ending) {
            finish();
            return;
        }
        if (loop.nanoTime() - started >= MOST) {
            delay = FIRST;
        }
        LOG.warn("{} {}; it is started again in {} s", name, text(how), delay / 1_000_000_000L);
        timer(this::start, delay);
        delay = Math.min(MOST, 2 * delay);
    }

    private void timer(Runnable expiry, long after) {
        EventLoop.Timer next = loop.newTimer(expiry);
        next.arm(loop.nanoTime() + after);
        timer = next;
    }

    private static String text(Ending how) {
        if (how instanceof Ending.Exited exited) {
            return "ended with status " + exited.status() + said(exited.output());
        }
        if (how instanceof Ending.Killed killed) {
            return "was ended by " + killed.signal() + said(killed.output());
        }
        return "could not be started: " + ((Ending.NotStarted) how).reason();
    }

    private static String said(String output) {
        String first = output.lines().findFirst().orElse("");
        return first.isBlank() ? "" : " and said \"" + first.strip() + "\"";
    }

    /**
     * Lets it come to its end, which is when it has read what is in the pipe; in the end kills it. Any thread.
     *
     * @return done when it has ended
     */
    CompletableFuture<Void> end() {
        loop.execute(() -> {
            ending = true;
            if (timer != null) {
                timer.disarm();
            }
            if (run == null) {
                finish();
            } else {
                timer(this::insist, GRACE);
            }
        });
        return over;
    }

    private void insist() {
        if (run == null) {
            return;
        }
        if (asked) {
            run.close();
            run = null;
            finish();
        } else {
            asked = true;
            run.signal(Programs.Signal.TERMINATE);
            timer(this::insist, GRACE);
        }
    }

    private void finish() {
        if (timer != null) {
            timer.disarm();
        }
        over.complete(null);
    }
}
