package org.gemel.api.config;

import java.net.InetAddress;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An address that a virtual router holds while it is master, or that is there in every state.
 *
 * @param address the address
 * @param prefixLength 0 to 32 or 128; with a peer, the peer's
 * @param interfaceName the interface it is put on
 * @param scope the kernel's address scope: 0 global, 200 site, 253 link, 254 host
 * @param broadcast the broadcast address (IPv4), or null for none
 * @param label the label (IPv4, shorter than 16 characters), or null for none
 * @param peer the far end of a point-to-point link, of the same family, or null for none
 * @param flags what the kernel is to do about it
 * @param preferredSeconds how long it may be chosen as the source of new connections, 0 to 2^32-2, or
 *     {@link #ALWAYS_PREFERRED}
 * @param tracked whether a virtual router that cannot put it on its interface fails
 */
public record VirtualAddress(
        InetAddress address,
        int prefixLength,
        String interfaceName,
        int scope,
        @Nullable InetAddress broadcast,
        @Nullable String label,
        @Nullable InetAddress peer,
        Set<Flag> flags,
        long preferredSeconds,
        boolean tracked) {

    /** A preferred lifetime that ends with the address. */
    public static final long ALWAYS_PREFERRED = -1;

    /** What the kernel is to do about an address. */
    public enum Flag {
        /** It is a home address of mobile IPv6. */
        HOME,
        /** Temporary addresses are made from it (IPv6). */
        MANAGE_TEMPORARY,
        /** No route to its prefix comes with it. */
        NO_PREFIX_ROUTE,
        /** The multicast group that it is gets joined. */
        AUTOJOIN,
        /** Duplicate address detection runs, which virtual addresses go without (IPv6, behaviour 109). */
        DETECT_DUPLICATES
    }

    public VirtualAddress {
        flags = Set.copyOf(flags);
    }

    /** An address without peer and flags, preferred as it is usual for its family and prefix, and tracked. */
    public VirtualAddress(
            InetAddress address,
            int prefixLength,
            String interfaceName,
            int scope,
            @Nullable InetAddress broadcast,
            @Nullable String label) {
        this(
                address,
                prefixLength,
                interfaceName,
                scope,
                broadcast,
                label,
                null,
                Set.of(),
                usuallyPreferred(address, prefixLength),
                true);
    }

    /** A lone IPv6 address is never chosen as a source (behaviour 109), everything else always may be. */
    public static long usuallyPreferred(InetAddress address, int prefixLength) {
        return Family.of(address) == Family.IPV6 && prefixLength == 128 ? 0 : ALWAYS_PREFERRED;
    }

    /** The address family. */
    public Family family() {
        return Family.of(address);
    }

    /** The same address on another interface. */
    public VirtualAddress on(String otherInterface) {
        return new VirtualAddress(
                address, prefixLength, otherInterface, scope, broadcast, label, peer, flags, preferredSeconds, tracked);
    }

    /** The same address, preferred for another time. */
    public VirtualAddress preferredFor(long seconds) {
        return new VirtualAddress(
                address, prefixLength, interfaceName, scope, broadcast, label, peer, flags, seconds, tracked);
    }

    /** {@code address/length}. */
    @Override
    public String toString() {
        return AddressText.of(address) + "/" + prefixLength;
    }
}
