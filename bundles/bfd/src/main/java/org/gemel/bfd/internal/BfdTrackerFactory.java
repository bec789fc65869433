package org.gemel.bfd.internal;

import java.security.SecureRandom;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.gemel.api.config.TrackerDefinition;
import org.gemel.api.config.TrackerDefinition.BfdSession;
import org.gemel.api.platform.Platform;
import org.gemel.api.tracker.Health;
import org.gemel.api.tracker.Tracker;
import org.gemel.api.tracker.TrackerFactory;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Watches neighbours by BFD, with one speaker for each platform. */
@Component(property = TrackerFactory.KIND + "=bfd")
public final class BfdTrackerFactory implements TrackerFactory {

    private final SplittableRandom seeds;
    private final Map<Platform, Speaker> speakers = new IdentityHashMap<>();

    @Activate
    public BfdTrackerFactory() {
        // Discriminators that nobody off the path can guess (RFC 5880 9).
        this(new SecureRandom().nextLong());
    }

    /** @param seed decides discriminators, source ports and jitter */
    public BfdTrackerFactory(long seed) {
        seeds = new SplittableRandom(seed);
    }

    @Override
    public Tracker watch(TrackerDefinition definition, Platform platform, Consumer<Health> news) {
        if (definition instanceof BfdSession session) {
            return speaker(platform).watch(session, news);
        }
        throw new IllegalArgumentException("not a BFD session: " + definition.name());
    }

    private synchronized Speaker speaker(Platform platform) {
        return speakers.computeIfAbsent(platform, absent -> new Speaker(absent, seeds.split(), () -> forget(absent)));
    }

    private synchronized void forget(Platform platform) {
        speakers.remove(platform);
    }
}
