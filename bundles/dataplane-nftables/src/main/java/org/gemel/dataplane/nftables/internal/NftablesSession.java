package org.gemel.dataplane.nftables.internal;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.gemel.api.config.Family;
import org.gemel.api.config.VirtualServer.Address;
import org.gemel.api.config.VirtualServer.Protocol;
import org.gemel.api.dataplane.DataPlane;
import org.gemel.api.dataplane.Service;
import org.gemel.api.dataplane.Traffic;
import org.gemel.api.platform.PlatformException;
import org.gemel.dataplane.nftables.internal.Names.Route;
import org.gemel.dataplane.nftables.internal.conntrack.Connections;
import org.gemel.dataplane.nftables.internal.conntrack.Flow;
import org.gemel.dataplane.nftables.internal.conntrack.Routes;
import org.gemel.dataplane.nftables.internal.netlink.Channel;
import org.gemel.dataplane.nftables.internal.table.Content;
import org.gemel.dataplane.nftables.internal.table.Table;

/** Keeps the table as services want it. */
final class NftablesSession implements DataPlane.Session {

    private static final Content FRAME = Frame.content();
    private static final long UNKNOWN = -1;

    private final Channel channel;
    private final Table table;
    private final Connections connections;
    private Map<Address, Part> parts = new LinkedHashMap<>();
    /** Whether the kernel has just these parts, as far as we know. */
    private boolean sure;

    private boolean afresh;
    private final Notice served;
    /** Chains that are no more, or that there were not, until connections know of it. */
    private final Set<String> gone = new HashSet<>();

    private final Set<String> begun = new HashSet<>();
    private final Set<Family> families = EnumSet.noneOf(Family.class);
    /** The generation of nf_tables in which it had. */
    private long generation = UNKNOWN;

    /** Hears of a family. */
    interface Notice {
        void of(Family family) throws PlatformException;
    }

    /** A service and what of the table is for it. */
    private record Part(Service service, Content content) {}

    /**
     * A session.
     *
     * @param name of the table
     * @param afresh whether what an earlier session has left is made anew although it is wanted
     * @param served told when a family is served for the first time
     */
    NftablesSession(Channel channel, String name, boolean afresh, Notice served) {
        this.afresh = afresh;
        this.served = served;
        this.channel = channel;
        this.table = new Table(channel, name);
        this.connections = new Connections(channel);
    }

    @Override
    public void apply(List<Service> services) throws PlatformException {
        Map<Address, Part> next = new LinkedHashMap<>();
        List<Content> before = new ArrayList<>();
        List<Content> after = new ArrayList<>();
        for (Service service : services) {
            Part part = parts.get(service.address());
            if (part == null || part.service != service && !part.service.equals(service)) {
                if (part != null) {
                    before.add(part.content);
                }
                part = new Part(service, ServiceRules.of(service));
                after.add(part.content);
            }
            if (next.put(service.address(), part) != null) {
                throw new IllegalArgumentException(service.address() + " is there twice");
            }
        }
        parts.forEach((address, part) -> {
            if (!next.containsKey(address)) {
                before.add(part.content);
            }
        });
        if (!sure || !parts.isEmpty() && next.isEmpty() || parts.isEmpty() && !next.isEmpty()) {
            reconcile(next);
        } else if (!before.isEmpty() || !after.isEmpty()) {
            Content from = Content.of(before);
            Content to = Content.of(after);
            if (changed(from, to)) {
                gone.addAll(missing(from, to));
                begun.addAll(missing(to, from));
            } else {
                reconcile(next);
            }
        }
        parts = next;
        sure = true;
        settle();
        for (Address address : parts.keySet()) {
            if (families.add(address.family())) {
                served.of(address.family());
            }
        }
    }

    private boolean changed(Content from, Content to) throws PlatformException {
        long known = generation;
        generation = UNKNOWN;
        if (!table.change(from, to)) {
            return false;
        }
        // Only if nobody else has changed anything meanwhile is it known what there is.
        generation = known != UNKNOWN && table.generation() == known + 1 ? known + 1 : UNKNOWN;
        return true;
    }

    /** Makes the table what it should be, whatever it is. */
    private void reconcile(Map<Address, Part> wanted) throws PlatformException {
        sure = false;
        long seen = table.generation();
        generation = UNKNOWN;
        Optional<Content> found = table.read();
        Content to = wanted.isEmpty() ? new Content() : whole(wanted.values());
        if (wanted.isEmpty()) {
            if (found.isPresent()) {
                table.remove();
            }
        } else if (found.isEmpty() || afresh || !framed(found.get()) || !table.change(found.get(), to)) {
            table.replace(found.isPresent(), to);
        }
        afresh = false;
        long now = table.generation();
        generation = now == seen || now == seen + 1 ? now : UNKNOWN;
        Content from = found.orElseGet(Content::new);
        gone.addAll(missing(from, to));
        begun.addAll(missing(to, from));
    }

    private static Content whole(Collection<Part> parts) {
        List<Content> contents = new ArrayList<>();
        contents.add(FRAME);
        parts.forEach(part -> contents.add(part.content));
        return Content.of(contents);
    }

    /** Whether chains enter, and sets are, where this version has them: these cannot be changed in place. */
    private static boolean framed(Content found) {
        return FRAME.sets().values().stream()
                        .allMatch(set -> set.equals(found.sets().get(set.name())))
                && FRAME.chains().values().stream().allMatch(chain -> {
                    var there = found.chains().get(chain.name());
                    return there != null && Objects.equals(there.hook(), chain.hook());
                });
    }

    /** The chains of the one that the other does not have. */
    private static Set<String> missing(Content from, Content to) {
        Set<String> missing = new HashSet<>(from.chains().keySet());
        missing.removeAll(to.chains().keySet());
        return missing;
    }

    /** Ends what has to end; what the kernel refuses is tried again at the next call. */
    private void settle() throws PlatformException {
        end(gone);
        gone.clear();
        takeOver(begun);
        begun.clear();
    }

    /**
     * Ends the connections that chains which are gone have led. Those that came by a firewall mark go on: nothing tells them from
     * what other tables have led to the same server.
     */
    private void end(Set<String> chains) throws PlatformException {
        List<Route> routes = chains.stream()
                .flatMap(chain -> Names.route(chain).stream())
                .filter(route -> route.service() instanceof Address.Endpoint)
                .toList();
        if (routes.isEmpty()) {
            return;
        }
        Routes<Boolean> known = new Routes<>();
        routes.forEach(route -> put(known, route.service(), route.destination(), false));
        // Where the client's port does not tell whose a connection was, what another service has led there goes on.
        if (!routes.stream().allMatch(route -> tellsPort(route.service()))) {
            parts.values()
                    .forEach(part -> part.service
                            .destinations()
                            .forEach(each -> put(known, part.service.address(), each.address(), true)));
        }
        endThose(true, flow -> Boolean.FALSE.equals(known.find(flow)));
    }

    /**
     * Ends what clients of new services have with this host itself: by UDP, whoever kept asking from one port while nobody served
     * would go on to be answered by nobody.
     */
    private void takeOver(Set<String> chains) throws PlatformException {
        Routes<Boolean> known = new Routes<>();
        boolean any = false;
        for (Address address : parts.keySet()) {
            if (address instanceof Address.Endpoint endpoint
                    && endpoint.protocol() == Protocol.UDP
                    && chains.contains(Names.of(address))) {
                put(known, address, new InetSocketAddress(endpoint.address(), endpoint.port()), true);
                any = true;
            }
        }
        if (any) {
            endThose(false, flow -> known.find(flow) != null);
        }
    }

    private void endThose(boolean translated, Predicate<Flow> which) throws PlatformException {
        List<Flow> ended = new ArrayList<>();
        connections.list(translated, ended::clear, flow -> {
            if (which.test(flow)) {
                ended.add(flow);
            }
        });
        connections.end(ended);
    }

    private static boolean tellsPort(Address address) {
        return address instanceof Address.Endpoint endpoint && endpoint.port() != 0;
    }

    private static <T> void put(Routes<T> routes, Address service, InetSocketAddress destination, T what) {
        int protocol = service instanceof Address.Endpoint endpoint ? Keys.number(endpoint.protocol()) : 0;
        routes.put(service, protocol, destination, what);
    }

    @Override
    public Map<Address, Traffic> traffic() throws PlatformException {
        if (parts.isEmpty()) {
            return Map.of();
        }
        List<Service> services = parts.values().stream().map(Part::service).toList();
        return new Counters(table, connections).read(services);
    }

    @Override
    public List<String> mend() throws PlatformException {
        if (!sure || parts.isEmpty() || generation != UNKNOWN && table.generation() == generation) {
            return List.of();
        }
        long seen = table.generation();
        Optional<Content> found = table.read();
        Content wanted = whole(parts.values());
        if (found.isPresent() && found.get().equals(wanted)) {
            generation = seen;
            return List.of();
        }
        List<String> mended = Differences.of(table.name(), found, wanted);
        reconcile(parts);
        sure = true;
        settle();
        return mended;
    }

    @Override
    public void close() {
        channel.close();
    }
}
