package org.gemel.notifier.script.internal;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.gemel.api.config.Command;
import org.gemel.api.notifier.Outcome;
import org.gemel.api.platform.Ending;
import org.gemel.api.platform.EventLoop;
import org.gemel.api.platform.Platform;
import org.gemel.api.platform.Program;
import org.gemel.api.platform.Programs;
import org.gemel.api.platform.Programs.Signal;
import org.jspecify.annotations.Nullable;

/**
 * Commands that are run one after the other, whatever becomes of each. One that takes too long is told to end, then killed, then
 * left alone. All state is the event loop's.
 */
final class Sequence {

    /** How long a command may take: longer than any that means well. */
    static final Duration LIMIT = Duration.ofSeconds(60);

    /** For a command that was told to end, and again for the kernel to end it. */
    static final Duration GRACE = Duration.ofSeconds(2);

    private static final int OUTPUT_LIMIT = 1024;

    /** As much of what a command said as fits a line. */
    private static final int SAID = 200;

    private final Platform platform;
    private final EventLoop loop;
    private final BooleanSupplier ending;
    private final Deque<Call> left;
    private final List<String> details = new ArrayList<>();
    private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    private EventLoop.@Nullable Timer timer;
    private Programs.@Nullable Run run;
    private @Nullable Signal sent;
    private boolean well = true;

    private Sequence(Platform platform, List<Call> calls, BooleanSupplier ending) {
        this.platform = platform;
        this.ending = ending;
        this.loop = platform.loop();
        this.left = new ArrayDeque<>(calls);
    }

    /**
     * Begins, on any thread; what comes back is completed on the event loop.
     *
     * @param ending whether the platform ends, which kills what runs: then this breaks off
     */
    static CompletableFuture<Outcome> begin(Platform platform, List<Call> calls, BooleanSupplier ending) {
        Sequence sequence = new Sequence(platform, calls, ending);
        sequence.loop.execute(sequence::next);
        return sequence.outcome;
    }

    private void next() {
        Call call = left.poll();
        if (call == null) {
            outcome.complete(new Outcome(well, String.join("; ", details)));
            return;
        }
        if (ending.getAsBoolean()) {
            breakOff(call);
            return;
        }
        Command command = call.command();
        Program program =
                new Program(command.words(), command.user(), command.group(), command.policy(), Map.of(), OUTPUT_LIMIT);
        sent = null;
        EventLoop.Timer limit = loop.newTimer(() -> late(call));
        limit.arm(loop.nanoTime() + LIMIT.toNanos());
        timer = limit;
        run = platform.programs().start(program, ending -> ended(call, ending));
    }

    private void late(Call call) {
        if (run == null || timer == null) {
            return;
        }
        if (sent == Signal.KILL) {
            run.close();
            over(call, false, "not ended by SIGKILL and left alone");
            return;
        }
        sent = sent == null ? Signal.TERMINATE : Signal.KILL;
        run.signal(sent);
        timer.arm(loop.nanoTime() + GRACE.toNanos());
    }

    private void ended(Call call, Ending end) {
        String late = sent == null ? "" : " after more than " + LIMIT.toSeconds() + " s";
        if (sent == null && !(end instanceof Ending.Exited) && ending.getAsBoolean()) {
            breakOff(call);
        } else if (end instanceof Ending.Exited exited) {
            over(call, sent == null && exited.status() == 0, "exit " + exited.status() + late + said(exited));
        } else if (end instanceof Ending.Killed killed) {
            over(call, false, "ended by " + killed.signal() + late);
        } else if (end instanceof Ending.NotStarted refused) {
            over(call, false, "not run: " + refused.reason());
        }
    }

    private void breakOff(Call call) {
        outcome.completeExceptionally(
                new CancellationException(call.keyword() + " was broken off because the platform ends"));
    }

    private static String said(Ending.Exited exited) {
        String first = exited.status() == 0
                ? ""
                : exited.output().lines().findFirst().orElse("").strip();
        return first.isEmpty() ? "" : ", saying: " + first.substring(0, Math.min(SAID, first.length()));
    }

    private void over(Call call, boolean good, String detail) {
        if (timer != null) {
            timer.disarm();
        }
        timer = null;
        run = null;
        well &= good;
        details.add(call.keyword() + " " + detail);
        next();
    }
}
