package org.gemel.platform.linux.internal.netlink;

import java.net.InetAddress;
import org.gemel.api.platform.MacAddress;
import org.jspecify.annotations.Nullable;

/** What rtnetlink says, as far as it matters here. */
public sealed interface RouteMessage {

    /**
     * A link is there, new or changed.
     *
     * @param index its index
     * @param up administratively up, operational and with carrier
     * @param name its name, or null if the message does not say
     * @param mac its Ethernet address (zero if it has none), or null if the message does not say
     * @param mtu its MTU in bytes, or -1 if the message does not say
     */
    record LinkPresent(
            int index,
            boolean up,
            @Nullable String name,
            @Nullable MacAddress mac,
            int mtu) implements RouteMessage {}

    /**
     * A link has a description that somebody gave it.
     *
     * @param index its index
     * @param name its name, or null if the message does not say
     * @param base the index of the link that it is on top of, or 0
     * @param alias the description
     */
    record LinkDescribed(int index, @Nullable String name, int base, String alias) implements RouteMessage {}

    /** A link is gone. */
    record LinkAbsent(int index) implements RouteMessage {}

    /**
     * An address is there, new or changed.
     *
     * @param leased whether its lifetime is limited
     * @param virtual whether a virtual router put it there
     */
    record AddressPresent(int link, InetAddress address, int prefixLength, boolean leased, boolean virtual)
            implements RouteMessage {}

    /** An address is gone. */
    record AddressAbsent(int link, InetAddress address, int prefixLength) implements RouteMessage {}

    /**
     * A route or a rule is gone, or was replaced by another one with the same key.
     *
     * @param port the number of the socket by way of which that was asked for
     * @param way where the route that is gone led, or null if the message does not say or has more than one way
     */
    record Lost(RoutingKey key, int port, @Nullable Way way) implements RouteMessage {}

    /**
     * Where a route leads.
     *
     * @param gateway the next router, or null if there is none
     * @param link the index of the interface, or 0 if the route has none
     */
    record Way(@Nullable InetAddress gateway, int link) {}

    /**
     * The answer to a request: an acknowledgement, a refusal or the end of a dump.
     *
     * @param sequence the request's number
     * @param errno 0 or an error number
     * @param reason the kernel's own words about a refusal, or null
     */
    record Answer(int sequence, int errno, @Nullable String reason) implements RouteMessage {}

    /** Something changed while it was dumped; what came may be inconsistent. */
    record Interrupted() implements RouteMessage {}
}
