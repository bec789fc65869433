package org.gemel.api.config;

import java.util.List;

/**
 * Virtual routers that change state together (behaviours 67 to 70).
 *
 * @param name its name
 * @param members names of virtual routers, in the order of the text, without repetition
 * @param tracked what is tracked for all members
 * @param weightsCount whether trackers with a weight count for members; if not, the configuration has taken them out
 *     already
 */
public record SyncGroup(String name, List<String> members, List<Tracked> tracked, boolean weightsCount) {

    public SyncGroup {
        members = List.copyOf(members);
        tracked = List.copyOf(tracked);
    }
}
