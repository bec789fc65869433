package org.gemel.api.platform;

import java.nio.ByteBuffer;
import org.osgi.annotation.versioning.ConsumerType;

/** Takes packets from a {@link Port}. */
@ConsumerType
@FunctionalInterface
public interface PacketReceiver {

    /**
     * A packet arrived. Called on the loop thread.
     *
     * @param packet the packet from its IP header on, between position and limit, link-layer padding possibly included;
     *     valid during the call only, big-endian
     */
    void received(ByteBuffer packet);
}
