package org.gemel.checker.connection.internal;

import io.netty.channel.Channel;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.io.IOException;
import java.nio.channels.spi.SelectorProvider;
import org.gemel.api.config.Family;

/** The JDK's sockets: any machine. */
final class NioSockets implements Sockets {

    @Override
    public IoHandlerFactory handlers() {
        return NioIoHandler.newFactory();
    }

    @Override
    public Channel stream(Family family) {
        return new NioSocketChannel(SelectorProvider.provider(), Sockets.protocol(family));
    }

    @Override
    public Channel datagrams(Family family) {
        return new NioDatagramChannel(Sockets.protocol(family));
    }

    @Override
    public void mark(Channel channel, int mark) throws IOException {
        throw impossible("fwmark");
    }

    @Override
    public void tie(Channel channel, String interfaceName) throws IOException {
        throw impossible("bind_if");
    }

    private static IOException impossible(String word) {
        return new IOException(
                word + " of a check needs Netty's own sockets, which are there for x86-64 and arm64, and not here ("
                        + System.getProperty("os.arch") + "); leave it out, or route by bindto");
    }

    @Override
    public String toString() {
        return "the JDK's sockets";
    }
}
