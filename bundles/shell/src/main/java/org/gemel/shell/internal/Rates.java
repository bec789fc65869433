package org.gemel.shell.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gemel.api.balancer.VirtualServerStatus;
import org.gemel.api.balancer.VirtualServerStatus.RealServerStatus;
import org.gemel.api.dataplane.Traffic.Counts;
import org.jspecify.annotations.Nullable;

/** How much is counted in a second. */
final class Rates {

    private static final double SECOND = Duration.ofSeconds(1).toNanos();

    private final double seconds;

    private Rates(Duration elapsed) {
        seconds = elapsed.toNanos() / SECOND;
    }

    /**
     * The later ones, in their order, with what they have counted in a second since the earlier; what is open stays what is open.
     *
     * @param elapsed from the earlier to the later
     */
    static List<VirtualServerStatus> between(
            List<VirtualServerStatus> before, List<VirtualServerStatus> after, Duration elapsed) {
        return new Rates(elapsed).between(before, after);
    }

    private List<VirtualServerStatus> between(List<VirtualServerStatus> before, List<VirtualServerStatus> after) {
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

    private Counts since(@Nullable Counts before, Counts after) {
        if (before == null) {
            return Counts.UNKNOWN;
        }
        return new Counts(
                perSecond(before.connections(), after.connections()),
                after.active(),
                after.inactive(),
                perSecond(before.packetsIn(), after.packetsIn()),
                perSecond(before.packetsOut(), after.packetsOut()),
                perSecond(before.bytesIn(), after.bytesIn()),
                perSecond(before.bytesOut(), after.bytesOut()));
    }

    private long perSecond(long before, long after) {
        return before < 0 || after < before ? -1 : Math.round((after - before) / seconds);
    }
}
