package org.gemel.api.config;

import org.jspecify.annotations.Nullable;

/**
 * A link that exists only for a virtual router, on top of a real one. Addresses that live there are behind a hardware address
 * that moves with them, so that nobody on the LAN has to learn a new one.
 *
 * @param name its name
 * @param base the real link that its packets go through
 * @param kind what the kernel makes
 * @param mac its hardware address, six octets in the lower 48 bits, the first octet highest; 0 for that of its base
 * @param advertises whether advertisements bear its hardware address, as RFC 9568 7.3 wants; so for one link of a virtual
 *     router at most
 * @param ipv6 whether IPv6 addresses live there; without, the link speaks no IPv6
 * @param group the number of the group of interfaces it belongs to, for firewalls; null for the default group
 * @param vrf the VRF it belongs to; null for none
 */
public record VirtualLink(
        String name,
        String base,
        Kind kind,
        long mac,
        boolean advertises,
        boolean ipv6,
        @Nullable Long group,
        @Nullable String vrf) {

    /** What the kernel makes. */
    public enum Kind {
        /** A macvlan in private mode. */
        MACVLAN,
        /** An ipvlan of layer 2 in bridge mode. */
        IPVLAN_BRIDGE,
        /** An ipvlan of layer 2 in private mode. */
        IPVLAN_PRIVATE,
        /** An ipvlan of layer 2 in VEPA mode. */
        IPVLAN_VEPA
    }

    /** The hardware address that the standard gives a virtual router (RFC 9568 7.3), in the form of {@link #mac}. */
    public static long standardMac(Family family, int vrid) {
        return 0x0000_5e00_0000L | (family == Family.IPV4 ? 0x0100 : 0x0200) | vrid;
    }
}
