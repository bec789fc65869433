package org.gemel.platform.linux.internal.netlink;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import org.gemel.api.config.Family;
import org.gemel.api.config.Route;
import org.gemel.api.config.VirtualAddress;
import org.gemel.api.config.VirtualAddress.Flag;
import org.gemel.api.platform.Network;
import org.gemel.platform.linux.internal.libc.Abi;

/**
 * Encodes requests to rtnetlink. Each call writes one request from position 0 of a buffer in the machine's byte order and
 * leaves the buffer ready to be sent: position 0, limit at its end. {@link #LONGEST} bytes are always enough.
 */
public final class RouteWriter {

    /** The size of the longest request. */
    public static final int LONGEST = 1024;

    /** A lifetime that does not end. */
    private static final long INFINITY = 0xffff_ffffL;

    /** What fits into the flags of the body; larger ones are sent as an attribute too. */
    private static final int OCTET = 0xff;

    /** So that others who hold addresses for a time do not take this one for the host's own. */
    private static final byte[] ORIGIN = {(byte) Route.PROTOCOL};

    private RouteWriter() {}

    /** Asks for all links. */
    public static void dumpLinks(ByteBuffer out, int sequence) {
        begin(out, Rtnetlink.RTM_GETLINK, Rtnetlink.NLM_F_REQUEST | Rtnetlink.NLM_F_DUMP, sequence);
        end(out, Rtnetlink.LINK_BODY);
    }

    /** Asks for all addresses. */
    public static void dumpAddresses(ByteBuffer out, int sequence) {
        begin(out, Rtnetlink.RTM_GETADDR, Rtnetlink.NLM_F_REQUEST | Rtnetlink.NLM_F_DUMP, sequence);
        end(out, Rtnetlink.ADDRESS_BODY);
    }

    /**
     * Adds an address for a limited time, or extends it.
     *
     * @param seconds the valid lifetime, at least 1 or {@link Network#FOREVER}
     * @param prefixRoute whether the route to its prefix comes with it; always so for IPv4
     */
    public static void lease(
            ByteBuffer out, int sequence, int link, VirtualAddress address, int seconds, boolean prefixRoute) {
        int flags = Rtnetlink.NLM_F_REQUEST | Rtnetlink.NLM_F_ACK | Rtnetlink.NLM_F_CREATE | Rtnetlink.NLM_F_REPLACE;
        begin(out, Rtnetlink.RTM_NEWADDR, flags, sequence);
        int kernelFlags = flags(address, prefixRoute);
        body(out, link, address, kernelFlags & OCTET);
        InetAddress broadcast = address.broadcast();
        if (broadcast != null) {
            attribute(out, Rtnetlink.IFA_BROADCAST, broadcast.getAddress());
        }
        String label = address.label();
        if (label != null) {
            attribute(out, Rtnetlink.IFA_LABEL, (label + '\0').getBytes(US_ASCII));
        }
        peer(out, address);
        long valid = seconds == Network.FOREVER ? INFINITY : seconds;
        long preferred = address.preferredSeconds() == VirtualAddress.ALWAYS_PREFERRED
                ? valid
                : Math.min(valid, address.preferredSeconds());
        out.putShort((short) (Rtnetlink.ATTRIBUTE + 16))
                .putShort((short) Rtnetlink.IFA_CACHEINFO)
                .putInt((int) preferred)
                .putInt((int) valid)
                .putInt(0)
                .putInt(0);
        if (kernelFlags > OCTET) {
            out.putShort((short) (Rtnetlink.ATTRIBUTE + 4))
                    .putShort((short) Rtnetlink.IFA_FLAGS)
                    .putInt(kernelFlags);
        }
        if (seconds != Network.FOREVER) {
            attribute(out, Rtnetlink.IFA_PROTO, ORIGIN);
        }
        end(out, 0);
    }

    private static int flags(VirtualAddress address, boolean prefixRoute) {
        boolean ipv6 = address.family() == Family.IPV6;
        int flags = ipv6 && !address.flags().contains(Flag.DETECT_DUPLICATES) ? Rtnetlink.IFA_F_NODAD : 0;
        if (ipv6 && !prefixRoute) {
            flags |= Rtnetlink.IFA_F_NOPREFIXROUTE;
        }
        for (Flag flag : address.flags()) {
            flags |= switch (flag) {
                case HOME -> Rtnetlink.IFA_F_HOMEADDRESS;
                case MANAGE_TEMPORARY -> Rtnetlink.IFA_F_MANAGETEMPADDR;
                case NO_PREFIX_ROUTE -> Rtnetlink.IFA_F_NOPREFIXROUTE;
                case AUTOJOIN -> Rtnetlink.IFA_F_MCAUTOJOIN;
                case DETECT_DUPLICATES -> 0;
            };
        }
        return flags;
    }

    /** Removes an address. */
    public static void release(ByteBuffer out, int sequence, int link, VirtualAddress address) {
        begin(out, Rtnetlink.RTM_DELADDR, Rtnetlink.NLM_F_REQUEST | Rtnetlink.NLM_F_ACK, sequence);
        body(out, link, address, 0);
        peer(out, address);
        end(out, 0);
    }

    /** The far end of a point-to-point link; elsewhere the address itself. */
    private static void peer(ByteBuffer out, VirtualAddress address) {
        InetAddress peer = address.peer();
        attribute(out, Rtnetlink.IFA_ADDRESS, (peer == null ? address.address() : peer).getAddress());
    }

    private static void begin(ByteBuffer out, int type, int flags, int sequence) {
        out.clear()
                .putInt(0)
                .putShort((short) type)
                .putShort((short) flags)
                .putInt(sequence)
                .putInt(0);
    }

    private static void end(ByteBuffer out, int zeros) {
        for (int i = 0; i < zeros; i++) {
            out.put((byte) 0);
        }
        out.putInt(0, out.position()).flip();
    }

    private static void body(ByteBuffer out, int link, VirtualAddress address, int flags) {
        out.put((byte) (address.family() == Family.IPV4 ? Abi.AF_INET : Abi.AF_INET6))
                .put((byte) address.prefixLength())
                .put((byte) flags)
                .put((byte) address.scope())
                .putInt(link);
        attribute(out, Rtnetlink.IFA_LOCAL, address.address().getAddress());
    }

    private static void attribute(ByteBuffer out, int type, byte[] value) {
        out.putShort((short) (Rtnetlink.ATTRIBUTE + value.length))
                .putShort((short) type)
                .put(value);
        while (out.position() % 4 != 0) {
            out.put((byte) 0);
        }
    }
}
