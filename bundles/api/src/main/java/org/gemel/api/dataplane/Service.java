package org.gemel.api.dataplane;

import java.net.InetSocketAddress;
import java.util.List;
import org.gemel.api.config.VirtualServer;
import org.gemel.api.config.VirtualServer.Persistence;
import org.jspecify.annotations.Nullable;

/**
 * What the kernel is to do with connections to one address.
 *
 * @param address what clients connect to
 * @param scheduling which destination gets a connection
 * @param persistence how long a client stays with its destination; null for as long as its connection
 * @param destinations unique by address and port; with none, or none with a weight, connections are refused
 */
public record Service(
        VirtualServer.Address address,
        VirtualServer.Scheduling scheduling,
        @Nullable Persistence persistence,
        List<Destination> destinations) {

    public Service {
        destinations = List.copyOf(destinations);
    }

    /**
     * Where connections go to.
     *
     * @param address with its port
     * @param forwarding how they get there
     * @param weight its part of the connections; 0 for no new ones
     * @param upperThreshold with so many connections it gets no more; 0 for no limit
     * @param lowerThreshold with less than so many it gets some again; 0 for three quarters of the other
     */
    public record Destination(
            InetSocketAddress address,
            VirtualServer.Forwarding forwarding,
            int weight,
            int upperThreshold,
            int lowerThreshold) {}
}
