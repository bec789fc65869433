package org.gemel.tracking.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.gemel.api.config.TrackerDefinition;
import org.gemel.api.platform.Platform;
import org.gemel.api.tracker.Health;
import org.gemel.api.tracker.Tracker;
import org.gemel.api.tracker.TrackerFactory;
import org.gemel.platform.simulated.Node;
import org.gemel.platform.simulated.Software;
import org.gemel.platform.simulated.World;
import org.gemel.platform.simulated.internal.DefaultSimulator;

/** A machine with a virtual clock, and what a tracker on it told and when. */
final class Bench {

    final World world = new DefaultSimulator().newWorld(1);
    final Node node = world.newNode("r1");
    final Software software = node.software();
    final List<String> news = new ArrayList<>();

    private final Platform platform = node.start();
    private Tracker tracker;

    /** Has something watched from the world's present on. */
    void watch(TrackerFactory factory, TrackerDefinition definition) {
        platform.loop().execute(() -> tracker = factory.watch(definition, platform, this::note));
        world.run(Duration.ZERO);
    }

    /** Has something watched by another tracker that begins with this verdict. */
    void watchOn(TrackerFactory factory, TrackerDefinition definition, Health last) {
        platform.loop().execute(() -> tracker = factory.watch(definition, platform, last, this::note));
        world.run(Duration.ZERO);
    }

    Tracker tracker() {
        return tracker;
    }

    void close() {
        platform.loop().execute(tracker::close);
        world.run(Duration.ZERO);
    }

    void run(long millis) {
        world.run(Duration.ofMillis(millis));
    }

    private void note(Health health) {
        String what =
                switch (kind(health)) {
                    case "Failed" -> "failed";
                    case "Well" -> "well";
                    case "Level" -> Integer.toString(((Health.Level) health).value());
                    default -> "unknown";
                };
        news.add(what + "@" + world.now() / 1_000_000);
    }

    private static String kind(Health health) {
        return health.getClass().getSimpleName();
    }
}
