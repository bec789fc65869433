package org.gemel.tracking.internal;

import java.util.function.Consumer;
import org.gemel.api.config.TrackerDefinition;
import org.gemel.api.platform.Platform;
import org.gemel.api.tracker.Health;
import org.gemel.api.tracker.Tracker;
import org.gemel.api.tracker.TrackerFactory;
import org.osgi.service.component.annotations.Component;

/** Watches files. */
@Component(property = TrackerFactory.KIND + "=file")
public final class FileTrackers implements TrackerFactory {

    @Override
    public Tracker watch(TrackerDefinition definition, Platform platform, Consumer<Health> news) {
        return new FileTracker((TrackerDefinition.NumberFile) definition, platform, news);
    }
}
