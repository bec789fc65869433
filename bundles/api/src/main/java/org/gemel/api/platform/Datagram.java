package org.gemel.api.platform;

import java.nio.ByteBuffer;
import org.osgi.annotation.versioning.ProviderType;

/** A UDP datagram that has arrived. The same object stands for the next one as well. */
@ProviderType
public interface Datagram {

    /** What it carries, between position and limit, big-endian. */
    ByteBuffer payload();

    /** The sender's address: 4 or 16 octets between position and limit. */
    ByteBuffer source();

    /** TTL or hop limit with which it arrived, 0 to 255; -1 if the kernel does not say. */
    int ttl();

    /** The {@link Link#index()} of the link where it arrived; 0 if the kernel does not say. */
    int linkIndex();
}
