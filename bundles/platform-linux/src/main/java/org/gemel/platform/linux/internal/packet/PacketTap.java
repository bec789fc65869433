package org.gemel.platform.linux.internal.packet;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.concurrent.Executor;
import org.gemel.api.config.Family;
import org.gemel.api.platform.Link;
import org.gemel.api.platform.PacketReceiver;
import org.gemel.api.platform.PlatformException;
import org.gemel.libc.Libc;
import org.gemel.platform.linux.internal.libc.Abi;
import org.gemel.platform.linux.internal.libc.Descriptor;
import org.gemel.platform.linux.internal.libc.Errno;
import org.gemel.platform.linux.internal.libc.NativeBuffer;
import org.gemel.platform.linux.internal.loop.KernelLoop;

/**
 * The one socket that hears the VRRP packets of a link and family, for all ports opened there. It is a packet socket, so
 * that headers arrive as they were on the wire and faults in them can be counted, which the kernel would drop silently.
 */
final class PacketTap {

    /** So many packets are read in a row before the loop turns to other descriptors. */
    private static final int BURST = 256;

    private static final String CAPABILITY = "CAP_NET_RAW";

    private final int link;
    private final Family family;
    private final Descriptor socket;
    private final Executor closer;
    private final NativeBuffer in;
    private final ByteBuffer packet;
    private final KernelLoop.Watch watch;
    private PacketReceiver[] receivers = {};

    /**
     * Opens the socket.
     *
     * @param closer closes the socket in the end
     * @param in where packets are read into; other taps may share it
     */
    PacketTap(KernelLoop loop, Executor closer, Link link, Family family, NativeBuffer in) throws PlatformException {
        this.link = link.index();
        this.family = family;
        this.in = in;
        this.closer = closer;
        packet = in.bytes().duplicate().order(ByteOrder.BIG_ENDIAN);
        String tried = "listen for VRRP on " + link.name();
        // Without a protocol the socket hears nothing until it is bound, and by then the filter is in place.
        socket = Descriptor.of(
                Libc.socket(Abi.AF_PACKET, Abi.SOCK_DGRAM | Abi.SOCK_NONBLOCK_CLOEXEC, 0), tried, CAPABILITY);
        try {
            int error = PacketFilter.onlyVrrp(socket, family);
            if (error != 0) {
                throw Errno.refused(tried, error, CAPABILITY);
            }
            // Saves the kernel copying what the filter drops anyway; before Linux 4.20 it is not known.
            socket.option(Abi.SOL_PACKET, Abi.PACKET_IGNORE_OUTGOING, NativeBuffer.ofInt(1));
            int protocol = family == Family.IPV4 ? Abi.ETH_P_IP : Abi.ETH_P_IPV6;
            NativeBuffer address = Abi.linkAddress(protocol, link.index());
            if (Libc.bind(socket.fd(), address.pointer(), address.size()) < 0) {
                throw Errno.refused(tried, Libc.errno(), CAPABILITY);
            }
            watch = loop.watch(socket.fd(), this::readable);
        } catch (PlatformException e) {
            socket.closeBy(closer);
            throw e;
        }
    }

    boolean hears(Link link, Family family) {
        return this.link == link.index() && this.family == family;
    }

    /** Lets unread packets take so many bytes; the limit for everybody does not count, if this process may say so. */
    void receiveBuffer(int bytes) throws PlatformException {
        NativeBuffer size = NativeBuffer.ofInt(bytes);
        if (socket.option(Abi.SOL_SOCKET, Abi.SO_RCVBUFFORCE, size) != 0) {
            int error = socket.option(Abi.SOL_SOCKET, Abi.SO_RCVBUF, size);
            if (error != 0) {
                throw Errno.refused("set the receive buffer for VRRP to " + bytes + " bytes", error, CAPABILITY);
            }
        }
    }

    void add(PacketReceiver receiver) {
        receivers = Arrays.copyOf(receivers, receivers.length + 1);
        receivers[receivers.length - 1] = receiver;
    }

    /**
     * Takes a receiver away; without receivers the socket is closed.
     *
     * @return whether it has been closed
     */
    boolean remove(PacketReceiver receiver) {
        receivers = Arrays.stream(receivers).filter(each -> each != receiver).toArray(PacketReceiver[]::new);
        if (receivers.length == 0) {
            watch.close();
            socket.closeBy(closer);
        }
        return receivers.length == 0;
    }

    private void readable() {
        for (int i = 0; i < BURST && receivers.length > 0; i++) {
            int length = Libc.recv(socket.fd(), in.pointer(), in.size(), 0);
            if (length < 0) {
                // Nothing more; or the link went down, which the link table tells.
                return;
            }
            for (PacketReceiver receiver : receivers) {
                packet.clear().limit(length);
                packet.order(ByteOrder.BIG_ENDIAN);
                receiver.received(packet);
            }
        }
    }
}
