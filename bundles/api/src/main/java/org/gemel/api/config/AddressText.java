package org.gemel.api.config;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Addresses as people write them, which for IPv6 is not what the JDK prints. */
public final class AddressText {

    private static final int GROUPS = 8;

    private AddressText() {}

    /** Dotted decimal, or the canonical form of RFC 5952 without a zone. */
    public static String of(InetAddress address) {
        return address instanceof Inet6Address ? ipv6(address.getAddress()) : address.getHostAddress();
    }

    /** An address with its port: {@code 192.0.2.1:80} or {@code [2001:db8::1]:80}. */
    public static String of(InetSocketAddress endpoint) {
        InetAddress address = endpoint.getAddress();
        String text = of(address);
        return (address instanceof Inet6Address ? "[" + text + "]" : text) + ":" + endpoint.getPort();
    }

    private static String ipv6(byte[] octets) {
        int[] groups = new int[GROUPS];
        for (int i = 0; i < GROUPS; i++) {
            groups[i] = (octets[2 * i] & 0xff) << 8 | octets[2 * i + 1] & 0xff;
        }
        // RFC 5952 4.2: the longest run of at least two zeros is left out, the first of several.
        int begin = -1;
        int length = 1;
        for (int from = 0; from < GROUPS; from++) {
            int to = from;
            while (to < GROUPS && groups[to] == 0) {
                to++;
            }
            if (to - from > length) {
                begin = from;
                length = to - from;
            }
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < GROUPS; i++) {
            if (i == begin) {
                text.append("::");
                i += length - 1;
            } else {
                text.append(text.isEmpty() || text.charAt(text.length() - 1) == ':' ? "" : ":")
                        .append(Integer.toHexString(groups[i]));
            }
        }
        return text.toString();
    }
}
