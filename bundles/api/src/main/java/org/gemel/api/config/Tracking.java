package org.gemel.api.config;

import java.util.List;

/**
 * What must be well for a virtual router to serve.
 *
 * @param ownInterface whether its own interface must be up; if not, it stays in the election without a link
 * @param sourceAddress whether its source address must be on the host
 * @param tracked what else, in the order of the text
 */
public record Tracking(boolean ownInterface, boolean sourceAddress, List<Tracked> tracked) {

    /** The own interface and nothing else. */
    public static final Tracking DEFAULT = new Tracking(true, false, List.of());

    public Tracking {
        tracked = List.copyOf(tracked);
    }
}
