package org.gemel.bfd.internal;

import org.gemel.api.config.Family;
import org.gemel.api.platform.Datagram;
import org.gemel.api.platform.EventLoop;
import org.gemel.api.platform.Network;
import org.gemel.api.platform.Platform;
import org.gemel.api.platform.PlatformException;
import org.jspecify.annotations.Nullable;

/** Hears a port of one family; while another program has the port, it asks for it every second. */
final class Ear implements AutoCloseable {

    /** Single hop (RFC 5881 4). */
    static final int PORT = 3784;
    /** Over several hops (RFC 5883 5). */
    static final int MULTIHOP_PORT = 4784;

    private static final long RETRY = 1_000_000_000;

    /** Takes what is heard. */
    interface Hearer {
        void received(Datagram datagram, boolean multihop);
    }

    private final Platform platform;
    private final Family family;
    private final int port;
    private final Hearer hearer;
    private final EventLoop.Timer retry;
    private Network.@Nullable Subscription subscription;
    private String obstacle = "";

    Ear(Platform platform, Family family, int port, Hearer hearer) {
        this.platform = platform;
        this.family = family;
        this.port = port;
        this.hearer = hearer;
        retry = platform.loop().newTimer(this::listen);
        listen();
    }

    private void listen() {
        boolean multihop = port == MULTIHOP_PORT;
        try {
            subscription = platform.datagrams().listen(family, port, datagram -> hearer.received(datagram, multihop));
            obstacle = "";
        } catch (PlatformException e) {
            obstacle = String.valueOf(e.getMessage());
            retry.arm(platform.loop().nanoTime() + RETRY);
        }
    }

    boolean hears(Family otherFamily, int otherPort) {
        return family == otherFamily && port == otherPort;
    }

    /** Why nothing is heard, or empty. */
    String obstacle() {
        return obstacle;
    }

    @Override
    public void close() {
        retry.disarm();
        if (subscription != null) {
            subscription.close();
            subscription = null;
        }
    }
}
