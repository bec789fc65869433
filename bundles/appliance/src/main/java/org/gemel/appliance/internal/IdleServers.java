package org.gemel.appliance.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.gemel.api.balancer.VirtualServerStatus;
import org.gemel.api.balancer.VirtualServerStatus.RealServerStatus;
import org.gemel.api.config.Balancing;
import org.gemel.api.config.VirtualServer;
import org.gemel.api.dataplane.Traffic.Counts;

/** What there is to say of virtual servers that nobody runs. */
final class IdleServers {

    private IdleServers() {}

    static List<VirtualServerStatus> of(Balancing configuration, String reason, Instant since) {
        return configuration.servers().stream()
                .map(each -> of(each, reason, since))
                .toList();
    }

    private static VirtualServerStatus of(VirtualServer server, String reason, Instant since) {
        List<RealServerStatus> realServers = new ArrayList<>();
        for (VirtualServer.RealServer each : server.realServers()) {
            realServers.add(new RealServerStatus(
                    each.name(),
                    false,
                    false,
                    false,
                    0,
                    each.weight(),
                    each.forwarding().method().name(),
                    reason,
                    since,
                    List.of(),
                    Counts.UNKNOWN));
        }
        return new VirtualServerStatus(
                server.name(),
                List.of(server.name()),
                server.scheduling().scheduler(),
                null,
                false,
                server.quorum(),
                0,
                false,
                false,
                reason,
                since,
                realServers,
                Counts.UNKNOWN);
    }
}
