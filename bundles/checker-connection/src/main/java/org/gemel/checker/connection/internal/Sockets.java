package org.gemel.checker.connection.internal;

import io.netty.channel.Channel;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.socket.SocketProtocolFamily;
import java.io.IOException;
import org.gemel.api.config.Family;

/** Where sockets come from. Sockets are made on the thread that is to serve them: it knows their network. */
sealed interface Sockets permits EpollSockets, NioSockets {

    /**
     * Netty's own if its library is there for this machine and can be loaded, else the JDK's; those too with {@code
     * -Dio.netty.transport.noNative=true}.
     */
    static Sockets best() {
        return Epoll.isAvailable() ? new EpollSockets() : new NioSockets();
    }

    /** As Netty has it. */
    static SocketProtocolFamily protocol(Family family) {
        return family == Family.IPV6 ? SocketProtocolFamily.INET6 : SocketProtocolFamily.INET;
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
