package org.gemel.api.config;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A service of which the connections are spread over real servers ({@code virtual_server}). What a real server or a check
 * inherits from it is in these already.
 *
 * @param name what it is called everywhere: {@code 192.0.2.1:80/tcp}, {@code [2001:db8::1]:53/udp}, {@code fwmark 5}, {@code
 *     fwmark 5 inet6}, {@code group NAME/tcp}, or {@code group NAME} if all that is in the group are marks; unique
 * @param addresses what clients connect to, at least one; several for a group
 * @param scheduling which real server gets a connection
 * @param forwarding how what was sent to it reaches a real server; each real server has its own too
 * @param persistence how long a client stays with its real server; null for as long as its connection
 * @param realServers in the order of the text, at least one, unique by address and port
 * @param sorryServer who serves when the quorum is lost; null for nobody
 * @param quorum what the working real servers must weigh together, at least 0
 * @param hysteresis how far beyond the quorum that must go until it is reached or lost, less than the quorum
 * @param haSuspend whether real servers are only checked while one of its addresses is on this host (behaviour 97)
 * @param omega whether its end is told as the loss of its quorum and of its real servers
 * @param alpha whether its real servers count as failed until their checks pass; which the checks say themselves, too
 * @param snmpName its name in SNMP; null for none
 */
public record VirtualServer(
        String name,
        List<Address> addresses,
        Scheduling scheduling,
        Forwarding forwarding,
        @Nullable Persistence persistence,
        List<RealServer> realServers,
        @Nullable SorryServer sorryServer,
        int quorum,
        int hysteresis,
        boolean haSuspend,
        boolean omega,
        boolean alpha,
        @Nullable String snmpName) {

    public VirtualServer {
        addresses = List.copyOf(addresses);
        realServers = List.copyOf(realServers);
    }

    /** To whom what happens to it happens. */
    public Subject subject() {
        return Subject.virtualServer(name);
    }

    /** What clients connect to. Two that are equal are the same for the kernel. */
    public sealed interface Address {

        /** The family of the clients. */
        Family family();

        /**
         * An address with a port.
         *
         * @param address of this service
         * @param port 1..65535; 0 for all ports, which goes with persistence only
         * @param protocol of the transport
         */
        record Endpoint(InetAddress address, int port, Protocol protocol) implements Address {

            @Override
            public Family family() {
                return Family.of(address);
            }
        }

        /**
         * Packets with a firewall mark.
         *
         * @param mark at least 1, an unsigned number of 32 bits
         * @param family of the packets
         */
        record Mark(int mark, Family family) implements Address {}
    }

    /** A transport. */
    public enum Protocol {
        TCP,
        UDP,
        SCTP
    }

    /**
     * Which real server gets a connection.
     *
     * @param scheduler as the kernel calls it: rr, wrr, lc, wlc, lblc, lblcr, sh, mh, dh, fo, ovf, sed, nq or twos
     * @param flags what else it is to mind
     */
    public record Scheduling(String scheduler, Set<Flag> flags) {

        public Scheduling {
            flags = Set.copyOf(flags);
        }

        /** What a scheduler minds. */
        public enum Flag {
            /** {@code ops}: each packet is scheduled (UDP). */
            ONE_PACKET,
            /** {@code hashed}: the service itself is hashed. */
            HASHED,
            /** {@code flag-1}, {@code sh-fallback}, {@code mh-fallback}: another server where the chosen one has weight 0. */
            FALLBACK,
            /** {@code flag-2}, {@code sh-port}, {@code mh-port}: the port counts too. */
            PORT,
            /** {@code flag-3}. */
            THIRD
        }
    }

    /**
     * How a connection reaches a real server.
     *
     * @param method the way
     * @param tunnel how it is packed, for TUNNEL only
     * @param tunnelPort the UDP port of GUE; 0 for none
     * @param checksum of what packs it
     */
    public record Forwarding(Method method, Tunnel tunnel, int tunnelPort, Checksum checksum) {

        /** By rewritten addresses, which is what is used where nothing is said. */
        public static final Forwarding NAT = new Forwarding(Method.NAT, Tunnel.IPIP, 0, Checksum.NONE);

        /** The way. */
        public enum Method {
            /** Addresses are rewritten, there and back. */
            NAT,
            /** The packet as it is goes to the real server's MAC address; the answer does not come by here. */
            DIRECT,
            /** The packet as it is goes through a tunnel; the answer does not come by here. */
            TUNNEL
        }

        /** How a packet is packed. */
        public enum Tunnel {
            /** In IP, without any header between. */
            IPIP,
            /** In UDP, to {@code tunnelPort}. */
            GUE,
            /** In GRE. */
            GRE
        }

        /** What guards the packing. */
        public enum Checksum {
            /** Nothing ({@code nocsum}). */
            NONE,
            /** A checksum over all ({@code csum}). */
            FULL,
            /** One of which the receiver computes a part ({@code remcsum}, GUE only). */
            REMOTE
        }
    }

    /**
     * A client stays with its real server.
     *
     * @param timeout for so long after its last connection
     * @param prefix clients with so many leading bits in common count as one
     * @param engine the kernel's persistence engine, such as {@code sip}; null for the address
     */
    public record Persistence(
            Duration timeout, int prefix, @Nullable String engine) {}

    /**
     * A member of the pool.
     *
     * @param name {@code 10.0.0.1:80} or {@code [2001:db8::1]:80}
     * @param address where it is, with its port; with port 0, a connection keeps the port that it was made to
     * @param forwarding how connections reach it
     * @param weight 0 for no new connections
     * @param upperThreshold with so many connections it gets no more; 0 for no limit
     * @param lowerThreshold with less than so many it gets some again; 0 for three quarters of the other
     * @param inhibitOnFailure whether it stays with weight 0 when it fails
     * @param alpha whether it counts as failed until its checks have passed
     * @param checkers what tells whether it works; with none it always does
     * @param snmpName its name in SNMP; null for none
     */
    public record RealServer(
            String name,
            InetSocketAddress address,
            Forwarding forwarding,
            int weight,
            int upperThreshold,
            int lowerThreshold,
            boolean inhibitOnFailure,
            boolean alpha,
            List<CheckerDefinition> checkers,
            @Nullable String snmpName) {

        public RealServer {
            checkers = List.copyOf(checkers);
        }

        /** To whom what happens to it happens. */
        public Subject subject(VirtualServer server) {
            return Subject.realServer(server.name(), name);
        }
    }

    /**
     * Who serves when the quorum is lost.
     *
     * @param name as a real server's
     * @param address where it is, with its port; with port 0, a connection keeps the port that it was made to
     * @param forwarding how connections reach it
     * @param inhibit whether it is in the pool with weight 0 while the quorum holds
     */
    public record SorryServer(String name, InetSocketAddress address, Forwarding forwarding, boolean inhibit) {}
}
