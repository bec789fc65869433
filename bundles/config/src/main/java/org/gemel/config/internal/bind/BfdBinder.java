package org.gemel.config.internal.bind;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gemel.api.config.AddressText;
import org.gemel.api.config.Family;
import org.gemel.api.config.Position;
import org.gemel.api.config.TrackerDefinition;
import org.gemel.api.config.TrackerDefinition.BfdSession;
import org.gemel.config.internal.check.Block;
import org.gemel.config.internal.check.Diagnostics;
import org.gemel.config.internal.check.Item;
import org.jspecify.annotations.Nullable;

/** Binds BFD sessions. */
final class BfdBinder {

    private static final long DEFAULT_INTERVAL = 10;
    private static final long DEFAULT_IDLE = 1_000;
    private static final int DEFAULT_MULTIPLIER = 5;
    /** RFC 5881 5 knows no other, in both families. */
    private static final int DEFAULT_TTL = 255;

    private final Diagnostics diagnostics;

    BfdBinder(Diagnostics diagnostics) {
        this.diagnostics = diagnostics;
    }

    /** All sessions, in the order of the text. */
    List<TrackerDefinition> bind(Block text) {
        List<TrackerDefinition> sessions = new ArrayList<>();
        Map<List<Object>, Position> known = new HashMap<>();
        for (Item item : text.all("bfd_instance")) {
            Optional<InetAddress> neighbour = neighbour(item.block());
            if (neighbour.isPresent()) {
                BfdSession session = session(item, neighbour.get());
                if (unique(item, session, known)) {
                    sessions.add(session);
                }
            }
        }
        return sessions;
    }

    private static Optional<InetAddress> neighbour(Block own) {
        return own.last("neighbor_ip").or(() -> own.last("neighbour_ip")).map(item -> item.value(0, InetAddress.class));
    }

    private BfdSession session(Item item, InetAddress neighbour) {
        Block own = item.block();
        boolean multihop = own.flag("multihop");
        return new BfdSession(
                item.text(),
                neighbour,
                source(own, neighbour),
                millis(own, "min_rx", DEFAULT_INTERVAL),
                millis(own, "min_tx", DEFAULT_INTERVAL),
                millis(own, "idle_tx", DEFAULT_IDLE),
                own.last("multiplier").map(Item::number).orElse(DEFAULT_MULTIPLIER),
                own.flag("passive"),
                own.last("ttl").or(() -> own.last("hoplimit")).map(Item::number).orElse(DEFAULT_TTL),
                // RFC 5883 does not look at the TTL unless it is told to.
                own.last("max_hops").map(Item::number).orElse(multihop ? -1 : 0),
                multihop);
    }

    private static Duration millis(Block own, String name, long absent) {
        return own.last(name).map(Item::seconds).orElse(Duration.ofMillis(absent));
    }

    private @Nullable InetAddress source(Block own, InetAddress neighbour) {
        Item item = own.last("source_ip").orElse(null);
        if (item == null) {
            return null;
        }
        InetAddress source = item.value(0, InetAddress.class);
        if (Family.of(source) == Family.of(neighbour)) {
            return source;
        }
        diagnostics.error(
                item.at(),
                "mixed-families",
                "source_ip " + AddressText.of(source) + " and neighbor_ip " + AddressText.of(neighbour)
                        + " are not of one family; source_ip is ignored",
                "write both for IPv4 or both for IPv6");
        return null;
    }

    /** A first packet is told by its addresses alone whose it is (RFC 5881 3). */
    private boolean unique(Item item, BfdSession session, Map<List<Object>, Position> known) {
        Position first = known.putIfAbsent(List.of(session.neighbour(), session.multihop()), item.at());
        if (first != null) {
            diagnostics.error(
                    item.at(),
                    "duplicate-neighbour",
                    "there is already a BFD session with " + AddressText.of(session.neighbour()) + " at " + first,
                    "track that one in both places");
        }
        return first == null;
    }
}
