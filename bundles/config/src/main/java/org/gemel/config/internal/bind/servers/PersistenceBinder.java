package org.gemel.config.internal.bind.servers;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.gemel.api.config.Family;
import org.gemel.api.config.VirtualServer.Address;
import org.gemel.api.config.VirtualServer.Address.Endpoint;
import org.gemel.api.config.VirtualServer.Persistence;
import org.gemel.config.internal.check.Block;
import org.gemel.config.internal.check.Diagnostics;
import org.gemel.config.internal.check.Item;
import org.jspecify.annotations.Nullable;

/** Binds how long a client stays with its real server. */
final class PersistenceBinder {

    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(360);

    private final Diagnostics diagnostics;

    PersistenceBinder(Diagnostics diagnostics) {
        this.diagnostics = diagnostics;
    }

    /** Null where nothing asks for it; a granularity or a server of all ports does. */
    @Nullable
    Persistence bind(Item server, List<Address> addresses) {
        Block own = server.block();
        Optional<Item> timeout = own.last("persistence_timeout");
        Optional<Item> granularity = own.last("persistence_granularity");
        Optional<Item> engine = own.last("persistence_engine");
        boolean asked = timeout.isPresent() || granularity.isPresent();
        boolean allPorts =
                addresses.stream().anyMatch(each -> each instanceof Endpoint endpoint && endpoint.port() == 0);
        if (!asked && !allPorts) {
            engine.ifPresent(this::needsTimeout);
            return null;
        }
        if (!asked) {
            diagnostics.warning(
                    server.at(),
                    "all-ports-without-persistence",
                    "virtual server " + server.text() + " has no port and serves them all, which goes with persistence"
                            + " only; persistence_timeout " + DEFAULT_TIMEOUT.toSeconds() + " is used",
                    "write a port, or persistence_timeout");
        }
        Family family = addresses.get(0).family();
        return new Persistence(
                timeout.filter(item -> item.has(0)).map(Item::seconds).orElse(DEFAULT_TIMEOUT),
                granularity.map(item -> prefix(item, family)).orElse(family.addressLength() * Byte.SIZE),
                engine.map(Item::text).orElse(null));
    }

    private void needsTimeout(Item engine) {
        diagnostics.warning(
                engine.at(),
                "needs-persistence",
                "persistence_engine says how clients are told apart that stay with their server, and none does",
                "write persistence_timeout");
    }

    /** An IPv4 mask or an IPv6 prefix length, and each with its own family. */
    private int prefix(Item item, Family family) {
        int longest = family.addressLength() * Byte.SIZE;
        Object value = item.arguments().get(0).value();
        if (value instanceof InetAddress mask) {
            if (family == Family.IPV4) {
                return contiguous(item, mask, longest);
            }
            diagnostics.warning(
                    item.at(),
                    "granularity-of-another-family",
                    "persistence_granularity " + item.text() + " is a mask of IPv4, and the clients speak IPv6;"
                            + " each counts by itself",
                    "write the length of a prefix, 1 to 128");
            return longest;
        }
        long length = (Long) value;
        if (family == Family.IPV4) {
            diagnostics.warning(
                    item.at(),
                    "granularity-of-another-family",
                    "persistence_granularity " + item.text() + " is a prefix of IPv6, and the clients speak IPv4;"
                            + " each counts by itself",
                    "write a mask such as 255.255.255.0");
            return longest;
        }
        return (int) length;
    }

    private int contiguous(Item item, InetAddress mask, int longest) {
        int bits = 0;
        for (byte each : mask.getAddress()) {
            bits = bits << Byte.SIZE | each & 0xff;
        }
        int length = Integer.numberOfLeadingZeros(~bits);
        if (length == longest || bits << length == 0) {
            return length;
        }
        diagnostics.warning(
                item.at(),
                "mask-with-holes",
                "persistence_granularity " + item.text()
                        + " has ones behind zeros, which no address range has; each client counts by itself",
                "write a mask such as 255.255.255.0");
        return longest;
    }
}
