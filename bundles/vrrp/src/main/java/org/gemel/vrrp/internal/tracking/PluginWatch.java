package org.gemel.vrrp.internal.tracking;

import java.time.Instant;
import org.gemel.api.config.Tracked;
import org.gemel.api.config.TrackerDefinition;
import org.gemel.api.platform.EventLoop;
import org.gemel.api.platform.Platform;
import org.gemel.api.tracker.Health;
import org.gemel.api.tracker.Tracker;
import org.gemel.api.tracker.TrackerFactory;
import org.jspecify.annotations.Nullable;

/**
 * Something that a plugin watches. A verdict stays until there is a new one, also when the plugin is replaced or the definition
 * changes; without a plugin and without a verdict it is failed, once plugins have had a moment to arrive.
 */
final class PluginWatch implements Watch {

    /** Bundles start in any order: one that is not there at once is not missing yet. */
    private static final long PATIENCE = 2_000_000_000L;

    private final Platform platform;
    private final EventLoop loop;
    private final Runnable news;
    private final EventLoop.Timer patience;
    private TrackerDefinition definition;
    private @Nullable TrackerFactory factory;
    private @Nullable Tracker tracker;
    private Health health = new Health.Unknown();
    private boolean begun;
    private boolean judged;
    private String complaint = "";
    private Instant since;

    /** @param news called whenever the health has become another */
    PluginWatch(TrackerDefinition definition, Platform platform, Runnable news) {
        this.definition = definition;
        this.platform = platform;
        this.loop = platform.loop();
        this.news = news;
        this.patience = loop.newTimer(this::giveUpWaiting);
        this.since = loop.wallTime();
    }

    /** Watches this through this factory from now on; nothing happens if both are the same as before. */
    void watch(TrackerDefinition wanted, @Nullable TrackerFactory through) {
        if (begun && wanted.equals(definition) && through == factory) {
            return;
        }
        begun = true;
        stop();
        definition = wanted;
        factory = through;
        if (through == null) {
            if (health instanceof Health.Unknown) {
                patience.arm(loop.nanoTime() + PATIENCE);
            }
            return;
        }
        patience.disarm();
        try {
            Tracker now = through.watch(wanted, platform, judged ? health : new Health.Unknown(), this::hear);
            tracker = now;
            hear(now.health());
        } catch (RuntimeException | LinkageError e) {
            // It is asked again at the next occasion.
            factory = null;
            complaint = "its tracker does not work: " + e;
            if (!judged) {
                become(Health.Failed.unasked(complaint));
            }
        }
    }

    /** Has heard this before the first word of a tracker. */
    void remember(Health verdict, Instant when) {
        judged = !(verdict instanceof Health.Unknown);
        health = verdict;
        since = when;
    }

    private void hear(Health verdict) {
        boolean verdictIsThere = !(verdict instanceof Health.Unknown);
        if (verdictIsThere || !judged) {
            judged = verdictIsThere;
            become(verdict);
        }
    }

    private void giveUpWaiting() {
        if (!judged) {
            become(Health.Failed.unasked(
                    "there is no tracker for this: start a bundle that provides trackers of the kind " + kind().text()
                            + ", such as " + usualBundle(kind())));
        }
    }

    private static String usualBundle(Tracked.Kind kind) {
        return kind == Tracked.Kind.BFD ? "org.gemel.bfd" : "org.gemel.tracking";
    }

    private void become(Health verdict) {
        if (!verdict.equals(health)) {
            health = verdict;
            since = loop.wallTime();
            news.run();
        }
    }

    private void stop() {
        Tracker before = tracker;
        tracker = null;
        complaint = "";
        if (before != null) {
            try {
                before.close();
            } catch (RuntimeException | LinkageError e) {
                complaint = "its tracker did not end as it should: " + e;
            }
        }
    }

    void close() {
        patience.disarm();
        stop();
    }

    @Override
    public Tracked.Kind kind() {
        return definition.kind();
    }

    @Override
    public String name() {
        return definition.name();
    }

    @Override
    public Health health() {
        return health;
    }

    @Override
    public String detail() {
        if (tracker != null) {
            return tracker.detail();
        }
        String why = complaint.isEmpty() ? "no tracker" : complaint;
        return judged ? why + "; last verdict kept" : why;
    }

    @Override
    public Instant since() {
        return since;
    }
}
