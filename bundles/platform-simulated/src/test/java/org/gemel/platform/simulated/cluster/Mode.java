package org.gemel.platform.simulated.cluster;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.gemel.api.config.Authentication;
import org.gemel.api.config.Family;
import org.gemel.api.config.VirtualAddress;

/** The dialects that routers speak with one another. */
enum Mode {
    V2(2, Family.IPV4, false),
    V2_PASS(2, Family.IPV4, false),
    V2_AH(2, Family.IPV4, false),
    V2_AH_UNICAST(2, Family.IPV4, true),
    V2_HMAC(2, Family.IPV4, false),
    V2_UNICAST(2, Family.IPV4, true),
    V3(3, Family.IPV4, false),
    V3_UNICAST(3, Family.IPV4, true),
    V3_HMAC_UNICAST(3, Family.IPV4, true),
    V3_IPV6(3, Family.IPV6, false),
    V3_IPV6_HMAC(3, Family.IPV6, false),
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
        byte[] password = "password".getBytes(StandardCharsets.US_ASCII);
        return switch (this) {
            case V2_PASS -> new Authentication.Pass(password);
            case V2_AH, V2_AH_UNICAST -> new Authentication.Ah(password);
            case V2_HMAC -> hmac(1, Authentication.Hmac.Mode.ENFORCE, new Authentication.Pass(password));
            case V3_HMAC_UNICAST, V3_IPV6_HMAC -> hmac(1, Authentication.Hmac.Mode.ENFORCE, new Authentication.None());
            default -> new Authentication.None();
        };
    }

    /** Signatures by one of two keys. */
    static Authentication hmac(int activeKey, Authentication.Hmac.Mode mode, Authentication besides) {
        byte[] old = new byte[32];
        byte[] young = new byte[64];
        Arrays.fill(young, (byte) 1);
        return new Authentication.Hmac(
                List.of(new Authentication.Key(1, old), new Authentication.Key(2, young)),
                activeKey,
                mode,
                Duration.ofSeconds(5),
                true,
                besides);
    }

    /** The number in an advertisement that a receiver takes only once and in order, 0 where there is none. */
    long number(ByteBuffer packet) {
        return switch (this) {
            case V2_AH, V2_AH_UNICAST -> packet.getInt(28) & 0xffff_ffffL;
            case V2_HMAC, V3_HMAC_UNICAST -> packet.getLong(packet.getShort(2) - 24);
            case V3_IPV6_HMAC -> packet.getLong(40 + packet.getShort(4) - 24);
            default -> 0;
        };
    }

    /** Whether a signature with this number was made too long ago to be believed: its upper half is the time in seconds. */
    boolean stale(long number, Instant now) {
        if (!(authentication() instanceof Authentication.Hmac hmac)) {
            return false;
        }
        Instant signed = Instant.ofEpochSecond(number >>> 32, ((number >>> 16 & 0xffff) * 1_000_000_000L) >>> 16);
        return Duration.between(signed, now).compareTo(hmac.timeWindow()) > 0;
    }

    /** The priority in an advertisement: the octet after version, type and VRID, wherever the headers end. */
    static int priority(ByteBuffer packet) {
        if (packet.get(0) >>> 4 != 4) {
            return packet.get(42) & 0xff;
        }
        boolean authenticated = packet.get(9) == 51;
        return packet.get(authenticated ? 46 : 22) & 0xff;
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
