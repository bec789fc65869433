package org.gemel.appliance.internal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gemel.api.config.Tracked;
import org.gemel.api.status.InstanceStatus;
import org.gemel.api.status.TrackerStatus;
import org.gemel.api.status.VrrpState;

/**
 * How virtual routers are, in words that the launcher, which shares no class with bundles, compares while it replaces some: the
 * state, for how many milliseconds those that wait for a master do so, and the master's address if it is known. Of one in FAULT
 * follows what may be at fault, also by another member of its sync group: {@code link=NAME} for each interface that it needs,
 * and {@code tracker} if anything else that it tracks is in the way.
 */
final class States {

    private States() {}

    /** By name. */
    static Map<String, String> of(List<InstanceStatus> instances) {
        Map<String, String> states = new LinkedHashMap<>();
        for (InstanceStatus each : instances) {
            String master = each.masterAddress() == null
                    ? ""
                    : " " + each.masterAddress().getHostAddress();
            states.put(
                    each.name(),
                    each.state() + " " + each.masterDownInterval().toMillis() + master + causes(each, instances));
        }
        return states;
    }

    private static String causes(InstanceStatus instance, List<InstanceStatus> all) {
        if (instance.state() != VrrpState.FAULT) {
            return "";
        }
        return all.stream()
                .filter(each ->
                        each == instance || each.group() != null && each.group().equals(instance.group()))
                .flatMap(States::causes)
                .distinct()
                .map(each -> " " + each)
                .collect(Collectors.joining());
    }

    private static Stream<String> causes(InstanceStatus instance) {
        return Stream.concat(
                Stream.of("link=" + instance.interfaceName()),
                instance.trackers().stream()
                        .filter(TrackerStatus::obstructs)
                        .map(TrackerStatus::tracked)
                        .map(each -> each.kind() == Tracked.Kind.INTERFACE ? "link=" + each.name() : "tracker"));
    }
}
