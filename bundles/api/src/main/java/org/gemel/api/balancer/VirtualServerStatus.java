package org.gemel.api.balancer;

import java.time.Instant;
import java.util.List;
import org.gemel.api.checker.Verdict;
import org.gemel.api.dataplane.Traffic;
import org.jspecify.annotations.Nullable;

/**
 * A virtual server at one moment.
 *
 * @param name its name
 * @param addresses what clients connect to, as text
 * @param scheduler as the kernel calls it
 * @param dataPlane what spreads the connections; null if nothing does, and then the reason says why
 * @param quorumReached whether its real servers weigh enough together
 * @param quorum what they have to weigh
 * @param weight what they weigh
 * @param sorry whether the sorry server serves
 * @param suspended whether it waits for an address of its own (behaviour 97)
 * @param reason why it is so, for a person
 * @param since when that changed
 * @param realServers in the order of the configuration
 * @param traffic what the kernel has counted, all its addresses together
 */
public record VirtualServerStatus(
        String name,
        List<String> addresses,
        String scheduler,
        @Nullable String dataPlane,
        boolean quorumReached,
        long quorum,
        long weight,
        boolean sorry,
        boolean suspended,
        String reason,
        Instant since,
        List<RealServerStatus> realServers,
        Traffic.Counts traffic) {

    public VirtualServerStatus {
        addresses = List.copyOf(addresses);
        realServers = List.copyOf(realServers);
    }

    /**
     * A real server, or the sorry server.
     *
     * @param name its name
     * @param sorry whether it is the sorry server
     * @param alive whether all its checks have passed
     * @param drained whether it is kept from new connections by somebody's wish
     * @param weight as it is in the kernel now; 0 also if it is not there
     * @param configuredWeight as configured
     * @param forwarding how connections reach it: NAT, DR or TUN
     * @param reason why it is so, for a person
     * @param since when that changed
     * @param checks in the order of the configuration
     * @param traffic what the kernel has counted
     */
    public record RealServerStatus(
            String name,
            boolean sorry,
            boolean alive,
            boolean drained,
            int weight,
            int configuredWeight,
            String forwarding,
            String reason,
            Instant since,
            List<CheckStatus> checks,
            Traffic.Counts traffic) {

        public RealServerStatus {
            checks = List.copyOf(checks);
        }
    }

    /**
     * A check.
     *
     * @param kind its kind
     * @param passed whether it counts as passed
     * @param condition why it cannot be asked, for a person; null if it can
     * @param probes how often it has asked
     * @param failures how often it was told no
     * @param history the last changes of its verdict and the last verdict, the newest first
     */
    public record CheckStatus(
            String kind, boolean passed, @Nullable String condition, long probes, long failures, List<Seen> history) {

        public CheckStatus {
            history = List.copyOf(history);
        }
    }

    /**
     * A verdict that was seen.
     *
     * @param at when
     * @param verdict what
     */
    public record Seen(Instant at, Verdict verdict) {}
}
