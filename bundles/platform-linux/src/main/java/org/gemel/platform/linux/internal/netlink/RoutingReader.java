package org.gemel.platform.linux.internal.netlink;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import org.gemel.api.config.Family;
import org.gemel.api.config.Subnet;
import org.gemel.platform.linux.internal.libc.Abi;
import org.jspecify.annotations.Nullable;

/** Decodes what rtnetlink says about routes and rules that are gone. */
final class RoutingReader {

    private static final long UNSIGNED = 0xffff_ffffL;

    private RoutingReader() {}

    /** A route that was removed, or that another one may have taken the place of. */
    static @Nullable RouteMessage route(ByteBuffer in, int start, int end, int type) {
        int body = start + Rtnetlink.HEADER;
        int flags = in.getShort(start + Rtnetlink.HEADER_FLAGS);
        Family family = end - body < Routing.ROUTE_BODY ? null : family(in.get(body));
        boolean replaced = type == Routing.RTM_NEWROUTE && (flags & Rtnetlink.NLM_F_REPLACE) != 0;
        if (family == null || (type == Routing.RTM_NEWROUTE && !replaced)) {
            return null;
        }
        if ((in.getInt(body + Routing.ROUTE_BODY - Integer.BYTES) & Routing.RTM_F_CLONED) != 0) {
            return null;
        }
        int attributes = body + Routing.ROUTE_BODY;
        int fromLength = in.get(body + Routing.SOURCE_LENGTH) & 0xff;
        RoutingKey key = new RoutingKey.OfRoute(
                subnet(in, attributes, end, Routing.RTA_DST, family, in.get(body + Routing.DESTINATION_LENGTH) & 0xff),
                fromLength == 0 ? null : subnet(in, attributes, end, Routing.RTA_SRC, family, fromLength),
                number(in, attributes, end, Routing.RTA_TABLE, in.get(body + Routing.TABLE) & 0xff),
                in.get(body + Routing.TOS) & 0xff,
                number(in, attributes, end, Routing.RTA_PRIORITY, 0));
        int port = in.getInt(start + Rtnetlink.HEADER_PORT);
        // One that was replaced led elsewhere than the one that the message is about.
        return new RouteMessage.Lost(key, port, replaced ? null : way(in, attributes, end, in.get(body)));
    }

    private static RouteMessage.@Nullable Way way(ByteBuffer in, int attributes, int end, int family) {
        if (RouteReader.find(in, attributes, end, Routing.RTA_MULTIPATH) >= 0
                || RouteReader.find(in, attributes, end, Routing.RTA_VIA) >= 0) {
            return null;
        }
        int gateway = RouteReader.find(in, attributes, end, Routing.RTA_GATEWAY);
        return new RouteMessage.Way(gateway < 0 ? null : RouteReader.inetAddress(in, gateway, family), (int)
                number(in, attributes, end, Routing.RTA_OIF, 0));
    }

    /** A rule that was removed. */
    static @Nullable RouteMessage rule(ByteBuffer in, int start, int end) {
        int body = start + Rtnetlink.HEADER;
        Family family = end - body < Routing.RULE_BODY ? null : family(in.get(body));
        if (family == null) {
            return null;
        }
        RoutingKey key = new RoutingKey.OfRule(
                family,
                number(in, body + Routing.RULE_BODY, end, Routing.FRA_PRIORITY, 0),
                in.get(body + Routing.ACTION) & 0xff);
        return new RouteMessage.Lost(key, in.getInt(start + Rtnetlink.HEADER_PORT), null);
    }

    private static @Nullable Family family(byte number) {
        return number == Abi.AF_INET ? Family.IPV4 : number == Abi.AF_INET6 ? Family.IPV6 : null;
    }

    private static long number(ByteBuffer in, int attributes, int end, int type, long otherwise) {
        int at = RouteReader.find(in, attributes, end, type);
        return at < 0 || RouteReader.length(in, at) < Integer.BYTES
                ? otherwise
                : in.getInt(at + Rtnetlink.ATTRIBUTE) & UNSIGNED;
    }

    private static Subnet subnet(ByteBuffer in, int attributes, int end, int type, Family family, int length) {
        int at = RouteReader.find(in, attributes, end, type);
        byte[] address = new byte[family.addressLength()];
        if (at >= 0) {
            byte[] value = RouteReader.value(in, at);
            System.arraycopy(value, 0, address, 0, Math.min(value.length, address.length));
        }
        if (length > address.length * Byte.SIZE) {
            throw new IllegalArgumentException("netlink says a prefix has " + length + " bits");
        }
        try {
            return new Subnet(InetAddress.getByAddress(address), length);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }
}
