package org.gemel.platform.linux.internal.packet;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.gemel.api.config.Family;
import org.gemel.api.platform.Link;
import org.gemel.api.platform.PacketReceiver;
import org.gemel.api.platform.PlatformException;
import org.gemel.api.platform.Port;
import org.gemel.platform.linux.internal.libc.NativeBuffer;
import org.gemel.platform.linux.internal.loop.KernelLoop;

/** The ports that are open. Ports of one link and family share the socket that receives. Loop thread only. */
public final class PacketPorts implements AutoCloseable {

    /** The largest IP packet, with room for an Ethernet header before it. */
    private static final int LARGEST = 65_535 + 18;

    private final KernelLoop loop;
    private final Executor closer;
    private final NativeBuffer in = NativeBuffer.allocate(LARGEST);
    private final NativeBuffer out = NativeBuffer.allocate(LARGEST);
    private final List<PacketTap> taps = new ArrayList<>();
    private final List<OpenPort> open = new ArrayList<>();

    /**
     * No ports yet.
     *
     * @param loop hears for them
     * @param closer closes their sockets, which is slow
     */
    public PacketPorts(KernelLoop loop, Executor closer) {
        this.loop = loop;
        this.closer = closer;
    }

    /** As {@link org.gemel.api.platform.Network#open}. */
    public Port open(Link link, Family family, PacketReceiver receiver) throws PlatformException {
        RawSender packets = new RawSender(closer, link, family, out);
        FrameSender frames = null;
        try {
            frames = new FrameSender(closer, link, out);
            PacketTap tap = tap(link, family);
            OpenPort port = new OpenPort(tap, receiver, packets, frames);
            tap.add(port);
            open.add(port);
            return port;
        } catch (PlatformException e) {
            packets.close();
            if (frames != null) {
                frames.close();
            }
            throw e;
        }
    }

    /** Closes all ports. */
    @Override
    public void close() {
        List.copyOf(open).forEach(OpenPort::close);
    }

    private PacketTap tap(Link link, Family family) throws PlatformException {
        for (PacketTap tap : taps) {
            if (tap.hears(link, family)) {
                return tap;
            }
        }
        PacketTap tap = new PacketTap(loop, closer, link, family, in);
        taps.add(tap);
        return tap;
    }

    private final class OpenPort implements Port, PacketReceiver {

        private final PacketTap tap;
        private final PacketReceiver receiver;
        private final RawSender packets;
        private final FrameSender frames;
        private boolean closed;

        OpenPort(PacketTap tap, PacketReceiver receiver, RawSender packets, FrameSender frames) {
            this.tap = tap;
            this.receiver = receiver;
            this.packets = packets;
            this.frames = frames;
        }

        @Override
        public void join(InetAddress group) throws PlatformException {
            packets.join(group);
        }

        @Override
        public void receiveBuffer(int bytes) throws PlatformException {
            tap.receiveBuffer(bytes);
        }

        @Override
        public boolean sendPacket(ByteBuffer packet) {
            return !closed && packets.send(packet);
        }

        @Override
        public boolean sendFrame(ByteBuffer frame) {
            return !closed && frames.send(frame);
        }

        @Override
        public void received(ByteBuffer packet) {
            if (!closed) {
                receiver.received(packet);
            }
        }

        @Override
        public void close() {
            if (closed) {
                return;
            }
            closed = true;
            open.remove(this);
            packets.close();
            frames.close();
            if (tap.remove(this)) {
                taps.remove(tap);
            }
        }
    }
}
