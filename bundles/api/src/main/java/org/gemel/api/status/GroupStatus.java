package org.gemel.api.status;

import java.util.List;

/**
 * A sync group at one moment.
 *
 * @param name its name
 * @param members the virtual routers in it that run, in the order of the configuration
 * @param state the state of its members; INIT while they are not all in one
 */
public record GroupStatus(String name, List<String> members, VrrpState state) {

    public GroupStatus {
        members = List.copyOf(members);
    }
}
