package org.gemel.api.config;

import java.net.Inet4Address;
import java.net.InetAddress;

/** The address family of a virtual router. IPv4 and IPv6 with the same VRID are two unrelated virtual routers. */
public enum Family {
    /** The version that most LANs speak. */
    IPV4(4),
    /** The version with link-local addresses on every link. */
    IPV6(16);

    private final int addressLength;

    Family(int addressLength) {
        this.addressLength = addressLength;
    }

    /** The length of an address in bytes: 4 or 16. */
    public int addressLength() {
        return addressLength;
    }

    /** The family of an address. */
    public static Family of(InetAddress address) {
        return address instanceof Inet4Address ? IPV4 : IPV6;
    }
}
