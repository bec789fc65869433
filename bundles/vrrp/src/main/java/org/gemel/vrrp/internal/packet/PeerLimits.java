package org.gemel.vrrp.internal.packet;

import java.util.List;
import org.gemel.api.config.UnicastPeer;
import org.jspecify.annotations.Nullable;

/** The peers that a virtual router listens to, and from how far away. */
final class PeerLimits {

    private final long[] high;
    private final long[] low;
    private final int[] least;
    private final int[] most;

    PeerLimits(List<UnicastPeer> peers) {
        int count = peers.size();
        high = new long[count];
        low = new long[count];
        least = new int[count];
        most = new int[count];
        for (int i = 0; i < count; i++) {
            UnicastPeer peer = peers.get(i);
            high[i] = Bits.high(peer.address());
            low[i] = Bits.low(peer.address());
            least[i] = peer.leastTtl();
            most[i] = peer.mostTtl();
        }
    }

    @Nullable
    Discard judge(Advertisement packet) {
        for (int i = 0; i < low.length; i++) {
            if (low[i] == packet.sourceLow() && high[i] == packet.sourceHigh()) {
                return packet.ttl() < least[i] || packet.ttl() > most[i] ? Discard.PEER_TTL_ERROR : null;
            }
        }
        return Discard.PEER_ERROR;
    }
}
