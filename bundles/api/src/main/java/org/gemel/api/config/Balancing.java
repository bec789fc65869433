package org.gemel.api.config;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Virtual servers, and how they are run.
 *
 * @param servers in the order of the text, unique by name, and by each of their addresses
 * @param dataPlane the name of the data plane ({@code ipvs}, {@code nftables}); null for the best that works here
 * @param flush whether everything that the data plane has is removed at start, and not only what is not wanted
 * @param leave what stays in the data plane at the end
 * @param timeouts of connections; those that are null stay as the kernel has them
 * @param sync how connections are told to other hosts; null for not at all
 * @param grace how long the last verdict of a check stands for itself after its checker's bundle has gone
 * @param firstStates whether it is told of a real server that is found to work as it was taken to at first
 *     ({@code rs_init_notifies}), and not only of changes and failures
 */
public record Balancing(
        List<VirtualServer> servers,
        @Nullable String dataPlane,
        boolean flush,
        AtEnd leave,
        Timeouts timeouts,
        @Nullable SyncDaemon sync,
        Duration grace,
        boolean firstStates) {

    /** How long verdicts outlive a checker's bundle where nothing is said. */
    public static final Duration DEFAULT_GRACE = Duration.ofMinutes(1);

    /** No virtual server. */
    public static final Balancing NONE =
            new Balancing(List.of(), null, false, AtEnd.REMOVE_OWN, Timeouts.UNTOUCHED, null, DEFAULT_GRACE);

    public Balancing {
        servers = List.copyOf(servers);
    }

    /** Of changes alone it is told. */
    public Balancing(
            List<VirtualServer> servers,
            @Nullable String dataPlane,
            boolean flush,
            AtEnd leave,
            Timeouts timeouts,
            @Nullable SyncDaemon sync,
            Duration grace) {
        this(servers, dataPlane, flush, leave, timeouts, sync, grace, false);
    }

    /** What happens to the data plane at the end. */
    public enum AtEnd {
        /** Own virtual servers are removed. */
        REMOVE_OWN,
        /** Everything is removed ({@code lvs_flush_on_stop}). */
        REMOVE_ALL
    }

    /**
     * When idle connections are forgotten.
     *
     * @param tcp established TCP connections
     * @param tcpFin TCP connections that end
     * @param udp UDP
     */
    public record Timeouts(
            @Nullable Duration tcp,
            @Nullable Duration tcpFin,
            @Nullable Duration udp) {

        /** As the kernel has them. */
        public static final Timeouts UNTOUCHED = new Timeouts(null, null, null);
    }

    /**
     * Connections are told to other hosts, so that they go on there ({@code lvs_sync_daemon}).
     *
     * @param interfaceName by way of which
     * @param instance the virtual router whose state says which end this is; null for both
     * @param id 0..255; -1 for the virtual router's VRID
     * @param maxLength of a datagram in bytes; 0 for the kernel's choice
     * @param port UDP; 0 for the kernel's choice
     * @param ttl 0 for the kernel's choice
     * @param group multicast address; null for the kernel's choice
     */
    public record SyncDaemon(
            String interfaceName,
            @Nullable String instance,
            int id,
            int maxLength,
            int port,
            int ttl,
            java.net.@Nullable InetAddress group) {}
}
