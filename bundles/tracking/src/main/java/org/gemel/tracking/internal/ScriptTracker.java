package org.gemel.tracking.internal;

import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.gemel.api.config.TrackerDefinition.Script;
import org.gemel.api.platform.Ending;
import org.gemel.api.platform.Ending.Exited;
import org.gemel.api.platform.Ending.Killed;
import org.gemel.api.platform.Ending.NotStarted;
import org.gemel.api.platform.EventLoop;
import org.gemel.api.platform.Platform;
import org.gemel.api.platform.Program;
import org.gemel.api.platform.Programs;
import org.gemel.api.platform.Programs.Signal;
import org.gemel.api.tracker.Health;
import org.gemel.api.tracker.Tracker;
import org.jspecify.annotations.Nullable;

/**
 * Runs a command again and again, never two at once, and judges by its exit status (behaviours 59 and 60). A run that takes
 * too long counts as failed there and then; it is asked to end, and killed two seconds later. One that even that does not
 * end counts as failed again at each interval.
 */
final class ScriptTracker implements Tracker {

    private static final Duration GRACE = Duration.ofSeconds(2);

    private final Script definition;
    private final Programs programs;
    private final EventLoop loop;
    private final Consumer<Health> news;
    private final Program program;
    private final RiseAndFall count;
    private final EventLoop.Timer next;
    private final EventLoop.Timer patience;

    private Health health;
    private String detail = "";
    private Programs.@Nullable Run run;
    private long started;
    private boolean overdue;
    /** How often in a row it could not be run. */
    private int unasked;

    private boolean closed;

    /** @param last the verdict that it begins with, which init_fail does not touch (behaviour 103); Unknown for none */
    ScriptTracker(Script definition, Platform platform, Health last, Consumer<Health> news) {
        this.definition = definition;
        this.programs = platform.programs();
        this.loop = platform.loop();
        this.news = news;
        program = new Program(
                definition.command(),
                definition.user(),
                definition.group(),
                definition.policy(),
                Map.of(),
                Phrases.LONGEST_OUTPUT);
        health = last instanceof Health.Unknown && definition.startsFailed()
                ? new Health.Failed("has not succeeded yet, and counts as failed until then (init_fail)")
                : last;
        count = new RiseAndFall(definition.rise(), definition.fall(), health);
        next = loop.newTimer(this::tick);
        patience = loop.newTimer(this::late);
        next.arm(loop.nanoTime());
        tick();
    }

    @Override
    public Health health() {
        return health;
    }

    @Override
    public String detail() {
        return detail;
    }

    private void tick() {
        long interval = definition.interval().toNanos();
        long now = loop.nanoTime();
        long following = next.deadline() + interval;
        // After a pause the runs that were missed are not made up for.
        next.arm(following - now > 0 ? following : now + interval);
        if (run == null) {
            started = now;
            overdue = false;
            patience.arm(now + definition.timeout().toNanos());
            run = programs.start(program, this::ended);
        } else if (overdue) {
            detail = "a run that began " + Phrases.time(now - started) + " ago does not end";
            judge(false, tooLate());
        }
    }

    private void late() {
        if (run == null) {
            return;
        }
        if (overdue) {
            run.signal(Signal.KILL);
            return;
        }
        overdue = true;
        run.signal(Signal.TERMINATE);
        patience.arm(loop.nanoTime() + GRACE.toNanos());
        failed(tooLate());
    }

    private String tooLate() {
        return "no result within " + Phrases.time(definition.timeout().toNanos());
    }

    private void ended(Ending ending) {
        run = null;
        patience.disarm();
        if (overdue) {
            return;
        }
        if (!(ending instanceof NotStarted)) {
            unasked = 0;
        }
        String took = " after " + Phrases.time(loop.nanoTime() - started);
        if (ending instanceof Exited exited) {
            String phrase = "exit " + exited.status();
            detail = phrase + took + Phrases.quote(exited.output());
            judge(exited.status() == 0, phrase);
        } else if (ending instanceof Killed killed) {
            String phrase = "killed by " + killed.signal();
            detail = phrase + took + Phrases.quote(killed.output());
            judge(false, phrase);
        } else if (ending instanceof NotStarted not) {
            detail = not.reason();
            unasked++;
            judge(false, not.reason());
        }
    }

    private void failed(String reason) {
        detail = reason;
        judge(false, reason);
    }

    private void judge(boolean success, String reason) {
        count.result(success);
        if (closed || !count.decided()) {
            return;
        }
        Health verdict;
        if (count.well()) {
            verdict = new Health.Well();
        } else if (success) {
            // On its way up, it stays failed for the reason known.
            return;
        } else {
            verdict = unasked == 0 ? new Health.Failed(reason) : unasked(reason);
        }
        if (!verdict.equals(health)) {
            health = verdict;
            news.accept(verdict);
        }
    }

    /** One that failed when it last ran has still done so until it could not be run as often as makes a failure. */
    private Health unasked(String reason) {
        boolean patient = health instanceof Health.Failed failed && failed.asked() && unasked < definition.fall();
        return patient ? health : Health.Failed.unasked(reason);
    }

    @Override
    public void close() {
        closed = true;
        next.disarm();
        patience.disarm();
        if (run != null) {
            run.close();
            run = null;
        }
    }
}
