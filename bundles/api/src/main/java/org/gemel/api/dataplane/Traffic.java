package org.gemel.api.dataplane;

import java.net.InetSocketAddress;
import java.util.Map;

/**
 * What the kernel has counted for a service.
 *
 * @param total for the service
 * @param destinations for each of its destinations
 */
public record Traffic(Counts total, Map<InetSocketAddress, Counts> destinations) {

    public Traffic {
        destinations = Map.copyOf(destinations);
    }

    /**
     * Counters, since the service or destination came into being; -1 where the kernel does not count.
     *
     * @param connections begun
     * @param active open at the moment: beginning, established, half closed, or, without a state, heard of not long ago
     * @param inactive known at the moment but over
     * @param packetsIn from clients
     * @param packetsOut to clients
     * @param bytesIn from clients
     * @param bytesOut to clients
     */
    public record Counts(
            long connections,
            long active,
            long inactive,
            long packetsIn,
            long packetsOut,
            long bytesIn,
            long bytesOut) {

        /** Nothing is known. */
        public static final Counts UNKNOWN = new Counts(-1, -1, -1, -1, -1, -1, -1);
    }
}
