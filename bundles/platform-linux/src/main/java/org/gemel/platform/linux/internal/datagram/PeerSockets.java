package org.gemel.platform.linux.internal.datagram;

import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;
import org.gemel.api.platform.Conversations;
import org.gemel.platform.linux.internal.libc.NativeBuffer;
import org.gemel.platform.linux.internal.loop.KernelLoop;
import org.jspecify.annotations.Nullable;

/** The sockets of all conversations, in the network namespace that the side loop is in. */
public final class PeerSockets implements Conversations, AutoCloseable {

    /** The longest datagram. */
    private static final int LARGEST = 65_535;

    private final KernelLoop side;
    /** Of the side loop, as are the sockets. */
    private final Set<PeerSocket> open = new HashSet<>();

    private @Nullable NativeBuffer buffer;

    /**
     * No sockets yet.
     *
     * @param side does everything
     */
    public PeerSockets(KernelLoop side) {
        this.side = side;
    }

    @Override
    public Conversation open(Peer peer, Replies replies) {
        PeerSocket socket = new PeerSocket(peer, replies, this);
        side.execute(() -> {
            open.add(socket);
            socket.open(side);
        });
        return new Conversation() {
            @Override
            public void send(ByteBuffer payload) {
                byte[] bytes = new byte[payload.remaining()];
                payload.get(payload.position(), bytes);
                side.execute(() -> socket.send(bytes));
            }

            @Override
            public void close() {
                socket.silence();
                side.execute(() -> over(socket));
            }
        };
    }

    /** What a socket reads into and writes from, in one turn of the side loop. */
    NativeBuffer buffer() {
        NativeBuffer shared = buffer;
        if (shared == null) {
            shared = NativeBuffer.allocate(LARGEST);
            buffer = shared;
        }
        return shared;
    }

    private void over(PeerSocket socket) {
        if (open.remove(socket)) {
            socket.close();
        }
    }

    /** Closes all sockets; on the side loop. */
    @Override
    public void close() {
        Set.copyOf(open).forEach(this::over);
    }
}
