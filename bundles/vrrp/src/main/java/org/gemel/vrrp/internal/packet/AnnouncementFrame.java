package org.gemel.vrrp.internal.packet;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import org.gemel.api.config.Family;
import org.gemel.api.platform.MacAddress;

/**
 * The Ethernet frames by which a new master tells a LAN where an address is now (RFC 9568 6.4.2): a gratuitous ARP request,
 * or an unsolicited neighbour advertisement to all nodes.
 */
public final class AnnouncementFrame {

    private static final int ETHERTYPE_ARP = 0x0806;
    private static final int ETHERTYPE_RARP = 0x8035;
    private static final short RARP_REQUEST = 3;
    /** What an Ethernet frame has at least, its checksum not counted. */
    private static final int SHORTEST = 60;

    private static final int ETHERTYPE_IPV6 = 0x86dd;
    private static final int ARP_OPERATION = 14 + 6;
    private static final short ARP_REPLY = 2;
    private static final int ICMPV6 = 58;
    private static final int NEIGHBOR_ADVERTISEMENT = 136;
    private static final int ROUTER_AND_OVERRIDE = 0xa000_0000;
    private static final MacAddress ALL_NODES_MAC = new MacAddress(0x3333_0000_0001L);

    private AnnouncementFrame() {}

    /**
     * Builds the frame that announces an address.
     *
     * @param address the address
     * @param mac where it is
     * @return a direct buffer, ready to be sent again and again
     */
    public static ByteBuffer of(InetAddress address, MacAddress mac) {
        return Family.of(address) == Family.IPV4
                ? gratuitousArp(address.getAddress(), mac)
                : neighborAdvertisement(address.getAddress(), mac);
    }

    /** The same, but in a form that somebody who also has the address does not answer: an ARP reply instead of a request. */
    public static ByteBuffer unanswered(InetAddress address, MacAddress mac) {
        ByteBuffer frame = of(address, mac);
        if (Family.of(address) == Family.IPV4) {
            frame.putShort(ARP_OPERATION, ARP_REPLY);
        }
        return frame;
    }

    /**
     * A frame that tells switches where a hardware address is, and nobody else anything: a RARP request, as hypervisors send
     * them when a guest has moved.
     */
    public static ByteBuffer forSwitches(MacAddress mac) {
        ByteBuffer frame = ByteBuffer.allocateDirect(SHORTEST);
        ethernet(frame, MacAddress.BROADCAST, mac, ETHERTYPE_RARP);
        frame.putShort((short) 1)
                .putShort((short) 0x0800)
                .put((byte) 6)
                .put((byte) 4)
                .putShort(RARP_REQUEST);
        mac.put(frame);
        frame.putInt(0);
        mac.put(frame);
        return frame.clear();
    }

    private static ByteBuffer gratuitousArp(byte[] address, MacAddress mac) {
        ByteBuffer frame = ByteBuffer.allocateDirect(42);
        ethernet(frame, MacAddress.BROADCAST, mac, ETHERTYPE_ARP);
        frame.putShort((short) 1)
                .putShort((short) 0x0800)
                .put((byte) 6)
                .put((byte) 4)
                .putShort((short) 1);
        mac.put(frame);
        frame.put(address);
        // Errata 7947 and 7949: the target hardware address is the sender's.
        mac.put(frame);
        frame.put(address);
        return frame.flip();
    }

    private static ByteBuffer neighborAdvertisement(byte[] address, MacAddress mac) {
        ByteBuffer frame = ByteBuffer.allocateDirect(86);
        ethernet(frame, ALL_NODES_MAC, mac, ETHERTYPE_IPV6);
        int messageLength = 32;
        frame.putInt(6 << 28).putShort((short) messageLength).put((byte) ICMPV6).put((byte) 255);
        frame.put(address);
        frame.putLong(0xff02L << 48).putLong(1);
        int message = frame.position();
        frame.put((byte) NEIGHBOR_ADVERTISEMENT).put((byte) 0).putShort((short) 0);
        frame.putInt(ROUTER_AND_OVERRIDE);
        frame.put(address);
        frame.put((byte) 2).put((byte) 1);
        mac.put(frame);
        long sum = Checksum.sum(frame, message - 32, 32)
                + Checksum.pseudo(messageLength, ICMPV6)
                + Checksum.sum(frame, message, messageLength);
        frame.putShort(message + 2, (short) ~Checksum.fold(sum));
        return frame.flip();
    }

    private static void ethernet(ByteBuffer frame, MacAddress destination, MacAddress source, int type) {
        destination.put(frame);
        source.put(frame);
        frame.putShort((short) type);
    }
}
