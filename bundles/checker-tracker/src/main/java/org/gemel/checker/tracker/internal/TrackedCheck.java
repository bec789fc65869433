package org.gemel.checker.tracker.internal;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;
import org.gemel.api.checker.BadSettingException;
import org.gemel.api.checker.Checker;
import org.gemel.api.checker.Probe;
import org.gemel.api.checker.Verdict;
import org.gemel.api.config.CheckerDefinition;
import org.gemel.api.config.TrackerDefinition;
import org.gemel.api.platform.EventLoop;
import org.gemel.api.platform.Platform;
import org.gemel.api.tracker.Health;
import org.gemel.api.tracker.Tracker;
import org.gemel.api.tracker.TrackerFactory;
import org.jspecify.annotations.Nullable;

/** Says what a tracker says, and whenever that changes. All state belongs to the event loop, as trackers do. */
final class TrackedCheck implements Checker {

    private final TrackerDefinition definition;
    private final TrackerFactory trackers;
    private final Platform platform;
    private final EventLoop loop;
    private final Function<Health, Judgement> judge;
    private final Consumer<Verdict> heard;
    private final String asked;

    private @Nullable Tracker tracker;
    /** Who waits until something is known. */
    private @Nullable Probe waiting;

    private boolean closed;

    private TrackedCheck(
            TrackerDefinition definition,
            TrackerFactory trackers,
            Platform platform,
            Function<Health, Judgement> judge,
            Consumer<Verdict> heard) {
        this.definition = definition;
        this.trackers = trackers;
        this.platform = platform;
        this.loop = platform.loop();
        this.judge = judge;
        this.heard = heard;
        asked = definition.kind().text() + " " + definition.name();
    }

    /** @throws BadSettingException if the check refers to nothing */
    static TrackedCheck of(
            CheckerDefinition definition,
            TrackerFactory trackers,
            Platform platform,
            Function<Health, Judgement> judge,
            Consumer<Verdict> heard)
            throws BadSettingException {
        TrackerDefinition tracked = definition.tracker();
        if (tracked == null) {
            throw new BadSettingException(
                    definition.at(),
                    definition.kind() + " does not say what it looks at; name something defined above");
        }
        return new TrackedCheck(tracked, trackers, platform, judge, heard);
    }

    @Override
    public boolean polled() {
        return false;
    }

    @Override
    public void ask(Probe probe) {
        loop.execute(() -> {
            if (closed) {
                return;
            }
            waiting = probe;
            Tracker known = tracker;
            if (known == null) {
                known = trackers.watch(definition, platform, this::changed);
                tracker = known;
            }
            changed(known.health());
        });
    }

    private void changed(Health health) {
        if (closed || health instanceof Health.Unknown) {
            return;
        }
        Judgement judgement = judge.apply(health);
        Verdict verdict = new Verdict(
                judgement.passed(), judgement.weight(), new Verdict.Evidence(asked, judgement.why(), Duration.ZERO));
        Probe asking = waiting;
        waiting = null;
        // Whoever has stopped waiting does not hear it.
        if (asking != null && !asking.over()) {
            asking.answer(verdict);
        } else {
            heard.accept(verdict);
        }
    }

    @Override
    public void close() {
        loop.execute(() -> {
            closed = true;
            Tracker known = tracker;
            tracker = null;
            if (known != null) {
                known.close();
            }
        });
    }
}
