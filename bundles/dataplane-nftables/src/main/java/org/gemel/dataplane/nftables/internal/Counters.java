package org.gemel.dataplane.nftables.internal;

import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gemel.api.config.VirtualServer.Address;
import org.gemel.api.dataplane.Service;
import org.gemel.api.dataplane.Service.Destination;
import org.gemel.api.dataplane.Traffic;
import org.gemel.api.dataplane.Traffic.Counts;
import org.gemel.api.platform.PlatformException;
import org.gemel.dataplane.nftables.internal.conntrack.Connections;
import org.gemel.dataplane.nftables.internal.conntrack.Routes;
import org.gemel.dataplane.nftables.internal.table.Element;
import org.gemel.dataplane.nftables.internal.table.Table;
import org.gemel.dataplane.nftables.internal.table.Table.Count;
import org.jspecify.annotations.Nullable;

/** Reads what the kernel has counted. Of connections by a firewall mark it counts beginnings only. */
final class Counters {

    private static final Count UNKNOWN = new Count(-1, -1);

    private final Table table;
    private final Connections connections;
    private Map<String, Count> begun = Map.of();
    private final Map<Element, Count> packets = new HashMap<>();

    Counters(Table table, Connections connections) {
        this.table = table;
        this.connections = connections;
    }

    /** What is known at the moment. */
    private static final class Now {
        private long active;
        private long inactive;
    }

    Map<Address, Traffic> read(List<Service> services) throws PlatformException {
        begun = table.ruleCounts();
        Set<String> sets = new HashSet<>();
        Map<String, Now> now = new HashMap<>();
        Routes<Now> routes = new Routes<>();
        for (Service service : services) {
            int protocol = 0;
            if (service.address() instanceof Address.Endpoint endpoint) {
                protocol = Keys.number(endpoint.protocol());
                sets.add(Frame.counter(endpoint, true));
                sets.add(Frame.counter(endpoint, false));
            }
            for (Destination destination : service.destinations()) {
                Now counts = new Now();
                now.put(Names.of(service.address(), destination.address()), counts);
                routes.put(service.address(), protocol, destination.address(), counts);
            }
        }
        for (String set : sets) {
            packets.putAll(table.elementCounts(set));
        }
        connections.list(true, () -> now.values().forEach(each -> each.active = each.inactive = 0), flow -> {
            Now counts = routes.find(flow);
            if (counts != null && flow.open()) {
                counts.active++;
            } else if (counts != null) {
                counts.inactive++;
            }
        });
        Map<Address, Traffic> traffic = new LinkedHashMap<>();
        services.forEach(service -> traffic.put(service.address(), traffic(service, now)));
        return traffic;
    }

    private Traffic traffic(Service service, Map<String, Now> now) {
        Map<InetSocketAddress, Counts> destinations = new LinkedHashMap<>();
        Counts total = new Counts(0, 0, 0, 0, 0, 0, 0);
        for (Destination destination : service.destinations()) {
            String chain = Names.of(service.address(), destination.address());
            Count connections = begun.get(chain);
            Now known = now.get(chain);
            Count in = packets(service.address(), destination.address(), true);
            Count out = packets(service.address(), destination.address(), false);
            Counts counts = new Counts(
                    connections == null ? -1 : connections.packets(),
                    known == null ? -1 : known.active,
                    known == null ? -1 : known.inactive,
                    in.packets(),
                    out.packets(),
                    in.bytes(),
                    out.bytes());
            destinations.put(destination.address(), counts);
            total = plus(total, counts);
        }
        return new Traffic(total, destinations);
    }

    private Count packets(Address service, InetSocketAddress destination, boolean in) {
        @Nullable
        Count count = service instanceof Address.Endpoint endpoint
                ? packets.get(new Element(Frame.counter(endpoint, in), Keys.of(endpoint, destination)))
                : null;
        return count == null ? UNKNOWN : count;
    }

    private static Counts plus(Counts a, Counts b) {
        return new Counts(
                plus(a.connections(), b.connections()),
                plus(a.active(), b.active()),
                plus(a.inactive(), b.inactive()),
                plus(a.packetsIn(), b.packetsIn()),
                plus(a.packetsOut(), b.packetsOut()),
                plus(a.bytesIn(), b.bytesIn()),
                plus(a.bytesOut(), b.bytesOut()));
    }

    private static long plus(long a, long b) {
        return a < 0 || b < 0 ? -1 : a + b;
    }
}
