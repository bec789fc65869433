package org.gemel.api.status;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.gemel.api.config.Family;
import org.jspecify.annotations.Nullable;

/**
 * A virtual router at one moment.
 *
 * @param name its name
 * @param interfaceName its interface
 * @param vrid its VRID
 * @param family its family
 * @param version 2 or 3
 * @param state its state
 * @param reason why it is in that state, for a person
 * @param since when it entered that state
 * @param priority as configured
 * @param effectivePriority as advertised
 * @param masterAddress the address the master advertises from, this router's own if it is the master, null if unknown
 * @param masterPriority the priority that master last advertised, 0 if unknown
 * @param advertInterval its own interval
 * @param skewTime with the interval in force
 * @param masterDownInterval with the interval in force
 * @param addresses its addresses
 * @param counters by their standard names, in a fixed order
 * @param group the sync group it is in; null for none
 * @param trackers what it tracks, the sync group's last; its own interface is not among them
 * @param untilTakeover how long it waits for the master before it takes over; null unless it is BACKUP
 * @param routing its routes, then its rules, in the order of the configuration
 * @param handedOver whether it gives its addresses to another router, or has, and preempts nobody since then
 */
public record InstanceStatus(
        String name,
        String interfaceName,
        int vrid,
        Family family,
        int version,
        VrrpState state,
        String reason,
        Instant since,
        int priority,
        int effectivePriority,
        @Nullable InetAddress masterAddress,
        int masterPriority,
        Duration advertInterval,
        Duration skewTime,
        Duration masterDownInterval,
        List<HeldAddress> addresses,
        Map<String, Long> counters,
        @Nullable String group,
        List<TrackerStatus> trackers,
        @Nullable Duration untilTakeover,
        List<HeldEntry> routing,
        boolean handedOver) {

    public InstanceStatus {
        addresses = List.copyOf(addresses);
        trackers = List.copyOf(trackers);
        routing = List.copyOf(routing);
    }

    /**
     * A virtual address.
     *
     * @param address {@code address/length}
     * @param interfaceName where it is, or would be
     * @param held whether it is on the interface by this router's doing
     */
    public record HeldAddress(String address, String interfaceName, boolean held) {}
}
