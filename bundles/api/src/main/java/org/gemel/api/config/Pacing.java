package org.gemel.api.config;

import java.time.Duration;
import java.util.List;

/**
 * How fast gratuitous ARP and unsolicited neighbour advertisements may follow each other, over all virtual routers.
 *
 * @param arpInterval the least time between two gratuitous ARP frames on an interface that is in no group; zero for none
 * @param naInterval the same for neighbour advertisements
 * @param groups interfaces that share a rate; an interface is in one at most
 */
public record Pacing(Duration arpInterval, Duration naInterval, List<Group> groups) {

    /** As fast as they come. */
    public static final Pacing NONE = new Pacing(Duration.ZERO, Duration.ZERO, List.of());

    public Pacing {
        groups = List.copyOf(groups);
    }

    /**
     * Interfaces behind one switch.
     *
     * @param interfaces their names
     * @param arpInterval the least time between two gratuitous ARP frames on any of them; zero for none
     * @param naInterval the same for neighbour advertisements
     */
    public record Group(List<String> interfaces, Duration arpInterval, Duration naInterval) {

        public Group {
            interfaces = List.copyOf(interfaces);
        }
    }
}
