package org.gemel.bfd.internal;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.gemel.api.config.TrackerDefinition.BfdSession;
import org.gemel.api.platform.MacAddress;
import org.gemel.api.platform.Platform;
import org.gemel.api.tracker.Health;
import org.gemel.api.tracker.Tracker;
import org.gemel.platform.simulated.Lan;
import org.gemel.platform.simulated.Nic;
import org.gemel.platform.simulated.Node;
import org.gemel.platform.simulated.World;
import org.gemel.platform.simulated.internal.DefaultSimulator;

/** Two nodes on a simulated LAN that watch each other by BFD. */
final class Pair {

    static final String LEFT = "10.99.0.1";
    static final String RIGHT = "10.99.0.2";

    final World world;
    final Lan lan;
    final Side left;
    final Side right;

    Pair(long seed) {
        world = new DefaultSimulator().newWorld(seed);
        lan = world.newLan("lan");
        left = new Side("left", 1, seed);
        right = new Side("right", 2, seed + 1);
    }

    /** 100 ms x 3 with a neighbour. */
    static BfdSession session(String neighbour) {
        return session(neighbour, 100, 100);
    }

    static BfdSession session(String neighbour, int transmitMillis, int receiveMillis) {
        return new BfdSession(
                "peer",
                address(neighbour),
                null,
                Duration.ofMillis(receiveMillis),
                Duration.ofMillis(transmitMillis),
                Duration.ofSeconds(1),
                3,
                false,
                255,
                0,
                false);
    }

    static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Both watch each other and are up. */
    Pair up() {
        left.watch(session(RIGHT));
        right.watch(session(LEFT));
        if (!world.runUntil(() -> left.well() && right.well(), Duration.ofSeconds(10))) {
            throw new AssertionError("not up: " + left.detail() + " / " + right.detail());
        }
        run(2_000);
        return this;
    }

    void run(long millis) {
        world.run(Duration.ofMillis(millis));
    }

    /** A node with a process and at most one tracker. */
    final class Side {

        final Node node;
        final Nic nic;
        final Platform platform;
        final BfdTrackerFactory factory;
        final List<Health> news = new ArrayList<>();
        private Tracker tracker;

        Side(String name, int number, long seed) {
            node = world.newNode(name);
            nic = node.connect(
                    lan, "eth0", new MacAddress(number), "10.99.0." + number + "/24", "fe80::" + number + "/64");
            platform = node.start();
            factory = new BfdTrackerFactory(seed);
        }

        Tracker watch(BfdSession definition) {
            Tracker[] watching = new Tracker[1];
            on(() -> watching[0] = factory.watch(definition, platform, news::add));
            tracker = watching[0];
            return tracker;
        }

        /** Replaces the tracker within one turn of the loop, as a reload does. */
        void reload(BfdSession definition) {
            Tracker before = tracker;
            on(() -> {
                before.close();
                tracker = factory.watch(definition, platform, news::add);
            });
        }

        void close() {
            on(tracker::close);
        }

        void on(Runnable task) {
            boolean[] done = new boolean[1];
            platform.loop().execute(() -> {
                task.run();
                done[0] = true;
            });
            world.runUntil(() -> done[0], Duration.ofSeconds(1));
        }

        Health health() {
            return tracker.health();
        }

        boolean well() {
            return tracker.health() instanceof Health.Well;
        }

        boolean failed() {
            return tracker.health() instanceof Health.Failed;
        }

        String detail() {
            return tracker.detail();
        }
    }
}
