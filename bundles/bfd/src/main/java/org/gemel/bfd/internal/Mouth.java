package org.gemel.bfd.internal;

import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import org.gemel.api.config.TrackerDefinition.BfdSession;
import org.gemel.api.platform.Datagrams.Flow;
import org.gemel.api.platform.Datagrams.Sender;
import org.gemel.api.platform.Link;
import org.gemel.api.platform.Platform;
import org.gemel.api.platform.PlatformException;
import org.jspecify.annotations.Nullable;

/**
 * Sends the packets of one session, from one source port (RFC 5881 4). While the session is not up it looks before each
 * packet whether the neighbour is on another link by now, so that it heals from whatever happens to links and addresses.
 */
final class Mouth implements AutoCloseable {

    private static final int FIRST_PORT = 49_152;
    private static final int PORTS = 1 << 14;

    private final Platform platform;
    private final SplittableRandom random;
    private BfdSession definition;
    private int port;
    private @Nullable Sender sender;
    private int linkIndex;
    private boolean portProven;
    private boolean fresh;
    private String obstacle = "";

    Mouth(Platform platform, BfdSession definition, SplittableRandom random) {
        this.platform = platform;
        this.definition = definition;
        this.random = random;
        port = FIRST_PORT + random.nextInt(PORTS);
    }

    /** Goes on as another definition says. */
    void change(BfdSession changed) {
        definition = changed;
        fresh = true;
    }

    void send(ByteBuffer packet, boolean up) {
        if (!up || fresh || sender == null) {
            look();
        }
        Sender open = sender;
        if (open != null) {
            boolean sent = open.send(packet);
            if (sent != obstacle.isEmpty()) {
                obstacle = sent ? "" : "packets cannot be sent; is there a route to the neighbour, and its link up?";
            }
        }
    }

    private void look() {
        Path path = Path.to(definition, platform.network());
        if (!path.obstacle().isEmpty()) {
            obstacle = path.obstacle();
            close();
            return;
        }
        Link link = path.link();
        int index = link == null ? 0 : link.index();
        if (sender != null && index == linkIndex && !fresh) {
            return;
        }
        close();
        if (!portProven) {
            port = FIRST_PORT + random.nextInt(PORTS);
        }
        Flow flow = new Flow(
                definition.source(), port, definition.neighbour(), Neighbour.port(definition), definition.ttl(), link);
        try {
            sender = platform.datagrams().open(flow);
            linkIndex = index;
            portProven = true;
            fresh = false;
            obstacle = "";
        } catch (PlatformException e) {
            obstacle = String.valueOf(e.getMessage());
        }
    }

    /** Why nothing can be sent, or empty. */
    String obstacle() {
        return obstacle;
    }

    /** The link that the session is bound to, 0 if none. */
    int linkIndex() {
        return linkIndex;
    }

    @Override
    public void close() {
        if (sender != null) {
            sender.close();
            sender = null;
        }
        linkIndex = 0;
    }
}
