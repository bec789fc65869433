package org.gemel.api.platform;

import java.nio.ByteBuffer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/** Linux's own way of talking to its kernel, for plugins that use a facility nobody else here does. Safe for any thread. */
@ProviderType
public interface Netlink {

    /** The family of nf_tables and of connection tracking. */
    int NETFILTER = 12;

    /** The family of those that have no number, IPVS among them. */
    int GENERIC = 16;

    /**
     * Opens a socket in the platform's network namespace. For any thread but the loop's.
     *
     * @param family of netlink
     * @throws PlatformException if the kernel refuses; the message stands alone
     */
    Socket open(int family) throws PlatformException;

    /** What an error number that the kernel has answered means, for a person. */
    String meaning(int errno);

    /** A socket; for one thread at a time, and never for the loop's. */
    @ProviderType
    interface Socket extends AutoCloseable {

        /**
         * Sends one datagram.
         *
         * @param messages in the machine's byte order, from the position to the limit; consumed. It may be megabytes long
         * @throws PlatformException if the kernel does not take it; the message stands alone
         */
        void send(ByteBuffer messages) throws PlatformException;

        /**
         * Takes the next datagram.
         *
         * @param patience how long to wait for it; rounded to milliseconds
         * @return its messages in the machine's byte order, to be read until the next call; null if there is none
         * @throws PlatformException if answers have been lost, or the kernel refuses; the message stands alone
         */
        @Nullable
        ByteBuffer receive(Duration patience) throws PlatformException;

        /** Closes it; once is enough. */
        @Override
        void close();
    }
}
