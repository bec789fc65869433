package org.gemel.balancer.internal.checking;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.gemel.api.checker.CheckerFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The checker factories that there are, by the kind they serve. Safe for any thread. */
public final class CheckerFactories {

    private static final long PATIENCE_SECONDS = 3;
    private static final Logger LOG = LoggerFactory.getLogger("org.gemel.balancer");

    private final Map<String, List<Offer>> byKind = new ConcurrentHashMap<>();
    private final List<User> listeners = new CopyOnWriteArrayList<>();

    /**
     * A factory, and where it comes from.
     *
     * @param bundle the symbolic name of its bundle
     */
    record Offer(CheckerFactory factory, String bundle) {

        private static final String OURS = "org.gemel.";

        /** Whether it comes with Gemel: by the name of its bundle, which strangers are asked not to begin like that. */
        boolean ours() {
            return bundle.startsWith(OURS);
        }
    }

    /** Who uses factories. */
    public interface User {

        /** A factory of a kind has come or gone; completes when nothing is used any more that has gone. On any thread. */
        CompletableFuture<Void> changed(String kind);
    }

    /**
     * A factory has come.
     *
     * @param bundle the symbolic name of the bundle that it comes from
     */
    public void add(String kind, CheckerFactory factory, String bundle) {
        byKind.computeIfAbsent(kind, none -> new CopyOnWriteArrayList<>()).add(new Offer(factory, bundle));
        listeners.forEach(each -> each.changed(kind));
    }

    /** A factory is going; returns when the checkers that it has made are closed, or after some seconds. */
    public void remove(String kind, CheckerFactory factory) {
        List<Offer> all = byKind.get(kind);
        if (all != null && all.removeIf(each -> each.factory() == factory)) {
            await(kind, listeners.stream().map(each -> each.changed(kind)).toList());
        }
    }

    /** What its bundle needs is there until then only. */
    private static void await(String kind, List<CompletableFuture<Void>> users) {
        try {
            CompletableFuture.allOf(users.toArray(new CompletableFuture<?>[0])).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException late) {
            LOG.warn(
                    "checkers of kind {} are not closed within {} s, and their bundle goes",
                    kind,
                    PATIENCE_SECONDS,
                    late);
        }
    }

    /** The factory for a kind, the first that came; null if there is none. */
    @Nullable
    Offer find(String kind) {
        for (Offer first : byKind.getOrDefault(kind, List.of())) {
            return first;
        }
        return null;
    }

    /** Tells of every coming and going, by kind, on whatever thread that happens. */
    public void listen(User listener) {
        listeners.add(listener);
    }

    /** Tells no more. */
    public void ignore(User listener) {
        listeners.remove(listener);
    }
}
