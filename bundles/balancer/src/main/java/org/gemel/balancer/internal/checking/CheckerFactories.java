package org.gemel.balancer.internal.checking;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.gemel.api.checker.CheckerFactory;
import org.jspecify.annotations.Nullable;

/** The checker factories that there are, by the kind they serve. Safe for any thread. */
public final class CheckerFactories {

    private final Map<String, List<CheckerFactory>> byKind = new ConcurrentHashMap<>();
    private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();

    /** A factory has come. */
    public void add(String kind, CheckerFactory factory) {
        byKind.computeIfAbsent(kind, none -> new CopyOnWriteArrayList<>()).add(factory);
        listeners.forEach(each -> each.accept(kind));
    }

    /** A factory is going. */
    public void remove(String kind, CheckerFactory factory) {
        List<CheckerFactory> all = byKind.get(kind);
        if (all != null && all.remove(factory)) {
            listeners.forEach(each -> each.accept(kind));
        }
    }

    /** The factory for a kind, the first that came; null if there is none. */
    public @Nullable CheckerFactory find(String kind) {
        for (CheckerFactory first : byKind.getOrDefault(kind, List.of())) {
            return first;
        }
        return null;
    }

    /** Tells of every coming and going, by kind, on whatever thread that happens. */
    public void listen(Consumer<String> listener) {
        listeners.add(listener);
    }

    /** Tells no more. */
    public void ignore(Consumer<String> listener) {
        listeners.remove(listener);
    }
}
