package org.gemel.vrrp.internal.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.gemel.api.config.Family;
import org.gemel.api.platform.Link;
import org.gemel.api.platform.Network;
import org.gemel.api.platform.PlatformException;
import org.gemel.vrrp.internal.packet.Advertisement;
import org.jspecify.annotations.Nullable;

/** The open ports of an engine, one for each link and family however many virtual routers use it. */
final class LinkPorts {

    private final Network network;
    private final Counters engineCounters;
    private final List<LinkPort> open = new ArrayList<>();
    private @Nullable BiConsumer<Link, Advertisement> unknown;

    LinkPorts(Network network, Counters engineCounters) {
        this.network = network;
        this.engineCounters = engineCounters;
    }

    /** Whom to tell of packets with a VRID that nobody has, once for each; null for nobody. */
    void tellOfUnknown(@Nullable BiConsumer<Link, Advertisement> listener) {
        if (listener == unknown) {
            return;
        }
        unknown = listener;
        open.forEach(port -> port.tellOfUnknown(listener));
    }

    /** The port of a link and family, to be given back with {@link #release}. */
    LinkPort acquire(Link link, Family family) throws PlatformException {
        for (LinkPort port : open) {
            if (port.is(link, family)) {
                port.use();
                return port;
            }
        }
        LinkPort port = new LinkPort(network, link, family, engineCounters);
        port.use();
        port.tellOfUnknown(unknown);
        open.add(port);
        return port;
    }

    void release(LinkPort port) {
        if (port.leave()) {
            open.remove(port);
            port.port().close();
        }
    }
}
