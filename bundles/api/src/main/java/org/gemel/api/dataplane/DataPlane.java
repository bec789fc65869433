package org.gemel.api.dataplane;

import java.util.List;
import java.util.Map;
import org.gemel.api.config.Balancing;
import org.gemel.api.config.VirtualServer;
import org.gemel.api.platform.Platform;
import org.gemel.api.platform.PlatformException;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ConsumerType;

/** Spreads connections over real servers. Register one as a service with the property {@link #KIND}. Safe for any thread. */
@ConsumerType
public interface DataPlane {

    /** Service property, a string: its name, such as {@code nftables}. With higher service ranking it is chosen first. */
    String KIND = "dataplane.kind";

    /**
     * What it cannot do of what is wanted, a sentence each that names what would do; empty if it can do all. Asks nobody: the
     * answer is the same on every machine.
     */
    List<String> refusals(VirtualServer server);

    /**
     * Why it does not work on this machine, a sentence with its remedy; null if it does. May block for moments.
     */
    @Nullable
    String unavailable(Platform platform);

    /**
     * Begins. What an earlier session has left is found and adopted: nothing of it changes until the first {@link
     * Session#apply}, which keeps what is still wanted. Blocks for moments.
     *
     * @throws PlatformException if it does not work on this machine; the message stands alone
     */
    Session open(Platform platform, Balancing settings) throws PlatformException;

    /** The kernel's services while somebody minds them. For one thread at a time; calls block for moments. */
    @ConsumerType
    interface Session extends AutoCloseable {

        /**
         * Makes the kernel have exactly these services of its own; those of others are not touched. All or nothing: if it
         * fails, all is as before. Only what differs is written, and connections to what stays go on; those to a destination
         * with weight 0 go on too, and those to one that is gone are ended.
         *
         * @param services unique by address; a service that is the same object as at the last call is not looked at
         * @throws PlatformException if the kernel refuses; the message stands alone
         */
        void apply(List<Service> services) throws PlatformException;

        /** What the kernel has counted for the services in force; those it knows nothing of are missing. */
        Map<VirtualServer.Address, Traffic> traffic() throws PlatformException;

        /**
         * Mends what somebody else has changed.
         *
         * @return what was mended, a sentence each; empty if all was well
         */
        default List<String> mend() throws PlatformException {
            return List.of();
        }

        /** Ends and leaves everything as it is; who wants it gone applies nothing first. */
        @Override
        void close();
    }
}
