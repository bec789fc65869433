package org.gemel.vrrp.internal.engine;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gemel.api.config.VirtualAddress;
import org.gemel.api.config.VrrpInstance;
import org.gemel.api.platform.EventLoop;
import org.gemel.api.status.InstanceStatus;
import org.gemel.api.status.TrackerStatus;
import org.gemel.api.status.VrrpState;
import org.gemel.vrrp.internal.election.Election;
import org.gemel.vrrp.internal.packet.Bits;
import org.jspecify.annotations.Nullable;

/** Says how a virtual router is, in the words of the status. */
record Snapshot(VrrpInstance instance, Election election, Mastership mastership, Attachment attachment) {

    InstanceStatus take(
            String reason,
            Instant since,
            Map<String, Long> counters,
            @Nullable String group,
            List<TrackerStatus> trackers,
            @Nullable Duration untilTakeover) {
        return new InstanceStatus(
                instance.name(),
                instance.interfaceName(),
                instance.vrid(),
                instance.family(),
                instance.version(),
                election.state(),
                reason,
                since,
                instance.priority(),
                election.priority(),
                master(),
                election.masterPriority(),
                instance.advertInterval(),
                Duration.ofNanos(election.skew()),
                Duration.ofNanos(election.masterDown()),
                addresses(),
                counters,
                group,
                trackers,
                untilTakeover,
                mastership.routing(),
                election.abstains());
    }

    /** How long a backup still waits for the master, or null if it does not. */
    @Nullable
    Duration untilTakeover(EventLoop loop, EventLoop.Timer timer) {
        return election.state() == VrrpState.BACKUP && timer.armed()
                ? Duration.ofNanos(Math.max(0, timer.deadline() - loop.nanoTime()))
                : null;
    }

    @Nullable
    InetAddress master() {
        if (election.state() == VrrpState.MASTER) {
            return attachment.source();
        }
        return election.masterPriority() == 0
                ? null
                : Bits.address(instance.family(), election.masterHigh(), election.masterLow());
    }

    private List<InstanceStatus.HeldAddress> addresses() {
        List<InstanceStatus.HeldAddress> addresses = new ArrayList<>();
        instance.addresses().forEach(each -> addresses.add(held(each)));
        instance.excludedAddresses().forEach(each -> addresses.add(held(each)));
        return addresses;
    }

    private InstanceStatus.HeldAddress held(VirtualAddress address) {
        return new InstanceStatus.HeldAddress(address.toString(), address.interfaceName(), mastership.serves(address));
    }
}
