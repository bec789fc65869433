package org.gemel.notifier.script.internal;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.gemel.api.config.Configuration;
import org.gemel.api.notifier.Notice;
import org.gemel.api.notifier.Notifier;
import org.gemel.api.notifier.Outcome;
import org.gemel.api.platform.Platform;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Runs commands. What runs when this goes is not disturbed. */
@Component(property = Notifier.KIND + "=script")
public final class ScriptNotifier implements Notifier {

    private final Platform platform;

    /** @param platform where they are run */
    @Activate
    public ScriptNotifier(@Reference Platform platform) {
        this.platform = platform;
    }

    /** All that counts comes with each notice. */
    @Override
    public void configured(Configuration configuration) {}

    @Override
    public @Nullable CompletionStage<Outcome> tell(Notice notice) {
        List<Call> calls = Calls.of(notice);
        return calls.isEmpty() ? null : Sequence.begin(platform, calls);
    }
}
