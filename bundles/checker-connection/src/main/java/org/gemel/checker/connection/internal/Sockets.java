package org.gemel.checker.connection.internal;

import io.netty.channel.Channel;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.epoll.Epoll;
import java.io.IOException;
import org.gemel.api.config.Family;

/** Where sockets come from. Sockets are made on the thread that is to serve them: it knows their network. */
sealed interface Sockets permits EpollSockets, NioSockets {

    /** Netty's own if it has its library for this machine, else the JDK's. */
    static Sockets best() {
        return Epoll.isAvailable() ? new EpollSockets() : new NioSockets();
    }

    /** What an event loop waits with. */
    IoHandlerFactory handlers();

    /** A new TCP socket. */
    Channel stream(Family family);

    /** A new UDP socket. */
    Channel datagrams(Family family);

    /**
     * Marks the packets of a socket ({@code fwmark}).
     *
     * @throws IOException if that is not possible; the message stands alone
     */
    void mark(Channel channel, int mark) throws IOException;

    /**
     * Ties a socket to an interface ({@code bind_if}).
     *
     * @throws IOException if that is not possible; the message stands alone
     */
    void tie(Channel channel, String interfaceName) throws IOException;
}
