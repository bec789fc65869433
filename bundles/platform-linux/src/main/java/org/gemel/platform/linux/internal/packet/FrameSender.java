package org.gemel.platform.linux.internal.packet;

import java.nio.ByteBuffer;
import java.util.concurrent.Executor;
import org.gemel.api.platform.Link;
import org.gemel.api.platform.PlatformException;
import org.gemel.libc.Libc;
import org.gemel.platform.linux.internal.libc.Abi;
import org.gemel.platform.linux.internal.libc.Descriptor;
import org.gemel.platform.linux.internal.libc.Errno;
import org.gemel.platform.linux.internal.libc.NativeBuffer;

/** Sends Ethernet frames on one link. */
final class FrameSender implements AutoCloseable {

    private static final String CAPABILITY = "CAP_NET_RAW";

    private final Executor closer;
    private final NativeBuffer out;
    private final Descriptor socket;

    /**
     * Opens the socket.
     *
     * @param closer closes the socket in the end
     * @param out where frames are sent from; other senders may share it
     */
    FrameSender(Executor closer, Link link, NativeBuffer out) throws PlatformException {
        this.out = out;
        this.closer = closer;
        String tried = "send frames on " + link.name();
        // Protocol 0 receives nothing.
        socket = Descriptor.of(
                Libc.socket(Abi.AF_PACKET, Abi.SOCK_RAW | Abi.SOCK_NONBLOCK_CLOEXEC, 0), tried, CAPABILITY);
        NativeBuffer address = Abi.linkAddress(0, link.index());
        if (Libc.bind(socket.fd(), address.pointer(), address.size()) < 0) {
            PlatformException refused = Errno.refused(tried, Libc.errno(), CAPABILITY);
            socket.closeBy(closer);
            throw refused;
        }
    }

    boolean send(ByteBuffer frame) {
        int length = frame.remaining();
        if (length > out.size()) {
            return false;
        }
        out.bytes().put(0, frame, frame.position(), length);
        return Libc.send(socket.fd(), out.pointer(), length, 0) == length;
    }

    @Override
    public void close() {
        socket.closeBy(closer);
    }
}
