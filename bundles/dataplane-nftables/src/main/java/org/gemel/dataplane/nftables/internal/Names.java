package org.gemel.dataplane.nftables.internal;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gemel.api.config.AddressText;
import org.gemel.api.config.Family;
import org.gemel.api.config.VirtualServer.Address;
import org.gemel.api.config.VirtualServer.Protocol;

/** Names of chains and sets, in the letters that nftables allows: what they belong to, and that can be told from them again. */
final class Names {

    private static final Pattern DESTINATION =
            Pattern.compile("(?:(tcp|udp|sctp)-([0-9a-f._]+)-(\\d+)|mark-(\\d+)-(ipv[46]))/([0-9a-f._]+)-(\\d+)");

    private static final int MOST_OCTET = 255;

    private Names() {}

    /** A destination and the service that it is of. */
    record Route(Address service, InetSocketAddress destination) {}

    static String of(Address address) {
        if (address instanceof Address.Endpoint endpoint) {
            return endpoint.protocol().name().toLowerCase(Locale.ROOT) + "-" + of(endpoint.address(), endpoint.port());
        }
        Address.Mark mark = (Address.Mark) address;
        return "mark-" + Integer.toUnsignedString(mark.mark()) + "-" + of(mark.family());
    }

    static String of(Address service, InetSocketAddress destination) {
        return of(service) + "/" + of(destination.getAddress(), destination.getPort());
    }

    static String of(Family family) {
        return family == Family.IPV4 ? "ipv4" : "ipv6";
    }

    private static String of(InetAddress address, int port) {
        return AddressText.of(address).replace(':', '_') + "-" + port;
    }

    /** What a destination's chain is for; empty if it is no destination's. */
    static Optional<Route> route(String chain) {
        Matcher parts = DESTINATION.matcher(chain);
        if (!parts.matches()) {
            return Optional.empty();
        }
        try {
            Address service = parts.group(1) == null
                    ? new Address.Mark(
                            Integer.parseUnsignedInt(parts.group(4)),
                            parts.group(5).equals("ipv4") ? Family.IPV4 : Family.IPV6)
                    : new Address.Endpoint(
                            address(parts.group(2)),
                            Integer.parseInt(parts.group(3)),
                            Protocol.valueOf(parts.group(1).toUpperCase(Locale.ROOT)));
            return Optional.of(new Route(
                    service, new InetSocketAddress(address(parts.group(6)), Integer.parseInt(parts.group(7)))));
        } catch (IllegalArgumentException | UnknownHostException e) {
            return Optional.empty();
        }
    }

    private static InetAddress address(String text) throws UnknownHostException {
        if (text.contains("_")) {
            // With a colon in it, nothing is looked up.
            return InetAddress.getByName(text.replace('_', ':'));
        }
        String[] parts = text.split("\\.", -1);
        byte[] octets = new byte[parts.length];
        for (int i = 0; i < parts.length; i++) {
            int octet = Integer.parseInt(parts[i]);
            if (octet > MOST_OCTET) {
                throw new IllegalArgumentException(text);
            }
            octets[i] = (byte) octet;
        }
        return InetAddress.getByAddress(octets);
    }
}
