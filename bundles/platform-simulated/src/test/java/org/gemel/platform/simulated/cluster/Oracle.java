package org.gemel.platform.simulated.cluster;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.gemel.api.config.TrackerDefinition;
import org.gemel.api.platform.Platform;
import org.gemel.api.tracker.Health;
import org.gemel.api.tracker.Tracker;
import org.gemel.api.tracker.TrackerFactory;

/** Watches nothing and says what it is told to say. */
final class Oracle implements TrackerFactory {

    /** How many are being watched. */
    int watching;

    /** The verdict that was there when it was last asked to watch. */
    Health last = new Health.Unknown();

    /** Whether it does not manage to watch anything. */
    boolean broken;

    private final Map<String, Health> verdicts = new HashMap<>();
    private final Map<String, List<Consumer<Health>>> listeners = new HashMap<>();

    /** The verdict on everything of that name from now on. */
    void say(String name, Health verdict) {
        verdicts.put(name, verdict);
        List.copyOf(listeners.getOrDefault(name, List.of())).forEach(each -> each.accept(verdict));
    }

    @Override
    public Tracker watch(TrackerDefinition definition, Platform platform, Health known, Consumer<Health> news) {
        last = known;
        return watch(definition, platform, news);
    }

    @Override
    public Tracker watch(TrackerDefinition definition, Platform platform, Consumer<Health> news) {
        if (broken) {
            throw new IllegalStateException("no eyes");
        }
        Consumer<Health> onLoop = verdict -> platform.loop().execute(() -> news.accept(verdict));
        listeners.computeIfAbsent(definition.name(), none -> new ArrayList<>()).add(onLoop);
        watching++;
        return new Tracker() {
            @Override
            public Health health() {
                return verdicts.getOrDefault(definition.name(), new Health.Unknown());
            }

            @Override
            public String detail() {
                return "asked";
            }

            @Override
            public void close() {
                watching--;
                listeners.getOrDefault(definition.name(), new ArrayList<>()).remove(onLoop);
            }
        };
    }
}
