package org.gemel.dataplane.nftables.internal;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.gemel.api.config.VirtualServer.Address;
import org.gemel.api.config.VirtualServer.Forwarding;
import org.gemel.api.config.VirtualServer.Persistence;
import org.gemel.api.config.VirtualServer.Protocol;
import org.gemel.api.config.VirtualServer.Scheduling;
import org.gemel.api.dataplane.Service;
import org.gemel.api.dataplane.Service.Destination;

/** Services for tests. */
final class Services {

    private Services() {}

    /** {@code tcp 10.1.0.100 80}. */
    static Address at(String text) {
        String[] parts = text.split(" ");
        return new Address.Endpoint(
                address(parts[1]),
                Integer.parseInt(parts[2]),
                Protocol.valueOf(parts[0].toUpperCase(java.util.Locale.ROOT)));
    }

    /** Destinations such as {@code 10.2.0.11 80 *3}; without a weight, 1. */
    static Service service(Address address, String scheduler, String... destinations) {
        return new Service(address, new Scheduling(scheduler, Set.of()), null, destinations(destinations));
    }

    static Service persistent(Address address, int seconds, int prefix, String... destinations) {
        return new Service(
                address,
                new Scheduling("wrr", Set.of()),
                new Persistence(Duration.ofSeconds(seconds), prefix, null),
                destinations(destinations));
    }

    private static List<Destination> destinations(String... texts) {
        List<Destination> destinations = new ArrayList<>();
        for (String text : texts) {
            String[] parts = text.split(" ");
            int weight = parts.length > 2 ? Integer.parseInt(parts[2].substring(1)) : 1;
            destinations.add(new Destination(to(parts[0], Integer.parseInt(parts[1])), Forwarding.NAT, weight, 0, 0));
        }
        return destinations;
    }

    static InetSocketAddress to(String address, int port) {
        return new InetSocketAddress(address(address), port);
    }

    static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
