package org.gemel.config.internal.bind.servers;

import java.util.List;
import java.util.stream.Stream;
import org.gemel.api.config.VirtualServer.Address;
import org.gemel.api.config.VirtualServer.Address.Endpoint;
import org.gemel.api.config.VirtualServer.Forwarding.Method;
import org.gemel.config.internal.check.Diagnostics;
import org.gemel.config.internal.check.Item;

/** Gives real servers their ports. */
final class Ports {

    private final List<Address> clients;
    private final Diagnostics diagnostics;

    /** @param clients what clients connect to */
    Ports(List<Address> clients, Diagnostics diagnostics) {
        this.clients = clients;
        this.diagnostics = diagnostics;
    }

    /**
     * The port of a real or sorry server. Where a packet arrives as it was sent, that is the port it was sent to (behaviour
     * 98). With addresses of several ports, 0 means the one that the client connected to.
     */
    int of(Item item, Method method) {
        int usual = common();
        int said = said(item) == 0 ? usual : said(item);
        boolean marked = clients.stream().noneMatch(Endpoint.class::isInstance);
        if (method == Method.NAT || marked || said == usual) {
            return said;
        }
        diagnostics.warning(
                item.at(),
                "port-not-rewritten",
                item.name() + " " + item.text() + ": port " + said + " needs rewriting, which only NAT does; "
                        + (usual == 0 ? "the port that the client connected to" : usual) + " is used",
                "write " + (usual == 0 ? "no port" : "port " + usual) + ", or NAT");
        return usual;
    }

    /**
     * The port that checks ask. A real server that has none, because it gets what was sent to several or to a mark, still has
     * the one that was written, or the only one that there is.
     *
     * @param port the real server's own
     */
    int checked(Item item, int port) {
        if (port != 0) {
            return port;
        }
        return said(item) == 0 ? only(clients.stream().filter(Endpoint.class::isInstance)) : said(item);
    }

    /** 0 if none was written. */
    private static int said(Item item) {
        return item.has(1) ? Math.toIntExact(item.value(1, Long.class)) : 0;
    }

    /** The port that all addresses have; 0 if there are several. */
    private int common() {
        return only(clients.stream());
    }

    private static int only(Stream<Address> addresses) {
        List<Integer> ports = addresses
                .map(each -> each instanceof Endpoint endpoint ? endpoint.port() : 0)
                .distinct()
                .toList();
        return ports.size() == 1 ? ports.get(0) : 0;
    }
}
