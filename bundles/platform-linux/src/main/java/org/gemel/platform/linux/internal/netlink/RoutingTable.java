package org.gemel.platform.linux.internal.netlink;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.gemel.api.config.Route;
import org.gemel.api.config.Route.Hop;
import org.gemel.api.config.Rule;
import org.gemel.api.platform.Link;
import org.gemel.api.platform.NetworkListener;
import org.gemel.api.platform.PlatformException;
import org.gemel.platform.linux.internal.libc.Abi;
import org.gemel.platform.linux.internal.libc.Errno;
import org.gemel.platform.linux.internal.loop.KernelLoop;
import org.gemel.platform.linux.internal.netlink.RouteMessage.Answer;
import org.jspecify.annotations.Nullable;

/**
 * The routes and rules that this process has installed, and their end whoever brings it about: two virtual routers may want
 * the same. It listens to what becomes of them on a socket of its own, from the
 * first one on, for a host may have a million others that change all the time: what they make lost here loses no news of
 * links. Loop thread only.
 */
public final class RoutingTable implements AutoCloseable {

    private static final int QUEUE = 1 << 20;

    /** So many datagrams are read in a row before the loop turns to other descriptors. */
    private static final int BURST = 256;

    private static final String CAPABILITY = "CAP_NET_ADMIN";

    private final KernelLoop loop;
    private final LinkTable links;
    private final RouteCommands commands;
    private final Map<RoutingKey, Set<Object>> installed = new HashMap<>();
    private final Consumer<RouteMessage> onMessage = this::heard;
    private @Nullable NetlinkSocket socket;
    /** What the kernel tells of by this number, this object did itself. */
    private int ownPort;

    private KernelLoop.@Nullable Watch watch;

    public RoutingTable(KernelLoop loop, LinkTable links, RouteCommands commands) {
        this.loop = loop;
        this.links = links;
        this.commands = commands;
    }

    /** As {@link org.gemel.api.platform.Network#inherit(Route)}. */
    public void inherit(Route route) {
        installed
                .computeIfAbsent(RoutingKey.of(route), key -> new LinkedHashSet<>())
                .add(route);
    }

    /** As {@link org.gemel.api.platform.Network#inherit(Rule)}. */
    public void inherit(Rule rule) {
        installed
                .computeIfAbsent(RoutingKey.of(rule), key -> new LinkedHashSet<>())
                .add(rule);
    }

    /** As {@link org.gemel.api.platform.Network#install(Route)}. */
    public boolean install(Route route) throws PlatformException {
        if (route.hops().size() > RoutingWriter.MOST_HOPS) {
            throw new PlatformException("cannot install route " + route + ": it has more than "
                    + RoutingWriter.MOST_HOPS + " nexthops; write fewer");
        }
        int[] hops = new int[route.hops().size()];
        for (int i = 0; i < hops.length; i++) {
            String name = route.hops().get(i).interfaceName();
            hops[i] = name == null ? 0 : index(name);
            if (hops[i] < 0) {
                throw new PlatformException("cannot install route " + route + ": there is no interface " + name
                        + "; it is installed when that appears");
            }
        }
        listen();
        boolean before = !installed
                .computeIfAbsent(RoutingKey.of(route), key -> new LinkedHashSet<>())
                .add(route);
        Answer answer = commands.change((out, sequence) -> RoutingWriter.install(out, sequence, route, hops));
        boolean there = answer.errno() == Abi.EEXIST && (before || route.insertion() != Route.Insertion.ADD);
        return installed(answer, there, "route " + route, () -> forget(RoutingKey.of(route), route));
    }

    /** As {@link org.gemel.api.platform.Network#install(Rule)}. */
    public boolean install(Rule rule) throws PlatformException {
        listen();
        installed
                .computeIfAbsent(RoutingKey.of(rule), key -> new LinkedHashSet<>())
                .add(rule);
        Answer answer = commands.change((out, sequence) -> RoutingWriter.install(out, sequence, rule));
        boolean there = answer.errno() == Abi.EEXIST;
        return installed(answer, there, "rule " + rule, () -> forget(RoutingKey.of(rule), rule));
    }

    private static boolean installed(Answer answer, boolean there, String what, Runnable undo)
            throws PlatformException {
        if (answer.errno() != 0 && !there) {
            undo.run();
            throw refused("install " + what, answer);
        }
        return !there;
    }

    /** As {@link org.gemel.api.platform.Network#remove(Route)}. */
    public void remove(Route route) throws PlatformException {
        int[] hops = new int[Math.min(route.hops().size(), RoutingWriter.MOST_HOPS)];
        boolean gone = hops.length < route.hops().size();
        for (int i = 0; i < hops.length; i++) {
            String name = route.hops().get(i).interfaceName();
            hops[i] = name == null ? 0 : index(name);
            gone |= hops[i] < 0;
        }
        int @Nullable [] known = gone ? null : hops;
        Answer answer = commands.change((out, sequence) -> RoutingWriter.remove(out, sequence, route, known));
        int errno = answer.errno();
        if (errno != 0 && errno != Abi.ESRCH && errno != Abi.ENODEV && errno != Abi.ENETUNREACH) {
            throw refused("remove route " + route, answer);
        }
        removed(answer, RoutingKey.of(route), route);
    }

    /** As {@link org.gemel.api.platform.Network#remove(Rule)}. */
    public void remove(Rule rule) throws PlatformException {
        Answer answer = commands.change((out, sequence) -> RoutingWriter.remove(out, sequence, rule));
        if (answer.errno() != 0 && answer.errno() != Abi.ENOENT) {
            throw refused("remove rule " + rule, answer);
        }
        removed(answer, RoutingKey.of(rule), rule);
    }

    private void removed(Answer answer, RoutingKey key, Object entry) {
        forget(key, entry);
        if (answer.errno() == 0) {
            // Another virtual router may want the same.
            loop.execute(() -> tellLost(Set.of(entry)));
        }
    }

    private void forget(RoutingKey key, Object entry) {
        Set<Object> entries = installed.get(key);
        if (entries != null && entries.remove(entry) && entries.isEmpty()) {
            installed.remove(key);
        }
    }

    private int index(String name) {
        Link link = links.link(name);
        return link == null ? -1 : link.index();
    }

    private static PlatformException refused(String tried, Answer answer) {
        return Errno.refused(tried, answer.errno(), answer.reason(), CAPABILITY);
    }

    private void listen() throws PlatformException {
        if (socket != null) {
            return;
        }
        NetlinkSocket opened = new NetlinkSocket(Routing.GROUPS);
        try {
            opened.queue(QUEUE);
            ownPort = commands.port();
            watch = loop.watch(opened.fd(), this::readable);
            socket = opened;
        } catch (PlatformException e) {
            opened.close();
            throw e;
        }
    }

    private void readable() {
        NetlinkSocket from = socket;
        boolean lost = false;
        for (int i = 0; from != null && i < BURST; i++) {
            int error = from.receive(onMessage);
            if (error == Abi.ENOBUFS) {
                lost = true;
            } else if (error != 0 && error != Abi.EINTR) {
                break;
            }
        }
        if (lost) {
            // Those that are still there are found to be.
            List.copyOf(installed.values()).forEach(entries -> tellLost(List.copyOf(entries)));
        }
    }

    private void heard(RouteMessage message) {
        // Of what was removed here, told then, the same may have been installed again since.
        if (message instanceof RouteMessage.Lost lost && lost.port() != ownPort) {
            List<Object> gone = installed.getOrDefault(lost.key(), Set.of()).stream()
                    .filter(entry -> leads(entry, lost.way()))
                    .toList();
            gone.forEach(entry -> forget(lost.key(), entry));
            // Whoever still wants one installs it again.
            tellLost(gone);
        }
    }

    /** Whether an entry may be the one that led there, as far as that can be told. */
    private boolean leads(Object entry, RouteMessage.@Nullable Way way) {
        if (way == null || !(entry instanceof Route route) || route.hops().size() != 1) {
            return true;
        }
        Hop hop = route.hops().get(0);
        String name = hop.interfaceName();
        int link = name == null ? way.link() : index(name);
        // The name of a link that is gone says nothing.
        return Objects.equals(hop.gateway(), way.gateway()) && (link < 0 || link == way.link());
    }

    private void tellLost(Collection<Object> entries) {
        for (Object entry : entries) {
            Consumer<NetworkListener> news = entry instanceof Route route
                    ? listener -> listener.routeRemoved(route)
                    : listener -> listener.ruleRemoved((Rule) entry);
            links.tell(news);
        }
    }

    @Override
    public void close() {
        if (watch != null) {
            watch.close();
        }
        if (socket != null) {
            socket.close();
        }
    }
}
