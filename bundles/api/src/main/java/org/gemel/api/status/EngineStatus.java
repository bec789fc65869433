package org.gemel.api.status;

import java.util.List;
import java.util.Map;

/**
 * All virtual routers at one moment.
 *
 * @param instances in the order of the configuration
 * @param groups the sync groups, in the order of the configuration
 * @param counters what belongs to no single virtual router, by the standard names, in a fixed order
 * @param staticEntries what is to be there in every state, in the order of the configuration
 */
public record EngineStatus(
        List<InstanceStatus> instances,
        List<GroupStatus> groups,
        Map<String, Long> counters,
        List<HeldEntry> staticEntries) {

    public EngineStatus {
        instances = List.copyOf(instances);
        groups = List.copyOf(groups);
        staticEntries = List.copyOf(staticEntries);
    }

    /** Without sync groups and static entries. */
    public EngineStatus(List<InstanceStatus> instances, Map<String, Long> counters) {
        this(instances, List.of(), counters, List.of());
    }
}
