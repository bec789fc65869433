package org.gemel.balancer.internal.core;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.gemel.api.balancer.VirtualServerStatus;
import org.gemel.api.balancer.VirtualServerStatus.RealServerStatus;
import org.gemel.api.config.AddressText;
import org.gemel.api.config.Family;
import org.gemel.api.config.VirtualServer.Address;
import org.gemel.api.config.VirtualServer.SorryServer;
import org.gemel.api.dataplane.Service;
import org.gemel.api.dataplane.Service.Destination;
import org.gemel.api.dataplane.Traffic;
import org.gemel.api.dataplane.Traffic.Counts;
import org.jspecify.annotations.Nullable;

/** A virtual server as it is told to others. */
public final class Snapshot {

    private final Pool pool;

    Snapshot(Pool pool) {
        this.pool = pool;
    }

    /** Its addresses. */
    public List<Address> addresses() {
        return pool.server().addresses();
    }

    /** Its name. */
    public String name() {
        return pool.name();
    }

    /**
     * All there is to tell.
     *
     * @param dataPlane what spreads its connections; null for nothing
     * @param trouble why nothing does; null otherwise
     * @param traffic what the kernel has counted; null where it knows nothing
     */
    public VirtualServerStatus status(
            @Nullable String dataPlane, @Nullable String trouble, Function<Address, @Nullable Traffic> traffic) {
        Map<InetSocketAddress, Integer> weights = new HashMap<>();
        for (Service service : pool.services()) {
            for (Destination destination : service.destinations()) {
                weights.put(destination.address(), destination.weight());
            }
        }
        List<Traffic> counted = new ArrayList<>();
        for (Address address : addresses()) {
            Traffic known = traffic.apply(address);
            if (known != null) {
                counted.add(known);
            }
        }
        List<RealServerStatus> realServers = new ArrayList<>();
        for (Member member : pool.members()) {
            InetSocketAddress address = member.server().address();
            realServers.add(member.status(weights.getOrDefault(address, 0), of(counted, address)));
        }
        SorryServer sorry = pool.server().sorryServer();
        if (sorry != null) {
            realServers.add(sorry(sorry, of(counted, sorry.address())));
        }
        return new VirtualServerStatus(
                pool.name(),
                addresses().stream().map(Snapshot::text).toList(),
                pool.server().scheduling().scheduler(),
                dataPlane,
                pool.reached(),
                pool.server().quorum(),
                pool.weight(),
                pool.sorry(),
                pool.suspended(),
                trouble != null ? trouble : pool.suspended() ? "waits for an address of its own" : pool.reason(),
                pool.since(),
                realServers,
                sum(counted.stream().map(Traffic::total).toList()));
    }

    private RealServerStatus sorry(SorryServer sorry, Counts counts) {
        return new RealServerStatus(
                sorry.name(),
                true,
                true,
                false,
                pool.sorry() ? 1 : 0,
                1,
                Member.text(sorry.forwarding()),
                pool.sorry() ? "serves while the quorum is lost" : "waits for the loss of the quorum",
                pool.since(),
                List.of(),
                counts);
    }

    private static Counts of(List<Traffic> counted, InetSocketAddress address) {
        List<Counts> all = new ArrayList<>();
        for (Traffic each : counted) {
            Counts counts = each.destinations().get(address);
            if (counts != null) {
                all.add(counts);
            }
        }
        return sum(all);
    }

    private static Counts sum(List<Counts> all) {
        if (all.isEmpty()) {
            return Counts.UNKNOWN;
        }
        return all.stream()
                .reduce((one, other) -> new Counts(
                        add(one.connections(), other.connections()),
                        add(one.active(), other.active()),
                        add(one.inactive(), other.inactive()),
                        add(one.packetsIn(), other.packetsIn()),
                        add(one.packetsOut(), other.packetsOut()),
                        add(one.bytesIn(), other.bytesIn()),
                        add(one.bytesOut(), other.bytesOut())))
                .orElse(Counts.UNKNOWN);
    }

    private static long add(long one, long other) {
        return one < 0 || other < 0 ? Math.max(one, other) : one + other;
    }

    private static String text(Address address) {
        if (address instanceof Address.Endpoint endpoint) {
            String host = AddressText.of(endpoint.address());
            return (Family.of(endpoint.address()) == Family.IPV6 ? "[" + host + "]" : host) + ":" + endpoint.port()
                    + "/" + endpoint.protocol().name().toLowerCase(java.util.Locale.ROOT);
        }
        Address.Mark mark = (Address.Mark) address;
        return "fwmark " + Integer.toUnsignedString(mark.mark()) + (mark.family() == Family.IPV6 ? " inet6" : "");
    }
}
