package org.gemel.api.platform;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import org.osgi.annotation.versioning.ProviderType;

/** A link opened for VRRP packets of one family. Loop thread only. */
@ProviderType
public interface Port extends AutoCloseable {

    /**
     * Joins a multicast group on the link; joining twice is joining once.
     *
     * @throws PlatformException if the kernel refuses
     */
    void join(InetAddress group) throws PlatformException;

    /**
     * Says how much memory packets may take that arrived and were not read yet. Ports of one link and family may share it; the
     * last word counts.
     *
     * @param bytes more than 0
     * @throws PlatformException if the kernel refuses
     */
    default void receiveBuffer(int bytes) throws PlatformException {}

    /**
     * Sends an IP packet, its header included, to the destination that its header names. Never blocks; a packet that
     * cannot be sent now is lost and said to be.
     *
     * @param packet a direct buffer; the packet is between position and limit, both of which are left as they are. The
     *     kernel fills in an IPv4 header checksum and, where it is 0, the identification.
     * @return whether the kernel took it
     */
    boolean sendPacket(ByteBuffer packet);

    /**
     * Sends an Ethernet frame, its header included. As {@link #sendPacket}.
     *
     * @return whether the kernel took it
     */
    boolean sendFrame(ByteBuffer frame);

    /** Closes the port; nothing is received afterwards. Never blocks; the system may take back what the port holds, such as
     * group memberships, a little later. Closing twice is closing once. */
    @Override
    void close();
}
