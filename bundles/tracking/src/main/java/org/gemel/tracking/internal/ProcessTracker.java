package org.gemel.tracking.internal;

import java.time.Duration;
import java.util.function.Consumer;
import org.gemel.api.config.TrackerDefinition.ProcessCount;
import org.gemel.api.platform.EventLoop;
import org.gemel.api.platform.Network.Subscription;
import org.gemel.api.platform.Platform;
import org.gemel.api.platform.Processes;
import org.gemel.api.tracker.Health;
import org.gemel.api.tracker.Tracker;

/** Counts processes; a verdict other than the first waits for its delay, and is forgotten if the count recovers meanwhile. */
final class ProcessTracker implements Tracker, Processes.Listener {

    private final ProcessCount definition;
    private final EventLoop loop;
    private final EventLoop.Timer delay;
    private final Consumer<Health> news;
    private final Subscription subscription;
    private Health health = new Health.Unknown();
    private String detail = "";
    private int number;

    ProcessTracker(ProcessCount definition, Platform platform, Consumer<Health> news) {
        this.definition = definition;
        this.news = news;
        loop = platform.loop();
        delay = loop.newTimer(this::decide);
        subscription = platform.processes().count(new ProcessMatch(definition), this);
    }

    @Override
    public Health health() {
        return health;
    }

    @Override
    public String detail() {
        return detail;
    }

    @Override
    public void counted(int processes) {
        number = processes;
        detail = processes + (processes == 1 ? " process" : " processes");
        boolean well = enough();
        if (health instanceof Health.Unknown || well == health instanceof Health.Well) {
            delay.disarm();
            decide();
        } else if (!delay.armed()) {
            Duration wait = well ? definition.forkDelay() : definition.terminateDelay();
            if (wait.isZero()) {
                decide();
            } else {
                delay.arm(loop.nanoTime() + wait.toNanos());
            }
        }
    }

    private boolean enough() {
        return number >= definition.quorum() && number <= definition.most();
    }

    private void decide() {
        if (enough()) {
            tell(new Health.Well());
        } else {
            boolean few = number < definition.quorum();
            tell(new Health.Failed(detail + " of " + definition.command().get(0)
                    + (few ? ", at least " + definition.quorum() : ", at most " + definition.most()) + " wanted"));
        }
    }

    @Override
    public void unable(String reason) {
        delay.disarm();
        detail = reason;
        tell(Health.Failed.unasked(reason));
    }

    private void tell(Health verdict) {
        if (!verdict.equals(health)) {
            health = verdict;
            news.accept(verdict);
        }
    }

    @Override
    public void close() {
        delay.disarm();
        subscription.close();
    }
}
