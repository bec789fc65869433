package org.gemel.platform.simulated.cluster;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import org.gemel.api.event.Event;
import org.gemel.platform.simulated.Nic;
import org.gemel.platform.simulated.Node;
import org.gemel.platform.simulated.Observer;
import org.gemel.platform.simulated.Station;

/** The last of what happened in a cluster, a line each. */
final class Trace implements Observer {

    private static final int MOST_LINES = 400;

    private final Cluster cluster;
    private final Deque<String> lines = new ArrayDeque<>();

    Trace(Cluster cluster) {
        this.cluster = cluster;
        cluster.world.observe(this);
        cluster.listen((router, event) -> happened(router, event));
    }

    void line(String who, String what) {
        if (lines.size() == MOST_LINES) {
            lines.removeFirst();
        }
        lines.addLast(String.format(Locale.ROOT, "%12.6f %-6s %s", cluster.world.now() / 1e9, who, what));
    }

    private void happened(Router router, Event event) {
        if (event instanceof Event.Transition transition) {
            line(router.name(), "-> " + transition.to() + ": " + transition.reason());
        } else if (event instanceof Event.AddressRestored restored) {
            line(router.name(), "restored " + restored.address());
        } else if (event instanceof Event.Problem problem) {
            line(router.name(), "problem " + problem.code() + ": " + problem.message());
        }
    }

    @Override
    public void sent(Nic from, ByteBuffer bytes, boolean frame) {
        if (!frame) {
            line(from.node().name(), "sends priority " + Mode.priority(bytes));
        }
    }

    @Override
    public void received(Nic at, ByteBuffer packet) {
        line(at.node().name(), "hears priority " + Mode.priority(packet));
    }

    @Override
    public void lost(Station from, Station to, ByteBuffer packet) {
        line(to.name(), "does not hear " + from.name());
    }

    @Override
    public void addressAdded(Nic nic, InetAddress address) {
        line(nic.node().name(), "+ " + address.getHostAddress());
    }

    @Override
    public void addressRemoved(Nic nic, InetAddress address, Removal why) {
        line(
                nic.node().name(),
                "- " + address.getHostAddress() + " " + why.name().toLowerCase(Locale.ROOT));
    }

    @Override
    public void plugged(Station station, boolean in) {
        line(station.name(), in ? "cable plugged in" : "cable pulled");
    }

    @Override
    public void process(Node node, Happening what) {
        line(node.name(), "process " + what.name().toLowerCase(Locale.ROOT));
    }

    @Override
    public String toString() {
        return String.join("\n", lines);
    }
}
