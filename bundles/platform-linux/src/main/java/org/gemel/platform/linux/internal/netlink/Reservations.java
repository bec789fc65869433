package org.gemel.platform.linux.internal.netlink;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.gemel.api.config.Route;
import org.gemel.api.config.Rule;
import org.gemel.api.config.VirtualAddress;
import org.gemel.api.platform.Link;
import org.gemel.api.platform.PlatformException;
import org.gemel.platform.linux.internal.link.Maker;
import org.jspecify.annotations.Nullable;

/**
 * What a process may have to leave in the kernel when it is killed, noted in a file: whose it is, in which network namespace,
 * and then the very requests that remove it. The number that routes bear tells only that some VRRP program made them; of
 * several on a host, each finds its own by its file. Loop thread only.
 */
public final class Reservations {

    private static final Path NAMESPACE = Path.of("/proc/thread-self/ns/net");
    private static final int MOST_BYTES = 16 << 20;
    private static final HexFormat HEX = HexFormat.of();

    private final @Nullable Path file;
    private final LinkTable links;
    private final RouteCommands commands;
    private final ByteBuffer out = ByteBuffer.allocate(RoutingWriter.LONGEST).order(ByteOrder.nativeOrder());
    private Set<String> noted = Set.of();
    private boolean begun;

    /** @param file where it is noted, or null for nowhere */
    public Reservations(@Nullable Path file, LinkTable links, RouteCommands commands) {
        this.file = file;
        this.links = links;
        this.commands = commands;
    }

    /** As {@link org.gemel.api.platform.Network#reserve}. */
    public void reserve(Collection<VirtualAddress> addresses, Collection<Route> routes, Collection<Rule> rules)
            throws PlatformException {
        if (file == null) {
            return;
        }
        Set<String> removals = removals(addresses, routes, rules);
        try {
            Set<String> left = begun ? new LinkedHashSet<>() : left(file);
            begun = true;
            left.removeAll(removals);
            for (String each : left) {
                remove(each);
            }
            note(file, removals);
        } catch (IOException e) {
            throw new PlatformException(
                    "cannot note in " + file + " what routes and rules are to be removed if this process "
                            + "is killed: " + e.getMessage() + "; make that directory writable");
        }
    }

    /** Rules first: those that are there must not lead to where there is nothing any more. */
    private Set<String> removals(
            Collection<VirtualAddress> addresses, Collection<Route> routes, Collection<Rule> rules) {
        Set<String> removals = new LinkedHashSet<>();
        for (Rule rule : rules) {
            RoutingWriter.remove(out, 0, rule);
            removals.add(text());
        }
        for (Route route : routes) {
            RoutingWriter.remove(out, 0, route, indexes(route));
            removals.add(text());
        }
        for (VirtualAddress address : addresses) {
            Link link = links.link(address.interfaceName());
            if (link != null) {
                RouteWriter.release(out, 0, link.index(), address);
                removals.add(text());
            }
        }
        return removals;
    }

    /** Null, which matches more, if a link is not there yet. */
    private int @Nullable [] indexes(Route route) {
        if (route.hops().size() > RoutingWriter.MOST_HOPS) {
            return null;
        }
        int[] indexes = new int[route.hops().size()];
        for (int i = 0; i < indexes.length; i++) {
            String name = route.hops().get(i).interfaceName();
            Link link = name == null ? null : links.link(name);
            if (name != null && link == null) {
                return null;
            }
            indexes[i] = link == null ? 0 : link.index();
        }
        return indexes;
    }

    private String text() {
        return HEX.formatHex(out.array(), 0, out.limit());
    }

    private static String owner() throws IOException, PlatformException {
        return Maker.self().text() + " " + namespace();
    }

    private static String namespace() throws IOException {
        return Files.readSymbolicLink(NAMESPACE).toString();
    }

    /** What a process that is no more noted for this network namespace. */
    private static Set<String> left(Path file) throws IOException, PlatformException {
        Set<String> left = new LinkedHashSet<>();
        if (!Files.exists(file) || Files.size(file) > MOST_BYTES) {
            return left;
        }
        List<String> lines = Files.readAllLines(file);
        String[] head = lines.isEmpty() ? new String[0] : lines.get(0).split(" ", 2);
        Optional<Maker> maker = head.length == 2 ? Maker.parse(head[0]) : Optional.empty();
        if (maker.isPresent() && maker.get().dead(Maker.self()) && namespace().equals(head[1])) {
            left.addAll(lines.subList(1, lines.size()));
        }
        return left;
    }

    /** What is not there any more, or not a removal, is passed over. */
    private void remove(String text) throws PlatformException {
        byte[] request;
        try {
            request = HEX.parseHex(text);
        } catch (IllegalArgumentException e) {
            return;
        }
        ByteBuffer message = ByteBuffer.wrap(request).order(ByteOrder.nativeOrder());
        if (request.length >= Rtnetlink.HEADER
                && request.length <= RoutingWriter.LONGEST
                && message.getInt(0) == request.length
                && isRemoval(message.getShort(Rtnetlink.HEADER_TYPE))) {
            commands.change((to, sequence) -> to.clear()
                    .put(request)
                    .putInt(Rtnetlink.HEADER_SEQUENCE, sequence)
                    .flip());
        }
    }

    private static boolean isRemoval(int type) {
        return type == Routing.RTM_DELROUTE || type == Routing.RTM_DELRULE || type == Rtnetlink.RTM_DELADDR;
    }

    private void note(Path to, Set<String> removals) throws IOException, PlatformException {
        if (removals.isEmpty()) {
            Files.deleteIfExists(to);
        } else if (!removals.equals(noted)) {
            List<String> lines = new ArrayList<>();
            lines.add(owner());
            lines.addAll(removals);
            Path whole = to.resolveSibling(to.getFileName() + ".new");
            Files.write(whole, lines);
            Files.move(whole, to, StandardCopyOption.ATOMIC_MOVE);
        }
        noted = removals;
    }
}
