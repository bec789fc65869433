package org.gemel.platform.linux.internal.netlink;

import java.util.function.Consumer;
import org.gemel.api.platform.PlatformException;
import org.gemel.libc.Libc;
import org.gemel.platform.linux.internal.libc.Abi;
import org.gemel.platform.linux.internal.libc.Descriptor;
import org.gemel.platform.linux.internal.libc.Errno;
import org.gemel.platform.linux.internal.libc.NativeBuffer;

/** A non-blocking rtnetlink socket and the buffer it reads into. */
final class NetlinkSocket implements AutoCloseable {

    /** The kernel makes a dump's datagrams no larger than this at most, and notifications far smaller. */
    private static final int BUFFER = 64 * 1024;

    private final Descriptor socket;
    private final NativeBuffer in = NativeBuffer.allocate(BUFFER);

    /**
     * Opens a socket.
     *
     * @param groups what to be told of unasked: RTMGRP_ bits
     */
    NetlinkSocket(int groups) throws PlatformException {
        socket = Descriptor.of(
                Libc.socket(Abi.AF_NETLINK, Abi.SOCK_RAW | Abi.SOCK_NONBLOCK_CLOEXEC, Abi.NETLINK_ROUTE),
                "open a netlink socket",
                "AF_NETLINK in the unit's RestrictAddressFamilies=");
        NativeBuffer address = Abi.netlinkAddress(groups);
        if (Libc.bind(socket.fd(), address.pointer(), address.size()) < 0) {
            PlatformException refused = Errno.refused("listen to netlink", Libc.errno(), "CAP_NET_ADMIN");
            socket.close();
            throw refused;
        }
        // Both only improve messages; an old kernel may refuse them.
        NativeBuffer on = NativeBuffer.ofInt(1);
        socket.option(Abi.SOL_NETLINK, Abi.NETLINK_CAP_ACK, on);
        socket.option(Abi.SOL_NETLINK, Abi.NETLINK_EXT_ACK, on);
    }

    int fd() {
        return socket.fd();
    }

    /** What the kernel calls this socket in news of what it was asked for by way of it. */
    int port() throws PlatformException {
        NativeBuffer address = Abi.netlinkAddress(0);
        NativeBuffer length = NativeBuffer.ofInt(address.size());
        if (Libc.getsockname(socket.fd(), address.pointer(), length.pointer()) < 0) {
            throw Errno.refused("tell the number of a netlink socket", Libc.errno(), "nothing special");
        }
        return address.bytes().getInt(4);
    }

    /** Asks the kernel for a larger queue; it may give less. */
    void queue(int bytes) {
        NativeBuffer size = NativeBuffer.ofInt(bytes);
        if (socket.option(Abi.SOL_SOCKET, Abi.SO_RCVBUFFORCE, size) != 0) {
            socket.option(Abi.SOL_SOCKET, Abi.SO_RCVBUF, size);
        }
    }

    /**
     * Sends a request.
     *
     * @return 0, or the error number
     */
    int send(NativeBuffer request) {
        int length = request.bytes().limit();
        return Libc.send(socket.fd(), request.pointer(), length, 0) == length ? 0 : Libc.errno();
    }

    /**
     * Reads one datagram.
     *
     * @param to told of its messages
     * @return 0, or the error number: EAGAIN if nothing waits, ENOBUFS if something was lost
     */
    int receive(Consumer<RouteMessage> to) {
        int length = Libc.recv(socket.fd(), in.pointer(), BUFFER, 0);
        if (length < 0) {
            return Libc.errno();
        }
        in.bytes().clear().limit(length);
        RouteReader.read(in.bytes(), to);
        return 0;
    }

    @Override
    public void close() {
        socket.close();
    }
}
