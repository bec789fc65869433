package org.gemel.platform.linux.internal.netlink;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import org.gemel.api.config.VirtualLink;
import org.gemel.api.platform.MacAddress;
import org.jspecify.annotations.Nullable;

/** Encodes requests about links, as {@link RouteWriter} does those about addresses. */
final class LinkWriter {

    private static final int NO_INDEX = 0;

    private LinkWriter() {}

    /**
     * Makes a virtual link.
     *
     * @param base the index of its base
     * @param vrf the index of its VRF, or null
     */
    static void add(ByteBuffer out, int sequence, VirtualLink link, int base, @Nullable Integer vrf) {
        begin(out, Rtnetlink.RTM_NEWLINK, Rtnetlink.NLM_F_CREATE | Rtnetlink.NLM_F_EXCL, sequence, NO_INDEX, 0);
        number(out, Rtnetlink.IFLA_LINK, base);
        text(out, Rtnetlink.IFLA_IFNAME, link.name());
        if (link.mac() != 0) {
            header(out, Rtnetlink.IFLA_ADDRESS, 6);
            // The machine's byte order is not that of a hardware address.
            for (int shift = 40; shift >= 0; shift -= Byte.SIZE) {
                out.put((byte) (new MacAddress(link.mac()).value() >>> shift));
            }
            out.putShort((short) 0);
        }
        Long group = link.group();
        if (group != null) {
            number(out, Rtnetlink.IFLA_GROUP, group.intValue());
        }
        if (vrf != null) {
            number(out, Rtnetlink.IFLA_MASTER, vrf);
        }
        info(out, link.kind());
        end(out);
    }

    private static void info(ByteBuffer out, VirtualLink.Kind kind) {
        int info = out.position();
        header(out, Rtnetlink.IFLA_LINKINFO, 0);
        text(out, Rtnetlink.IFLA_INFO_KIND, kind == VirtualLink.Kind.MACVLAN ? "macvlan" : "ipvlan");
        int data = out.position();
        header(out, Rtnetlink.IFLA_INFO_DATA, 0);
        if (kind == VirtualLink.Kind.MACVLAN) {
            number(out, Rtnetlink.IFLA_MACVLAN_MODE, Rtnetlink.MACVLAN_MODE_PRIVATE);
        } else {
            half(out, Rtnetlink.IFLA_IPVLAN_MODE, Rtnetlink.IPVLAN_MODE_L2);
            half(
                    out,
                    Rtnetlink.IFLA_IPVLAN_FLAGS,
                    switch (kind) {
                        case IPVLAN_PRIVATE -> Rtnetlink.IPVLAN_F_PRIVATE;
                        case IPVLAN_VEPA -> Rtnetlink.IPVLAN_F_VEPA;
                        default -> 0;
                    });
        }
        out.putShort(data, (short) (out.position() - data));
        out.putShort(info, (short) (out.position() - info));
    }

    /** Asks for the link of a name. */
    static void get(ByteBuffer out, int sequence, String name) {
        begin(out, Rtnetlink.RTM_GETLINK, 0, sequence, NO_INDEX, 0);
        text(out, Rtnetlink.IFLA_IFNAME, name);
        end(out);
    }

    /** Gives a link a description. */
    static void describe(ByteBuffer out, int sequence, int link, String alias) {
        begin(out, Rtnetlink.RTM_NEWLINK, 0, sequence, link, 0);
        text(out, Rtnetlink.IFLA_IFALIAS, alias);
        end(out);
    }

    /** Takes a link up or down. */
    static void enable(ByteBuffer out, int sequence, int link, boolean up) {
        begin(out, Rtnetlink.RTM_NEWLINK, 0, sequence, link, up ? Rtnetlink.IFF_UP : 0);
        out.putInt(Rtnetlink.HEADER + Rtnetlink.LINK_CHANGE, Rtnetlink.IFF_UP);
        end(out);
    }

    /** Removes a link. */
    static void remove(ByteBuffer out, int sequence, int link) {
        begin(out, Rtnetlink.RTM_DELLINK, 0, sequence, link, 0);
        end(out);
    }

    private static void begin(ByteBuffer out, int type, int flags, int sequence, int link, int linkFlags) {
        out.clear()
                .putInt(0)
                .putShort((short) type)
                .putShort((short) (Rtnetlink.NLM_F_REQUEST | Rtnetlink.NLM_F_ACK | flags))
                .putInt(sequence)
                .putInt(0);
        out.putInt(0).putInt(link).putInt(linkFlags).putInt(0);
    }

    private static void end(ByteBuffer out) {
        out.putInt(0, out.position()).flip();
    }

    private static void header(ByteBuffer out, int type, int length) {
        out.putShort((short) (Rtnetlink.ATTRIBUTE + length)).putShort((short) type);
    }

    private static void number(ByteBuffer out, int type, int value) {
        header(out, type, Integer.BYTES);
        out.putInt(value);
    }

    private static void half(ByteBuffer out, int type, int value) {
        header(out, type, Short.BYTES);
        out.putShort((short) value).putShort((short) 0);
    }

    private static void text(ByteBuffer out, int type, String value) {
        byte[] bytes = value.getBytes(UTF_8);
        header(out, type, bytes.length + 1);
        out.put(bytes).put((byte) 0);
        while (out.position() % 4 != 0) {
            out.put((byte) 0);
        }
    }
}
