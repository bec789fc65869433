package org.gemel.platform.linux.internal.netlink;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.gemel.api.config.Route;
import org.gemel.api.platform.MacAddress;
import org.gemel.platform.linux.internal.libc.Abi;
import org.jspecify.annotations.Nullable;

/** Decodes what rtnetlink sends. Messages of other kinds and attributes that are not needed are passed over. */
public final class RouteReader {

    private RouteReader() {}

    /**
     * Decodes all messages of a datagram.
     *
     * @param in the datagram from position 0 to the limit, in the machine's byte order
     * @param to told of each message, in order
     * @throws IllegalArgumentException if lengths contradict each other
     */
    public static void read(ByteBuffer in, Consumer<RouteMessage> to) {
        int start = 0;
        while (in.limit() - start >= Rtnetlink.HEADER) {
            int length = in.getInt(start);
            if (length < Rtnetlink.HEADER || length > in.limit() - start) {
                throw new IllegalArgumentException(
                        "netlink message of " + length + " bytes where " + (in.limit() - start) + " are left");
            }
            message(in, start, start + length, to);
            start += align(length);
        }
    }

    private static void message(ByteBuffer in, int start, int end, Consumer<RouteMessage> to) {
        int type = in.getShort(start + Rtnetlink.HEADER_TYPE) & 0xffff;
        if ((in.getShort(start + Rtnetlink.HEADER_FLAGS) & Rtnetlink.NLM_F_DUMP_INTR) != 0
                && type != Rtnetlink.NLMSG_ERROR) {
            to.accept(new RouteMessage.Interrupted());
        }
        int body = start + Rtnetlink.HEADER;
        if (type == Rtnetlink.RTM_NEWLINK) {
            described(in, body, end, to);
        }
        RouteMessage message =
                switch (type) {
                    case Rtnetlink.NLMSG_ERROR, Rtnetlink.NLMSG_DONE -> answer(in, start, end);
                    case Rtnetlink.RTM_NEWLINK, Rtnetlink.RTM_DELLINK ->
                        link(in, body, end, type == Rtnetlink.RTM_NEWLINK);
                    case Rtnetlink.RTM_NEWADDR, Rtnetlink.RTM_DELADDR ->
                        address(in, body, end, type == Rtnetlink.RTM_NEWADDR);
                    case Routing.RTM_NEWROUTE, Routing.RTM_DELROUTE -> RoutingReader.route(in, start, end, type);
                    case Routing.RTM_DELRULE -> RoutingReader.rule(in, start, end);
                    default -> null;
                };
        if (message != null) {
            to.accept(message);
        }
    }

    private static RouteMessage answer(ByteBuffer in, int start, int end) {
        int sequence = in.getInt(start + Rtnetlink.HEADER_SEQUENCE);
        int body = start + Rtnetlink.HEADER;
        int errno = end - body >= 4 ? -in.getInt(body) : 0;
        return new RouteMessage.Answer(sequence, errno, errno == 0 ? null : reason(in, start, end));
    }

    private static @Nullable String reason(ByteBuffer in, int start, int end) {
        int flags = in.getShort(start + Rtnetlink.HEADER_FLAGS);
        if ((flags & Rtnetlink.NLM_F_ACK_TLVS) == 0 || end - start < Rtnetlink.ERROR_ATTRIBUTES) {
            return null;
        }
        int attributes = start + Rtnetlink.ERROR_ATTRIBUTES;
        if ((flags & Rtnetlink.NLM_F_CAPPED) == 0) {
            attributes += align(Math.max(0, in.getInt(start + Rtnetlink.HEADER + 4) - Rtnetlink.HEADER));
        }
        int at = find(in, attributes, end, Rtnetlink.NLMSGERR_ATTR_MSG);
        return at < 0 ? null : string(in, at);
    }

    private static @Nullable RouteMessage link(ByteBuffer in, int body, int end, boolean present) {
        // A bridge and IPv6 send messages of their own about a link; those of no family are about the link itself.
        if (end - body < Rtnetlink.LINK_BODY || in.get(body) != 0) {
            return null;
        }
        int index = in.getInt(body + Rtnetlink.LINK_INDEX);
        if (!present) {
            return new RouteMessage.LinkAbsent(index);
        }
        int wanted = Rtnetlink.IFF_UP | Rtnetlink.IFF_RUNNING | Rtnetlink.IFF_LOWER_UP;
        boolean up = (in.getInt(body + Rtnetlink.LINK_FLAGS) & wanted) == wanted;
        int attributes = body + Rtnetlink.LINK_BODY;
        int name = find(in, attributes, end, Rtnetlink.IFLA_IFNAME);
        int mac = find(in, attributes, end, Rtnetlink.IFLA_ADDRESS);
        int mtu = find(in, attributes, end, Rtnetlink.IFLA_MTU);
        return new RouteMessage.LinkPresent(
                index,
                up,
                name < 0 ? null : string(in, name),
                mac < 0 ? null : mac(in, mac),
                mtu < 0 || length(in, mtu) < 4 ? -1 : in.getInt(mtu + Rtnetlink.ATTRIBUTE));
    }

    private static void described(ByteBuffer in, int body, int end, Consumer<RouteMessage> to) {
        int attributes = body + Rtnetlink.LINK_BODY;
        int alias = end < attributes || in.get(body) != 0 ? -1 : find(in, attributes, end, Rtnetlink.IFLA_IFALIAS);
        if (alias < 0) {
            return;
        }
        int name = find(in, attributes, end, Rtnetlink.IFLA_IFNAME);
        int base = find(in, attributes, end, Rtnetlink.IFLA_LINK);
        to.accept(new RouteMessage.LinkDescribed(
                in.getInt(body + Rtnetlink.LINK_INDEX),
                name < 0 ? null : string(in, name),
                base < 0 || length(in, base) < 4 ? 0 : in.getInt(base + Rtnetlink.ATTRIBUTE),
                string(in, alias)));
    }

    private static @Nullable RouteMessage address(ByteBuffer in, int body, int end, boolean present) {
        if (end - body < Rtnetlink.ADDRESS_BODY) {
            return null;
        }
        int attributes = body + Rtnetlink.ADDRESS_BODY;
        // On a point-to-point link IFA_ADDRESS is the peer's and IFA_LOCAL ours; elsewhere IPv6 has IFA_ADDRESS only.
        int at = find(in, attributes, end, Rtnetlink.IFA_LOCAL);
        if (at < 0) {
            at = find(in, attributes, end, Rtnetlink.IFA_ADDRESS);
        }
        InetAddress address = at < 0 ? null : inetAddress(in, at, in.get(body) & 0xff);
        if (address == null) {
            return null;
        }
        int index = in.getInt(body + Rtnetlink.ADDRESS_INDEX);
        int prefixLength = in.get(body + Rtnetlink.ADDRESS_PREFIX) & 0xff;
        if (!present) {
            return new RouteMessage.AddressAbsent(index, address, prefixLength);
        }
        int wide = find(in, attributes, end, Rtnetlink.IFA_FLAGS);
        int flags = wide < 0 || length(in, wide) < 4
                ? in.get(body + Rtnetlink.ADDRESS_FLAGS)
                : in.getInt(wide + Rtnetlink.ATTRIBUTE);
        int origin = find(in, attributes, end, Rtnetlink.IFA_PROTO);
        return new RouteMessage.AddressPresent(
                index,
                address,
                prefixLength,
                (flags & Rtnetlink.IFA_F_PERMANENT) == 0,
                origin >= 0 && length(in, origin) >= 1 && in.get(origin + Rtnetlink.ATTRIBUTE) == Route.PROTOCOL);
    }

    /** Where the attribute of a type starts, or -1. */
    static int find(ByteBuffer in, int attributes, int end, int type) {
        int at = attributes;
        while (end - at >= Rtnetlink.ATTRIBUTE) {
            int size = in.getShort(at) & 0xffff;
            if (size < Rtnetlink.ATTRIBUTE || size > end - at) {
                throw new IllegalArgumentException(
                        "netlink attribute of " + size + " bytes where " + (end - at) + " are left");
            }
            if ((in.getShort(at + 2) & Rtnetlink.ATTRIBUTE_TYPE_MASK) == type) {
                return at;
            }
            at += align(size);
        }
        return -1;
    }

    static int length(ByteBuffer in, int attribute) {
        return (in.getShort(attribute) & 0xffff) - Rtnetlink.ATTRIBUTE;
    }

    static byte[] value(ByteBuffer in, int attribute) {
        byte[] value = new byte[length(in, attribute)];
        in.get(attribute + Rtnetlink.ATTRIBUTE, value);
        return value;
    }

    private static String string(ByteBuffer in, int attribute) {
        byte[] value = value(in, attribute);
        int length = value.length;
        while (length > 0 && value[length - 1] == 0) {
            length--;
        }
        return new String(value, 0, length, UTF_8);
    }

    private static MacAddress mac(ByteBuffer in, int attribute) {
        byte[] value = value(in, attribute);
        return value.length == 6 ? MacAddress.get(ByteBuffer.wrap(value)) : new MacAddress(0);
    }

    static @Nullable InetAddress inetAddress(ByteBuffer in, int attribute, int family) {
        byte[] value = value(in, attribute);
        try {
            if (family == Abi.AF_INET && value.length == 4) {
                return InetAddress.getByAddress(value);
            }
            if (family == Abi.AF_INET6 && value.length == 16) {
                // This form keeps an IPv4-mapped address an IPv6 one.
                return Inet6Address.getByAddress(null, value, -1);
            }
            return null;
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static int align(int length) {
        return (length + 3) & ~3;
    }
}
