package org.gemel.vrrp.internal.engine;

import java.net.InetAddress;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.gemel.api.event.Event;
import org.gemel.api.platform.EventLoop;
import org.gemel.api.platform.Network;
import org.gemel.vrrp.internal.tracking.Watches;
import org.jspecify.annotations.Nullable;

/**
 * What the virtual routers of one engine share.
 *
 * @param loop where everything happens
 * @param network links, packets, addresses
 * @param ports the open ports
 * @param pacers how fast the LANs are told
 * @param watches what is tracked
 * @param hold what keeps all of them from starting
 * @param counters what belongs to no single virtual router
 * @param lent whether an address is on this host only because one of its virtual routers is master
 * @param admits whether an address may be served as far as packet rules go
 * @param lacks why a virtual router of a name fails for lack of what others depend on too; null if it does not
 * @param events told of what happens
 */
record Surroundings(
        EventLoop loop,
        Network network,
        LinkPorts ports,
        Pacers pacers,
        Watches watches,
        StartHold hold,
        Counters counters,
        Predicate<InetAddress> lent,
        Predicate<InetAddress> admits,
        Function<String, @Nullable String> lacks,
        Consumer<Event> events) {}
