package org.gemel.api.status;

import java.util.List;
import java.util.Map;

/**
 * All virtual routers at one moment.
 *
 * @param instances in the order of the configuration
 * @param groups the sync groups, in the order of the configuration
 * @param counters what belongs to no single virtual router, by the standard names, in a fixed order
 */
public record EngineStatus(List<InstanceStatus> instances, List<GroupStatus> groups, Map<String, Long> counters) {

    public EngineStatus {
        instances = List.copyOf(instances);
        groups = List.copyOf(groups);
    }

    /** Without sync groups. */
    public EngineStatus(List<InstanceStatus> instances, Map<String, Long> counters) {
        this(instances, List.of(), counters);
    }
}
