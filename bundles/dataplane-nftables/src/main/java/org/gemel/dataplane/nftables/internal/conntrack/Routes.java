package org.gemel.dataplane.nftables.internal.conntrack;

import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import org.gemel.api.config.VirtualServer.Address;
import org.gemel.dataplane.nftables.internal.conntrack.Flow.Host;
import org.jspecify.annotations.Nullable;

/**
 * Whose connection is which, told by where it was sent and where it goes. A connection that came by a firewall mark is told by
 * where it goes alone, if nothing else explains it.
 *
 * @param <T> what is known of a destination
 */
public final class Routes<T> {

    private final Map<Path, T> known = new HashMap<>();
    /** Where a client may have connected to and on which port is looked up only as far as it is needed. */
    private boolean loose;

    private record Path(int protocol, Host service, int servicePort, Host server, int serverPort) {}

    /**
     * Adds a destination.
     *
     * @param protocol of the service, 0 for any
     */
    public void put(Address service, int protocol, InetSocketAddress destination, T what) {
        Host server = Host.of(destination.getAddress().getAddress());
        int port = destination.getPort();
        if (service instanceof Address.Endpoint endpoint) {
            Host address = Host.of(endpoint.address().getAddress());
            int servicePort = endpoint.port();
            known.put(new Path(protocol, address, servicePort, server, port == 0 ? servicePort : port), what);
            loose |= servicePort == 0;
        } else {
            known.put(new Path(0, Host.NONE, 0, server, port), what);
            loose = true;
        }
    }

    /** What is known of a connection's destination; null if nothing is. */
    public @Nullable T find(Flow flow) {
        int protocol = flow.protocol();
        T found = known.get(new Path(protocol, flow.service(), flow.servicePort(), flow.server(), flow.serverPort()));
        if (found != null || !loose) {
            return found;
        }
        for (int port : new int[] {flow.serverPort(), 0}) {
            found = known.get(new Path(protocol, flow.service(), 0, flow.server(), port));
            if (found != null) {
                return found;
            }
        }
        for (int port : new int[] {flow.serverPort(), 0}) {
            found = known.get(new Path(0, Host.NONE, 0, flow.server(), port));
            if (found != null) {
                return found;
            }
        }
        return null;
    }
}
