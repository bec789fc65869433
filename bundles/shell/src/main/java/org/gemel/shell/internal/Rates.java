package org.gemel.shell.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gemel.api.balancer.VirtualServerStatus;
import org.gemel.api.balancer.VirtualServerStatus.RealServerStatus;
import org.gemel.api.dataplane.Traffic.Counts;
import org.jspecify.annotations.Nullable;

/** What was counted from one moment to another. */
final class Rates {

    private Rates() {}

    /** The later ones, with what they have counted since the earlier; what is open stays what is open. */
    static List<VirtualServerStatus> between(List<VirtualServerStatus> before, List<VirtualServerStatus> after) {
        Map<String, Counts> former = new HashMap<>();
        for (VirtualServerStatus server : before) {
            former.put(server.name(), server.traffic());
            server.realServers().forEach(each -> former.put(server.name() + " " + each.name(), each.traffic()));
        }
        List<VirtualServerStatus> rates = new ArrayList<>();
        for (VirtualServerStatus server : after) {
            List<RealServerStatus> realServers = new ArrayList<>();
            for (RealServerStatus each : server.realServers()) {
                realServers.add(new RealServerStatus(
                        each.name(),
                        each.sorry(),
                        each.alive(),
                        each.drained(),
                        each.weight(),
                        each.configuredWeight(),
                        each.forwarding(),
                        each.reason(),
                        each.since(),
                        each.checks(),
                        since(former.get(server.name() + " " + each.name()), each.traffic())));
            }
            rates.add(new VirtualServerStatus(
                    server.name(),
                    server.addresses(),
                    server.scheduler(),
                    server.dataPlane(),
                    server.quorumReached(),
                    server.quorum(),
                    server.weight(),
                    server.sorry(),
                    server.suspended(),
                    server.reason(),
                    server.since(),
                    realServers,
                    since(former.get(server.name()), server.traffic())));
        }
        return rates;
    }

    private static Counts since(@Nullable Counts before, Counts after) {
        if (before == null) {
            return Counts.UNKNOWN;
        }
        return new Counts(
                difference(before.connections(), after.connections()),
                after.active(),
                after.inactive(),
                difference(before.packetsIn(), after.packetsIn()),
                difference(before.packetsOut(), after.packetsOut()),
                difference(before.bytesIn(), after.bytesIn()),
                difference(before.bytesOut(), after.bytesOut()));
    }

    private static long difference(long before, long after) {
        return before < 0 || after < before ? -1 : after - before;
    }
}
