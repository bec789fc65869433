package org.gemel.api.platform;

import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A network interface at one moment.
 *
 * @param name its name
 * @param index the kernel's index, unique as long as the link lives
 * @param mac its hardware address
 * @param up administratively up and with carrier
 * @param mtu in bytes
 * @param addresses its addresses, in the kernel's order
 */
public record Link(String name, int index, MacAddress mac, boolean up, int mtu, List<Address> addresses) {

    public Link {
        addresses = List.copyOf(addresses);
    }

    /**
     * An address of a link.
     *
     * @param address the address
     * @param prefixLength its prefix length
     * @param leased whether it has a limited lifetime
     * @param virtual whether a virtual router put it there, of this process or of another one, as far as the host tells (Linux
     *     does from 5.18 on)
     */
    public record Address(InetAddress address, int prefixLength, boolean leased, boolean virtual) {

        /** One of which nobody says that a virtual router put it there. */
        public Address(InetAddress address, int prefixLength, boolean leased) {
            this(address, prefixLength, leased, false);
        }
    }

    /** The entry for an address, or null if the link does not have it. */
    public @Nullable Address find(InetAddress address) {
        for (Address entry : addresses) {
            if (entry.address().equals(address)) {
                return entry;
            }
        }
        return null;
    }
}
