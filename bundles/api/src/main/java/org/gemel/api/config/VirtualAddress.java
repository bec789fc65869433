package org.gemel.api.config;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * An address that a virtual router holds while it is master.
 *
 * @param address the address
 * @param prefixLength 0 to 32 or 128
 * @param interfaceName the interface it is put on
 * @param scope the kernel's address scope: 0 global, 200 site, 253 link, 254 host
 * @param broadcast the broadcast address (IPv4), or null for none
 * @param label the label (IPv4, shorter than 16 characters), or null for none
 */
public record VirtualAddress(
        InetAddress address,
        int prefixLength,
        String interfaceName,
        int scope,
        @Nullable InetAddress broadcast,
        @Nullable String label) {

    /** The address family. */
    public Family family() {
        return Family.of(address);
    }

    /** {@code address/length}. */
    @Override
    public String toString() {
        return AddressText.of(address) + "/" + prefixLength;
    }
}
