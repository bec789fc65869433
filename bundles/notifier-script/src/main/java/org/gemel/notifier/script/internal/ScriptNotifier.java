package org.gemel.notifier.script.internal;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import org.gemel.api.config.Configuration;
import org.gemel.api.config.Subject;
import org.gemel.api.notifier.Notice;
import org.gemel.api.notifier.Notifier;
import org.gemel.api.notifier.Outcome;
import org.gemel.api.platform.Platform;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Runs commands. What runs when this goes is not disturbed. What is killed because the platform goes is said to be broken off,
 * and is run again from the first command on. It stays while nobody tells,
 * for it knows what still runs.
 */
@Component(property = Notifier.KIND + "=script", immediate = true)
public final class ScriptNotifier implements Notifier {

    private final Platform platform;
    /** What runs of each subject: whoever tells may be replaced while it does, and the next one does not know. */
    private final Map<Subject, CompletableFuture<Outcome>> running = new HashMap<>();

    private final BooleanSupplier ending;

    /**
     * @param platform where they are run
     * @param service the same; it is nobody's any more when the platform ends
     */
    @Activate
    public ScriptNotifier(@Reference Platform platform, @Reference ServiceReference<Platform> service) {
        this(platform, () -> service.getBundle() == null);
    }

    /** @param ending whether the platform ends */
    ScriptNotifier(Platform platform, BooleanSupplier ending) {
        this.platform = platform;
        this.ending = ending;
    }

    /** All that counts comes with each notice. */
    @Override
    public void configured(Configuration configuration) {}

    @Override
    public @Nullable CompletionStage<Outcome> tell(Notice notice) {
        List<Call> calls = Calls.of(notice);
        return calls.isEmpty() ? null : run(notice.event().subject(), calls);
    }

    private CompletableFuture<Outcome> run(Subject subject, List<Call> calls) {
        CompletableFuture<Outcome> next;
        synchronized (running) {
            CompletableFuture<Outcome> former = running.get(subject);
            next = former == null
                    ? begin(calls)
                    : former.handle((outcome, failure) -> outcome).thenCompose(whatever -> begin(calls));
            running.put(subject, next);
        }
        next.whenComplete((outcome, failure) -> ended(subject, next));
        return next;
    }

    private CompletableFuture<Outcome> begin(List<Call> calls) {
        return ending.getAsBoolean()
                ? CompletableFuture.failedFuture(new CancellationException("the platform ends"))
                : Sequence.begin(platform, calls, ending);
    }

    private void ended(Subject subject, CompletableFuture<Outcome> which) {
        synchronized (running) {
            running.remove(subject, which);
        }
    }
}
