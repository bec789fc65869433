package org.gemel.vrrp.internal.tracking;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.gemel.api.config.Tracked;
import org.gemel.api.tracker.TrackerFactory;
import org.jspecify.annotations.Nullable;

/** The tracker factories that there are, by the kind they serve. Safe for any thread. */
public final class TrackerFactories {

    private final Map<String, List<TrackerFactory>> byKind = new ConcurrentHashMap<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    /** A factory has come. */
    public void add(String kind, TrackerFactory factory) {
        byKind.computeIfAbsent(kind, none -> new CopyOnWriteArrayList<>()).add(factory);
        listeners.forEach(Runnable::run);
    }

    /** A factory is going. */
    public void remove(String kind, TrackerFactory factory) {
        List<TrackerFactory> all = byKind.get(kind);
        if (all != null && all.remove(factory)) {
            listeners.forEach(Runnable::run);
        }
    }

    /** The factory for a kind, the first that came; null if there is none. */
    public @Nullable TrackerFactory find(Tracked.Kind kind) {
        for (TrackerFactory first : byKind.getOrDefault(kind.text(), List.of())) {
            return first;
        }
        return null;
    }

    /** Tells of every coming and going, on whatever thread that happens. */
    public void listen(Runnable listener) {
        listeners.add(listener);
    }

    /** Tells no more. */
    public void ignore(Runnable listener) {
        listeners.remove(listener);
    }
}
