package org.gemel.platform.simulated.cluster;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.gemel.api.config.Authentication;
import org.gemel.api.config.Family;
import org.gemel.api.config.VirtualAddress;

/** The dialects that routers speak with one another. */
enum Mode {
    V2(2, Family.IPV4, false),
    V2_PASS(2, Family.IPV4, false),
    V2_UNICAST(2, Family.IPV4, true),
    V3(3, Family.IPV4, false),
    V3_UNICAST(3, Family.IPV4, true),
    V3_IPV6(3, Family.IPV6, false),
    V3_IPV6_UNICAST(3, Family.IPV6, true);

    final int version;
    final Family family;
    final boolean unicast;

    Mode(int version, Family family, boolean unicast) {
        this.version = version;
        this.family = family;
        this.unicast = unicast;
    }

    InetAddress group() {
        return address(family == Family.IPV4 ? "224.0.0.18" : "ff02::12");
    }

    /** The real address of a router, by its number from 1. */
    String realAddress(int number) {
        return family == Family.IPV4 ? "10.0.0." + (10 + number) : "fe80::" + (10 + number);
    }

    List<VirtualAddress> virtualAddresses() {
        return family == Family.IPV4
                ? List.of(virtual("10.0.0.1", 24), virtual("10.0.0.2", 32))
                : List.of(virtual("fe80::5e:1", 64), virtual("2001:db8::1", 64));
    }

    Authentication authentication() {
        return this == V2_PASS
                ? new Authentication.Pass("password".getBytes(StandardCharsets.US_ASCII))
                : new Authentication.None();
    }

    private static VirtualAddress virtual(String address, int length) {
        return new VirtualAddress(address(address), length, Router.LINK, 0, null, null);
    }

    static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(literal, e);
        }
    }
}
