package org.gemel.checker.connection.internal;

import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelOption;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.unix.IntegerUnixChannelOption;
import io.netty.channel.unix.RawUnixChannelOption;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.gemel.api.config.Family;

/** Netty's own sockets: x86-64 and arm64, where Linux numbers these options alike. */
final class EpollSockets implements Sockets {

    private static final int SOL_SOCKET = 1;
    private static final int SO_BINDTODEVICE = 25;
    private static final int SO_MARK = 36;
    private static final int INTERFACE_NAME = 16;

    private static final ChannelOption<Integer> MARK = new IntegerUnixChannelOption("SO_MARK", SOL_SOCKET, SO_MARK);
    private static final ChannelOption<ByteBuffer> DEVICE =
            new RawUnixChannelOption("SO_BINDTODEVICE", SOL_SOCKET, SO_BINDTODEVICE, INTERFACE_NAME);

    @Override
    public IoHandlerFactory handlers() {
        return EpollIoHandler.newFactory();
    }

    @Override
    public Channel stream(Family family) {
        return new EpollSocketChannel(Sockets.protocol(family));
    }

    @Override
    public Channel datagrams(Family family) {
        return new EpollDatagramChannel(Sockets.protocol(family));
    }

    @Override
    public void mark(Channel channel, int mark) throws IOException {
        set(channel, MARK, mark, "cannot mark packets (fwmark)");
    }

    @Override
    public void tie(Channel channel, String interfaceName) throws IOException {
        byte[] name = interfaceName.getBytes(StandardCharsets.UTF_8);
        if (name.length >= INTERFACE_NAME) {
            throw new IOException("no interface can be called " + interfaceName + " (bind_if)");
        }
        ByteBuffer padded = ByteBuffer.allocateDirect(INTERFACE_NAME).put(name);
        padded.clear();
        set(channel, DEVICE, padded, "cannot use interface " + interfaceName + " (bind_if)");
    }

    private static <T> void set(Channel channel, ChannelOption<T> option, T value, String what) throws IOException {
        try {
            channel.config().setOption(option, value);
        } catch (ChannelException e) {
            throw new IOException(what + ": " + Words.of(e), e);
        }
    }

    @Override
    public String toString() {
        return "epoll";
    }
}
