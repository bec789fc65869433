package org.gemel.vrrp.internal.engine;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.gemel.api.config.Family;
import org.gemel.api.config.Pacing;
import org.gemel.api.platform.EventLoop;

/** The lanes of announcements: one for gratuitous ARP and one for neighbour advertisements on each interface or group. */
final class Pacers {

    private final EventLoop loop;
    private final Map<String, Pacer> byInterface = new HashMap<>();
    private Pacing pacing = Pacing.NONE;

    /** What an interface, or a group of them, has. */
    private record Pacer(Lane arp, Lane neighbour) {}

    Pacers(EventLoop loop) {
        this.loop = loop;
    }

    /** Goes by other intervals. What waits already goes on as it was. */
    void adapt(Pacing changed) {
        if (changed.equals(pacing)) {
            return;
        }
        pacing = changed;
        byInterface.clear();
        for (Pacing.Group group : changed.groups()) {
            Pacer shared = pacer(group.arpInterval(), group.naInterval());
            group.interfaces().forEach(name -> byInterface.put(name, shared));
        }
    }

    /** The lane of an interface for addresses of a family. */
    Lane lane(String interfaceName, Family family) {
        Pacer pacer = byInterface.get(interfaceName);
        if (pacer == null) {
            pacer = pacer(pacing.arpInterval(), pacing.naInterval());
            byInterface.put(interfaceName, pacer);
        }
        return family == Family.IPV4 ? pacer.arp() : pacer.neighbour();
    }

    private Pacer pacer(Duration arp, Duration neighbour) {
        return new Pacer(new Lane(loop, arp.toNanos()), new Lane(loop, neighbour.toNanos()));
    }
}
