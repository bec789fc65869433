package org.gemel.balancer.internal.core;

import java.net.InetAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gemel.api.config.VirtualServer;
import org.gemel.api.config.VirtualServer.Address;
import org.gemel.api.config.VirtualServer.RealServer;
import org.gemel.api.config.VirtualServer.SorryServer;
import org.gemel.api.dataplane.Service;
import org.gemel.api.dataplane.Service.Destination;
import org.gemel.api.event.Event;
import org.gemel.api.event.Event.QuorumChanged;
import org.gemel.api.event.Event.RealServerChanged;
import org.jspecify.annotations.Nullable;

/** A virtual server: its quorum, who serves, and what the kernel is to do (behaviours 96 and 97). */
final class Pool {

    private final Outlet outlet;
    private VirtualServer server;
    private List<Member> members = new ArrayList<>();
    private boolean reached;
    private boolean suspended;
    private boolean everReached;
    private boolean firstStates;
    private Instant since;
    private List<Service> services = List.of();

    Pool(VirtualServer server, Outlet outlet, Moment now) {
        this.server = server;
        this.outlet = outlet;
        since = now.wall();
        server.realServers().forEach(each -> members.add(new Member(this, each, now.wall())));
    }

    String name() {
        return server.name();
    }

    VirtualServer server() {
        return server;
    }

    /** Whether it is told of a real server that is found as it was taken to be at first. */
    void tellFirstStates(boolean wish) {
        firstStates = wish;
    }

    boolean tellsFirstStates() {
        return firstStates;
    }

    List<Member> members() {
        return members;
    }

    /** Those of all its real servers. */
    List<Check> checks() {
        return members.stream().flatMap(each -> each.checks().stream()).toList();
    }

    boolean reached() {
        return reached;
    }

    boolean suspended() {
        return suspended;
    }

    /** Why its quorum is as it is now. */
    String reason() {
        return everReached ? quorumReason() : "not reached yet: " + quorumReason();
    }

    Instant since() {
        return since;
    }

    List<Service> services() {
        return services;
    }

    /** What its working real servers weigh. */
    long weight() {
        long sum = 0;
        for (Member member : members) {
            sum += member.counts();
        }
        return sum;
    }

    /** Whether the sorry server serves. */
    boolean sorry() {
        return !reached && server.sorryServer() != null;
    }

    /** Begins; a quorum that is still to be reached is told as lost only where that makes somebody else serve. */
    void begin(Moment now) {
        reached = holds();
        if (reached || sorry()) {
            tellQuorum(now);
        }
        serve();
    }

    /** Begins where an earlier life has ended. */
    void recall(Memory.OfPool left, Moment now) {
        reached = left.reached();
        everReached = left.everReached();
        since = left.since();
        for (Member member : members) {
            left.members().stream()
                    .filter(each -> each.name().equals(member.name()))
                    .findFirst()
                    .ifPresent(member::recall);
            tell(member.settle(null, now));
        }
        weigh(now);
    }

    Memory.OfPool remember() {
        return new Memory.OfPool(
                name(),
                reached,
                everReached,
                since,
                members.stream().map(Member::remember).toList());
    }

    /**
     * Goes on with another configuration.
     *
     * @return the checks that are no more
     */
    List<Check> reconfigure(VirtualServer next, Moment now) {
        Map<String, Member> former = new LinkedHashMap<>();
        members.forEach(each -> former.put(each.name(), each));
        members = new ArrayList<>();
        List<Check> gone = new ArrayList<>();
        for (RealServer each : next.realServers()) {
            Member same = former.remove(each.name());
            if (same == null) {
                members.add(new Member(this, each, now.wall()));
            } else {
                gone.addAll(same.reconfigure(each));
                members.add(same);
            }
        }
        former.values().forEach(each -> gone.addAll(each.checks()));
        server = next;
        members.forEach(each -> tell(each.settle(null, now)));
        weigh(now);
        return gone;
    }

    /** Ends: with omega, what it had is told as lost. */
    void end(String why, Moment now) {
        if (!server.omega()) {
            return;
        }
        for (Member member : members) {
            if (member.alive()) {
                outlet.happened(new RealServerChanged(now.wall(), name(), member.name(), false, why));
            }
        }
        if (reached) {
            outlet.happened(new QuorumChanged(now.wall(), name(), false, weight(), server.quorum(), why));
        }
    }

    /** A check has said something new. */
    void heard(Check check, Moment now) {
        Event event = check.member().settle(check, now);
        if (event != null) {
            outlet.happened(event);
            weigh(now);
        }
    }

    /** Which addresses are on this host; whether that changes whether its checks act. */
    boolean addresses(Set<InetAddress> here) {
        boolean before = suspended;
        suspended = server.haSuspend() && isElsewhere(here);
        return before != suspended;
    }

    private boolean isElsewhere(Set<InetAddress> here) {
        boolean any = false;
        for (Address each : server.addresses()) {
            if (each instanceof Address.Endpoint endpoint) {
                any = true;
                if (here.contains(endpoint.address())) {
                    return false;
                }
            }
        }
        // A firewall mark is nowhere.
        return any;
    }

    private void tell(@Nullable Event event) {
        if (event != null) {
            outlet.happened(event);
        }
    }

    /** Draws the conclusion from what its real servers weigh. */
    void weigh(Moment now) {
        boolean before = reached;
        reached = holds();
        if (before != reached) {
            since = now.wall();
            tellQuorum(now);
        }
        serve();
    }

    private void tellQuorum(Moment now) {
        everReached |= reached;
        outlet.happened(new QuorumChanged(now.wall(), name(), reached, weight(), server.quorum(), quorumReason()));
    }

    private boolean holds() {
        long sum = weight();
        int hysteresis = reached ? -server.hysteresis() : server.hysteresis();
        return sum > 0 && sum >= (long) server.quorum() + hysteresis;
    }

    private String quorumReason() {
        long sum = weight();
        long working = members.stream().filter(Member::alive).count();
        return "%d of %d real servers work and weigh %d; the quorum is %d%s"
                .formatted(
                        working,
                        members.size(),
                        sum,
                        server.quorum(),
                        server.hysteresis() == 0 ? "" : " with a hysteresis of " + server.hysteresis());
    }

    private void serve() {
        List<Destination> destinations = new ArrayList<>();
        for (Member member : members) {
            Destination destination = member.destination(sorry());
            if (destination != null) {
                destinations.add(destination);
            }
        }
        SorryServer substitute = server.sorryServer();
        if (substitute != null && (sorry() || substitute.inhibit())) {
            destinations.removeIf(each -> each.address().equals(substitute.address()));
            destinations.add(new Destination(substitute.address(), substitute.forwarding(), sorry() ? 1 : 0, 0, 0));
        }
        List<Service> next = new ArrayList<>();
        for (Address address : server.addresses()) {
            next.add(same(new Service(address, server.scheduling(), server.persistence(), destinations)));
        }
        if (!next.equals(services)) {
            services = List.copyOf(next);
            outlet.servicesChanged();
        }
    }

    /** The former object where nothing has changed, so that nobody has to look at it. */
    private Service same(Service next) {
        for (Service former : services) {
            if (former.equals(next)) {
                return former;
            }
        }
        return next;
    }
}
