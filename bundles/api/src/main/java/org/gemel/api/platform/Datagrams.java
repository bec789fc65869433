package org.gemel.api.platform;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import org.gemel.api.config.Family;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Unicast UDP with the fields of the IP header that routing protocols look at. Loop thread only; nothing blocks, and neither
 * sending nor receiving allocates.
 */
@ProviderType
public interface Datagrams {

    /**
     * Hears what is sent to a port of any address of this host.
     *
     * @param family of the datagrams
     * @param port 1 to 65535
     * @param receiver told of every datagram
     * @return close it to hear no more
     * @throws PlatformException if the kernel refuses, such as when another program hears that port; the message says so
     */
    Network.Subscription listen(Family family, int port, DatagramReceiver receiver) throws PlatformException;

    /**
     * Opens a sender, which receives nothing.
     *
     * @throws PlatformException if the kernel refuses, such as when the source is no address of this host or the source port
     *     is taken
     */
    Sender open(Flow flow) throws PlatformException;

    /**
     * What all datagrams of a sender have in common.
     *
     * @param source the own address; null for the kernel's choice each time
     * @param sourcePort the own port, 1 to 65535
     * @param destination where they go, of the same family
     * @param destinationPort 1 to 65535
     * @param ttl TTL or hop limit, 1 to 255
     * @param link where they leave, whatever the routes say; null to let the routes decide
     */
    record Flow(
            @Nullable InetAddress source,
            int sourcePort,
            InetAddress destination,
            int destinationPort,
            int ttl,
            @Nullable Link link) {}

    /** Sends datagrams one way, as network control traffic. */
    @ProviderType
    interface Sender extends AutoCloseable {

        /**
         * Sends a datagram. One that cannot be sent now is lost and said to be.
         *
         * @param payload a direct buffer; the payload is between position and limit, both of which are left as they are
         * @return whether the kernel took it
         */
        boolean send(ByteBuffer payload);

        /** Gives the source port back. Closing twice is closing once. */
        @Override
        void close();
    }
}
