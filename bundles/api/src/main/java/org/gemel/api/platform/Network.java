package org.gemel.api.platform;

import java.util.List;
import org.gemel.api.config.Family;
import org.gemel.api.config.VirtualAddress;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/** Links, packets and leased addresses. Loop thread only; no call blocks on anything but the kernel's own answer. */
@ProviderType
public interface Network {

    /** The link of that name as it is now, or null if there is none. */
    @Nullable
    Link link(String name);

    /** All links as they are now. */
    List<Link> links();

    /**
     * Tells a listener of every change from now on.
     *
     * @return close it to hear no more
     */
    Subscription subscribe(NetworkListener listener);

    /**
     * Opens a link for VRRP packets of one family. Only IP protocol 112 arrives; a packet that this host sent does not.
     *
     * @param link the link, as {@link #link(String)} gave it
     * @param family the family of the packets
     * @param receiver told of every packet that arrives
     * @throws PlatformException if the kernel refuses; the message says what was tried and what is needed
     */
    Port open(Link link, Family family, PacketReceiver receiver) throws PlatformException;

    /**
     * Puts an address on a link for a limited time, or extends the time of one that is there. When the time ends without
     * another call the kernel itself removes the address, even if this process is dead or hung.
     *
     * @param link the link
     * @param address what to put there; its interface name is not looked at
     * @param seconds how long, at least 1
     * @throws PlatformException if the kernel refuses
     */
    void lease(Link link, VirtualAddress address, int seconds) throws PlatformException;

    /**
     * Takes an address off a link. One that is not there is no error.
     *
     * @throws PlatformException if the kernel refuses
     */
    void release(Link link, VirtualAddress address) throws PlatformException;

    /** A registration that ends when closed. Loop thread only. */
    @ProviderType
    interface Subscription extends AutoCloseable {
        @Override
        void close();
    }
}
