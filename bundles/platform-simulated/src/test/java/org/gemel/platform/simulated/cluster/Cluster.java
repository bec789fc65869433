package org.gemel.platform.simulated.cluster;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import org.gemel.api.event.Event;
import org.gemel.platform.simulated.Conditions;
import org.gemel.platform.simulated.Lan;
import org.gemel.platform.simulated.World;
import org.gemel.platform.simulated.internal.DefaultSimulator;

/** Routers on one healthy LAN. */
final class Cluster {

    final World world;
    final Lan lan;
    final Mode mode;
    final List<Router> routers = new ArrayList<>();
    private final List<BiConsumer<Router, Event>> listeners = new ArrayList<>();

    Cluster(long seed, Mode mode, List<Setting> settings) {
        this.mode = mode;
        world = new DefaultSimulator().newWorld(seed);
        lan = world.newLan("lan");
        lan.conditions(Conditions.WIRED);
        for (Setting setting : settings) {
            routers.add(new Router(this, routers.size() + 1, settings.size(), setting));
        }
    }

    static Cluster of(Mode mode, Setting... settings) {
        return new Cluster(1, mode, Arrays.asList(settings));
    }

    Cluster started() {
        routers.forEach(Router::start);
        return this;
    }

    /** Started, and time for an election. */
    Cluster settled() {
        started();
        run(Duration.ofSeconds(10));
        return this;
    }

    Router router(int number) {
        return routers.get(number - 1);
    }

    void run(Duration time) {
        world.run(time);
    }

    void runUntil(BooleanSupplier condition) {
        if (!world.runUntil(condition, Duration.ofMinutes(1))) {
            throw new AssertionError("did not happen within a minute");
        }
    }

    List<Router> masters() {
        return routers.stream().filter(Router::master).toList();
    }

    void listen(BiConsumer<Router, Event> listener) {
        listeners.add(listener);
    }

    void happened(Router router, Event event) {
        listeners.forEach(each -> each.accept(router, event));
    }

    void failed(Router router, Throwable problem) {
        throw new AssertionError(router.name() + " did not start: " + problem, problem);
    }
}
