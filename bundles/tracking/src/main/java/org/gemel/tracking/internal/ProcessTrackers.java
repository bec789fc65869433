package org.gemel.tracking.internal;

import java.util.function.Consumer;
import org.gemel.api.config.TrackerDefinition;
import org.gemel.api.platform.Platform;
import org.gemel.api.tracker.Health;
import org.gemel.api.tracker.Tracker;
import org.gemel.api.tracker.TrackerFactory;
import org.osgi.service.component.annotations.Component;

/** Watches processes. */
@Component(property = TrackerFactory.KIND + "=process")
public final class ProcessTrackers implements TrackerFactory {

    @Override
    public Tracker watch(TrackerDefinition definition, Platform platform, Consumer<Health> news) {
        return new ProcessTracker((TrackerDefinition.ProcessCount) definition, platform, news);
    }
}
