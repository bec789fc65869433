package org.gemel.notifier.script.internal;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.gemel.api.config.Configuration;
import org.gemel.api.config.Subject;
import org.gemel.api.notifier.Notice;
import org.gemel.api.notifier.Notifier;
import org.gemel.api.notifier.Outcome;
import org.gemel.api.platform.Platform;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Runs commands. What runs when this goes is not disturbed; what is killed because the platform goes is told to be run again.
 * It stays while nobody tells, for it knows what still runs.
 */
@Component(property = Notifier.KIND + "=script", immediate = true)
public final class ScriptNotifier implements Notifier {

    private final Platform platform;
    /** What runs of each subject: whoever tells may be replaced while it does, and the next one does not know. */
    private final Map<Subject, CompletableFuture<Outcome>> running = new HashMap<>();

    private volatile boolean gone;

    /** @param platform where they are run */
    @Activate
    public ScriptNotifier(@Reference Platform platform) {
        this.platform = platform;
    }

    /** Whatever goes: this, or the platform. */
    @Deactivate
    void leave() {
        gone = true;
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
        return Sequence.begin(platform, calls, () -> gone);
    }

    private void ended(Subject subject, CompletableFuture<Outcome> which) {
        synchronized (running) {
            running.remove(subject, which);
        }
    }
}
