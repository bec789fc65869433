package org.gemel.tracking.internal;

import java.util.function.Consumer;
import org.gemel.api.config.TrackerDefinition;
import org.gemel.api.platform.Platform;
import org.gemel.api.tracker.Health;
import org.gemel.api.tracker.Tracker;
import org.gemel.api.tracker.TrackerFactory;
import org.osgi.service.component.annotations.Component;

/** Watches scripts. */
@Component(property = TrackerFactory.KIND + "=script")
public final class ScriptTrackers implements TrackerFactory {

    @Override
    public Tracker watch(TrackerDefinition definition, Platform platform, Consumer<Health> news) {
        return watch(definition, platform, new Health.Unknown(), news);
    }

    @Override
    public Tracker watch(TrackerDefinition definition, Platform platform, Health last, Consumer<Health> news) {
        return new ScriptTracker((TrackerDefinition.Script) definition, platform, last, news);
    }
}
