package org.gemel.bfd.internal;

import java.util.function.Consumer;
import org.gemel.api.tracker.Health;
import org.gemel.api.tracker.Tracker;

/** Somebody's interest in a neighbour, which lasts until it is closed. */
final class BfdTracker implements Tracker {

    private final Neighbour neighbour;
    private final Consumer<Health> news;

    BfdTracker(Neighbour neighbour, Consumer<Health> news) {
        this.neighbour = neighbour;
        this.news = news;
    }

    void tell(Health health) {
        news.accept(health);
    }

    @Override
    public Health health() {
        return neighbour.health();
    }

    @Override
    public String detail() {
        return neighbour.detail();
    }

    @Override
    public void close() {
        neighbour.leave(this);
    }
}
