package org.gemel.platform.linux.internal.datagram;

import java.util.ArrayList;
import java.util.List;
import org.gemel.api.config.Family;
import org.gemel.api.platform.DatagramReceiver;
import org.gemel.api.platform.Datagrams;
import org.gemel.api.platform.Network;
import org.gemel.api.platform.PlatformException;
import org.gemel.platform.linux.internal.libc.NativeBuffer;
import org.gemel.platform.linux.internal.loop.KernelLoop;
import org.jspecify.annotations.Nullable;

/** The UDP sockets of the namespace that the loop thread is in. Loop thread only. */
public final class UdpSockets implements Datagrams, AutoCloseable {

    /** The longest datagram. */
    private static final int LARGEST = 65_535;

    private final KernelLoop loop;
    private final List<AutoCloseable> open = new ArrayList<>();
    private @Nullable NativeBuffer in;
    private @Nullable NativeBuffer out;

    /**
     * No sockets yet.
     *
     * @param loop hears for them
     */
    public UdpSockets(KernelLoop loop) {
        this.loop = loop;
    }

    @Override
    public Network.Subscription listen(Family family, int port, DatagramReceiver receiver) throws PlatformException {
        inLoop();
        NativeBuffer buffer = in;
        if (buffer == null) {
            buffer = NativeBuffer.allocate(LARGEST);
            in = buffer;
        }
        UdpListener listener = new UdpListener(loop, family, port, buffer, receiver);
        open.add(listener);
        return () -> {
            open.remove(listener);
            listener.close();
        };
    }

    @Override
    public Sender open(Flow flow) throws PlatformException {
        inLoop();
        NativeBuffer buffer = out;
        if (buffer == null) {
            buffer = NativeBuffer.allocate(LARGEST);
            out = buffer;
        }
        return new UdpSender(flow, buffer, open);
    }

    /** Closes all sockets. */
    @Override
    public void close() {
        for (AutoCloseable socket : List.copyOf(open)) {
            try {
                socket.close();
            } catch (Exception e) {
                throw new IllegalStateException("a socket cannot be closed", e);
            }
        }
        open.clear();
    }

    private void inLoop() {
        if (!loop.inLoop()) {
            throw new IllegalStateException("datagrams are for the loop thread only");
        }
    }
}
