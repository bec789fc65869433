package org.gemel.appliance.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.gemel.api.config.Family;
import org.gemel.api.config.Tracked;
import org.gemel.api.status.InstanceStatus;
import org.gemel.api.status.TrackerStatus;
import org.gemel.api.status.VrrpState;
import org.gemel.api.tracker.Health;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StatesTest {

    private static InstanceStatus instance(
            String name, String link, VrrpState state, @Nullable String group, TrackerStatus... trackers)
            throws UnknownHostException {
        return new InstanceStatus(
                name,
                link,
                51,
                Family.IPV4,
                3,
                state,
                "",
                Instant.EPOCH,
                100,
                100,
                state == VrrpState.FAULT ? null : InetAddress.getByName("192.0.2.1"),
                0,
                Duration.ofSeconds(1),
                Duration.ofMillis(600),
                Duration.ofMillis(3600),
                List.of(),
                Map.of(),
                group,
                List.of(trackers),
                null,
                List.of(),
                false);
    }

    private static TrackerStatus tracker(Tracked.Kind kind, String name, boolean obstructs) {
        Tracked tracked = new Tracked(kind, name, 0, false);
        return new TrackerStatus(tracked, false, new Health.Failed("no"), "", Instant.EPOCH, 0, obstructs);
    }

    @Test
    void theStateComesFirstThenTheTimeUntilATakeoverThenTheMaster() throws Exception {
        InstanceStatus master =
                instance("VI_1", "eth0", VrrpState.MASTER, null, tracker(Tracked.Kind.SCRIPT, "weighs", false));
        assertThat(States.of(List.of(master))).containsExactly(Map.entry("VI_1", "MASTER 3600 192.0.2.1"));
    }

    @Test
    void ofAFaultFollowsWhatMayBeTheReason() throws Exception {
        InstanceStatus fault = instance(
                "VI_1",
                "eth0",
                VrrpState.FAULT,
                null,
                tracker(Tracked.Kind.INTERFACE, "eth7", true),
                tracker(Tracked.Kind.SCRIPT, "one", true),
                tracker(Tracked.Kind.FILE, "two", true),
                tracker(Tracked.Kind.INTERFACE, "eth8", false));
        assertThat(States.of(List.of(fault)))
                .containsExactly(Map.entry("VI_1", "FAULT 3600 link=eth0 link=eth7 tracker"));
    }

    @Test
    void itMayBeThatOfAnotherMemberOfItsGroup() throws Exception {
        InstanceStatus one = instance("VI_1", "eth0", VrrpState.FAULT, "G");
        InstanceStatus other = instance("VI_2", "eth1", VrrpState.FAULT, "G");
        InstanceStatus stranger = instance("VI_3", "eth2", VrrpState.FAULT, null);
        assertThat(States.of(List.of(one, other, stranger)))
                .containsEntry("VI_1", "FAULT 3600 link=eth0 link=eth1")
                .containsEntry("VI_3", "FAULT 3600 link=eth2");
    }
}
