package org.gemel.vrrp.internal.packet;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import org.gemel.api.config.Family;
import org.gemel.api.platform.MacAddress;

/**
 * Puts advertisements to a group into Ethernet frames that come from the virtual hardware address (RFC 9568 7.3). What the
 * kernel would fill into an IPv4 header is filled in here.
 */
public final class VirtualMacFrame {

    private static final int HEADER = 14;
    private static final int LARGEST = HEADER + 1500;
    private static final int ETHERTYPE_IPV4 = 0x0800;
    private static final int ETHERTYPE_IPV6 = 0x86dd;

    private static final int IPV4_HEADER = 20;
    private static final int IPV4_IDENTIFICATION = HEADER + 4;
    private static final int IPV4_CHECKSUM = HEADER + 10;

    private final ByteBuffer frame = ByteBuffer.allocateDirect(LARGEST);
    private final boolean ipv4;
    private short identification;

    /**
     * @param mac whom the frames come from
     * @param group whom they are for
     */
    public VirtualMacFrame(MacAddress mac, InetAddress group) {
        ipv4 = Family.of(group) == Family.IPV4;
        groupMac(group).put(frame);
        mac.put(frame);
        frame.putShort((short) (ipv4 ? ETHERTYPE_IPV4 : ETHERTYPE_IPV6));
    }

    /** The hardware address of a group: RFC 1112 6.4 and RFC 2464 7. */
    private static MacAddress groupMac(InetAddress group) {
        byte[] bytes = group.getAddress();
        int last = ByteBuffer.wrap(bytes).getInt(bytes.length - Integer.BYTES);
        return bytes.length == 4
                ? new MacAddress(0x0100_5e00_0000L | (last & 0x7f_ffff))
                : new MacAddress(0x3333_0000_0000L | (last & 0xffff_ffffL));
    }

    /**
     * The frame with a packet in it.
     *
     * @param packet an IP packet between position and limit, both of which are left as they are; at most 1500 bytes
     * @return a direct buffer, valid until the next call
     */
    public ByteBuffer around(ByteBuffer packet) {
        int length = packet.remaining();
        frame.clear().limit(HEADER + length);
        frame.put(HEADER, packet, packet.position(), length);
        if (ipv4) {
            completeHeader();
        }
        return frame;
    }

    private void completeHeader() {
        if (frame.getShort(IPV4_IDENTIFICATION) == 0) {
            identification++;
            frame.putShort(IPV4_IDENTIFICATION, identification);
        }
        frame.putShort(IPV4_CHECKSUM, (short) 0);
        frame.putShort(IPV4_CHECKSUM, (short) ~Checksum.fold(Checksum.sum(frame, HEADER, IPV4_HEADER)));
    }
}
