package org.gemel.platform.linux.internal.netlink;

import com.sun.jna.Memory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import org.gemel.api.platform.Netlink;
import org.gemel.api.platform.PlatformException;
import org.gemel.libc.Libc;
import org.gemel.platform.linux.internal.libc.Abi;
import org.gemel.platform.linux.internal.libc.Descriptor;
import org.gemel.platform.linux.internal.libc.Errno;
import org.gemel.platform.linux.internal.libc.NativeBuffer;
import org.jspecify.annotations.Nullable;

/** A netlink socket for a thread that waits for answers. */
final class BlockingNetlinkSocket implements Netlink.Socket {

    private static final String CAPABILITY = "CAP_NET_ADMIN";

    /** The kernel makes a dump's datagrams no larger than this. */
    private static final int BUFFER = 64 * 1024;

    /** What a datagram weighs for the kernel beyond its octets. */
    private static final int OVERHEAD = 4096;

    /** Room for the answers to many requests at once. */
    private static final int QUEUE = 8 << 20;

    private final Descriptor socket;
    private final NativeBuffer in = NativeBuffer.allocate(BUFFER);
    private final NativeBuffer pollfd = NativeBuffer.allocate(Abi.POLLFD_SIZE);
    /** What the kernel takes at once for sure; it says nothing of what it began with. */
    private int room;

    BlockingNetlinkSocket(int family) throws PlatformException {
        socket = Descriptor.of(
                Libc.socket(Abi.AF_NETLINK, Abi.SOCK_RAW | Abi.SOCK_NONBLOCK_CLOEXEC, family),
                "open a netlink socket",
                "AF_NETLINK in the unit's RestrictAddressFamilies=");
        NativeBuffer address = Abi.netlinkAddress(0);
        if (Libc.bind(socket.fd(), address.pointer(), address.size()) < 0) {
            PlatformException refused = Errno.refused("use a netlink socket", Libc.errno(), CAPABILITY);
            socket.close();
            throw refused;
        }
        NativeBuffer on = NativeBuffer.ofInt(1);
        socket.option(Abi.SOL_NETLINK, Abi.NETLINK_CAP_ACK, on);
        socket.option(Abi.SOL_NETLINK, Abi.NETLINK_EXT_ACK, on);
        socket.option(Abi.SOL_SOCKET, Abi.SO_RCVBUFFORCE, NativeBuffer.ofInt(QUEUE));
        pollfd.bytes().putInt(0, socket.fd()).putShort(4, (short) Abi.POLLIN);
    }

    @Override
    public void send(ByteBuffer messages) throws PlatformException {
        int length = messages.remaining();
        if (length > room) {
            socket.option(Abi.SOL_SOCKET, Abi.SO_SNDBUFFORCE, NativeBuffer.ofInt(length + OVERHEAD));
            room = length;
        }
        try (Memory copy = new Memory(Math.max(1, length))) {
            copy.getByteBuffer(0, length).put(messages);
            if (Libc.send(socket.fd(), copy, length, 0) != length) {
                throw Errno.refused("ask the kernel by netlink", Libc.errno(), CAPABILITY);
            }
        }
    }

    @Override
    public @Nullable ByteBuffer receive(Duration patience) throws PlatformException {
        long end = System.nanoTime() + patience.toNanos();
        while (true) {
            int length = Libc.recv(socket.fd(), in.pointer(), BUFFER, 0);
            if (length >= 0) {
                return in.bytes().clear().limit(length).slice().order(ByteOrder.nativeOrder());
            }
            int error = Libc.errno();
            if (error == Abi.EAGAIN) {
                long left = (end - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    return null;
                }
                Libc.poll(pollfd.pointer(), 1, (int) Math.min(left, Integer.MAX_VALUE));
            } else if (error == Abi.ENOBUFS) {
                throw new PlatformException("the kernel had more to answer by netlink than fits: try again");
            } else if (error != Abi.EINTR) {
                throw Errno.refused("read the kernel's answer by netlink", error, CAPABILITY);
            }
        }
    }

    @Override
    public void close() {
        socket.close();
    }
}
