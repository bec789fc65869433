package org.gemel.vrrp.internal.tracking;

import java.time.Duration;
import java.time.Instant;
import org.gemel.api.config.LinkDelays;
import org.gemel.api.config.Tracked;
import org.gemel.api.platform.EventLoop;
import org.gemel.api.platform.Link;
import org.gemel.api.tracker.Health;
import org.jspecify.annotations.Nullable;

/**
 * An interface: well while it is up with carrier. A change counts when it has lasted for the configured delay (behaviour 66);
 * an interface that disappears is down at once.
 */
final class LinkWatch implements Watch {

    private static final Health WELL = new Health.Well();

    private final String name;
    private final EventLoop loop;
    private final Runnable news;
    private final EventLoop.Timer settling;
    private Duration downDelay = Duration.ZERO;
    private Duration upDelay = Duration.ZERO;
    private Health health;
    private Health seen;
    private Instant since;

    /**
     * @param link the interface as it is, null if there is none
     * @param news called whenever the health has become another, never from within the constructor
     */
    LinkWatch(String name, @Nullable Link link, EventLoop loop, Runnable news) {
        this.name = name;
        this.loop = loop;
        this.news = news;
        this.settling = loop.newTimer(this::settle);
        this.seen = healthOf(link);
        this.health = seen;
        this.since = loop.wallTime();
    }

    private Health healthOf(@Nullable Link link) {
        if (link == null) {
            return new Health.Failed("interface " + name + " does not exist");
        }
        return link.up() ? WELL : new Health.Failed("interface " + name + " is down");
    }

    /** Changes count by these delays from the next change on; null for none. */
    void delays(@Nullable LinkDelays delays) {
        downDelay = delays == null ? Duration.ZERO : delays.down();
        upDelay = delays == null ? Duration.ZERO : delays.up();
    }

    /** The interface is like this now; null if it is gone. */
    void see(@Nullable Link link) {
        Health now = healthOf(link);
        if (now.equals(seen)) {
            return;
        }
        seen = now;
        if (seen.equals(health)) {
            settling.disarm();
            return;
        }
        Duration delay = seen.equals(WELL) ? upDelay : downDelay;
        if (link == null || delay.isZero()) {
            settling.disarm();
            settle();
        } else {
            settling.arm(loop.nanoTime() + delay.toNanos());
        }
    }

    /** Was like this before: if it is not any more, that counts when it has lasted for the delay from now on. */
    void remember(Health before, Instant when) {
        if (before.equals(seen)) {
            since = when;
            return;
        }
        Duration delay = seen.equals(WELL) ? upDelay : downDelay;
        if (!delay.isZero()) {
            health = before;
            since = when;
            settling.arm(loop.nanoTime() + delay.toNanos());
        }
    }

    private void settle() {
        health = seen;
        since = loop.wallTime();
        news.run();
    }

    void close() {
        settling.disarm();
    }

    @Override
    public Tracked.Kind kind() {
        return Tracked.Kind.INTERFACE;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Health health() {
        return health;
    }

    @Override
    public String detail() {
        if (seen.equals(health)) {
            return health.equals(WELL) ? "up" : "down";
        }
        return seen.equals(WELL) ? "up, not yet for " + seconds(upDelay) : "down, not yet for " + seconds(downDelay);
    }

    private static String seconds(Duration delay) {
        return java.math.BigDecimal.valueOf(delay.toNanos(), 9)
                        .stripTrailingZeros()
                        .toPlainString() + " s";
    }

    @Override
    public Instant since() {
        return since;
    }
}
