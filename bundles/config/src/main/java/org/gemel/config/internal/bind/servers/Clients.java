package org.gemel.config.internal.bind.servers;

import java.util.List;
import java.util.Locale;
import org.gemel.api.config.AddressText;
import org.gemel.api.config.Family;
import org.gemel.api.config.VirtualServer.Address;
import org.gemel.api.config.VirtualServer.Address.Endpoint;
import org.gemel.api.config.VirtualServer.Address.Mark;

/**
 * What clients connect to, and what that is called.
 *
 * @param name of the virtual server
 * @param addresses at least one
 */
record Clients(String name, List<Address> addresses) {

    Clients {
        addresses = List.copyOf(addresses);
    }

    /** An address as people write it. */
    static String shown(Address address) {
        if (address instanceof Endpoint endpoint) {
            String host = AddressText.of(endpoint.address());
            return (endpoint.family() == Family.IPV6 ? "[" + host + "]" : host) + ":" + endpoint.port() + "/"
                    + endpoint.protocol().name().toLowerCase(Locale.ROOT);
        }
        Mark mark = (Mark) address;
        return "fwmark " + Integer.toUnsignedString(mark.mark()) + (mark.family() == Family.IPV6 ? " inet6" : "");
    }
}
