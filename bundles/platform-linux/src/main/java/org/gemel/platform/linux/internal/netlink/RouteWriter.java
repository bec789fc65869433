package org.gemel.platform.linux.internal.netlink;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import org.gemel.api.config.Family;
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

    private RouteWriter() {}

    /** Asks for all links. */
    public static void dumpLinks(ByteBuffer out, int sequence) {
        begin(out, Route.RTM_GETLINK, Route.NLM_F_REQUEST | Route.NLM_F_DUMP, sequence);
        end(out, Route.LINK_BODY);
    }

    /** Asks for all addresses. */
    public static void dumpAddresses(ByteBuffer out, int sequence) {
        begin(out, Route.RTM_GETADDR, Route.NLM_F_REQUEST | Route.NLM_F_DUMP, sequence);
        end(out, Route.ADDRESS_BODY);
    }

    /**
     * Adds an address for a limited time, or extends it.
     *
     * @param seconds the valid lifetime, at least 1 or {@link Network#FOREVER}
     * @param prefixRoute whether the route to its prefix comes with it; always so for IPv4
     */
    public static void lease(
            ByteBuffer out, int sequence, int link, VirtualAddress address, int seconds, boolean prefixRoute) {
        int flags = Route.NLM_F_REQUEST | Route.NLM_F_ACK | Route.NLM_F_CREATE | Route.NLM_F_REPLACE;
        begin(out, Route.RTM_NEWADDR, flags, sequence);
        int kernelFlags = flags(address, prefixRoute);
        body(out, link, address, kernelFlags & OCTET);
        InetAddress broadcast = address.broadcast();
        if (broadcast != null) {
            attribute(out, Route.IFA_BROADCAST, broadcast.getAddress());
        }
        String label = address.label();
        if (label != null) {
            attribute(out, Route.IFA_LABEL, (label + '\0').getBytes(US_ASCII));
        }
        peer(out, address);
        long valid = seconds == Network.FOREVER ? INFINITY : seconds;
        long preferred = address.preferredSeconds() == VirtualAddress.ALWAYS_PREFERRED
                ? valid
                : Math.min(valid, address.preferredSeconds());
        out.putShort((short) (Route.ATTRIBUTE + 16))
                .putShort((short) Route.IFA_CACHEINFO)
                .putInt((int) preferred)
                .putInt((int) valid)
                .putInt(0)
                .putInt(0);
        if (kernelFlags > OCTET) {
            out.putShort((short) (Route.ATTRIBUTE + 4))
                    .putShort((short) Route.IFA_FLAGS)
                    .putInt(kernelFlags);
        }
        end(out, 0);
    }

    private static int flags(VirtualAddress address, boolean prefixRoute) {
        boolean ipv6 = address.family() == Family.IPV6;
        int flags = ipv6 && !address.flags().contains(Flag.DETECT_DUPLICATES) ? Route.IFA_F_NODAD : 0;
        if (ipv6 && !prefixRoute) {
            flags |= Route.IFA_F_NOPREFIXROUTE;
        }
        for (Flag flag : address.flags()) {
            flags |= switch (flag) {
                case HOME -> Route.IFA_F_HOMEADDRESS;
                case MANAGE_TEMPORARY -> Route.IFA_F_MANAGETEMPADDR;
                case NO_PREFIX_ROUTE -> Route.IFA_F_NOPREFIXROUTE;
                case AUTOJOIN -> Route.IFA_F_MCAUTOJOIN;
                case DETECT_DUPLICATES -> 0;
            };
        }
        return flags;
    }

    /** Removes an address. */
    public static void release(ByteBuffer out, int sequence, int link, VirtualAddress address) {
        begin(out, Route.RTM_DELADDR, Route.NLM_F_REQUEST | Route.NLM_F_ACK, sequence);
        body(out, link, address, 0);
        peer(out, address);
        end(out, 0);
    }

    /** The far end of a point-to-point link; elsewhere the address itself. */
    private static void peer(ByteBuffer out, VirtualAddress address) {
        InetAddress peer = address.peer();
        attribute(out, Route.IFA_ADDRESS, (peer == null ? address.address() : peer).getAddress());
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
        attribute(out, Route.IFA_LOCAL, address.address().getAddress());
    }

    private static void attribute(ByteBuffer out, int type, byte[] value) {
        out.putShort((short) (Route.ATTRIBUTE + value.length))
                .putShort((short) type)
                .put(value);
        while (out.position() % 4 != 0) {
            out.put((byte) 0);
        }
    }
}
