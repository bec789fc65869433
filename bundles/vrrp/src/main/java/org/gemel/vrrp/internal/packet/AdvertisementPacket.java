package org.gemel.vrrp.internal.packet;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import org.gemel.api.config.Authentication;
import org.gemel.api.config.ChecksumForm;
import org.gemel.api.config.Family;
import org.gemel.api.config.VirtualAddress;
import org.gemel.api.config.VrrpInstance;

/**
 * The advertisement that one virtual router sends: built once, with its IP header, and adjusted in place for each sending.
 */
public final class AdvertisementPacket {

    /** DSCP CS6, as every implementation sends it. */
    private static final int TRAFFIC_CLASS = 0xc0;

    private static final int MULTICAST_TTL = 255;

    private final VrrpInstance instance;
    private final ByteBuffer packet;
    private final int messageAt;
    private final int messageLength;

    /**
     * @param instance whose advertisement
     * @param source the address it is sent from, of the instance's family
     */
    public AdvertisementPacket(VrrpInstance instance, InetAddress source) {
        this.instance = instance;
        Family family = instance.family();
        this.messageAt = family == Family.IPV4 ? 20 : 40;
        this.messageLength = Advertisement.HEADER_LENGTH
                + instance.addresses().size() * family.addressLength()
                + (instance.version() == 2 ? 8 : 0);
        this.packet = ByteBuffer.allocateDirect(messageAt + messageLength);
        putIpHeader(family, source);
        putMessage();
        packet.clear();
    }

    private void putIpHeader(Family family, InetAddress source) {
        int ttl = instance.unicast() ? instance.unicastTtl() : MULTICAST_TTL;
        if (family == Family.IPV4) {
            packet.put((byte) 0x45).put((byte) TRAFFIC_CLASS).putShort((short) packet.capacity());
            packet.putInt(0);
            packet.put((byte) ttl).put((byte) Advertisement.PROTOCOL).putShort((short) 0);
        } else {
            packet.putInt(6 << 28 | TRAFFIC_CLASS << 20).putShort((short) messageLength);
            packet.put((byte) Advertisement.PROTOCOL).put((byte) ttl);
        }
        packet.put(source.getAddress());
        packet.put(instance.multicastGroup().getAddress());
    }

    private void putMessage() {
        packet.put((byte) (instance.version() << 4 | 1));
        packet.put((byte) instance.vrid());
        packet.put((byte) 0);
        packet.put((byte) instance.addresses().size());
        Authentication authentication = instance.authentication();
        if (instance.version() == 2) {
            packet.put((byte) (authentication instanceof Authentication.Pass ? 1 : 0));
            packet.put((byte) instance.advertInterval().toSeconds());
        } else {
            packet.putShort((short) (instance.advertInterval().toMillis() / 10));
        }
        packet.putShort((short) 0);
        for (VirtualAddress address : instance.addresses()) {
            packet.put(address.address().getAddress());
        }
        if (instance.version() == 2) {
            packet.put(authentication instanceof Authentication.Pass pass ? pass.password() : new byte[8]);
        }
    }

    /**
     * Makes the packet ready for one sending.
     *
     * @param priority 0 to 255
     * @param form what the checksum covers, for version 3 over IPv4; AUTO means the pseudo-header
     * @return the packet, valid until the next call
     */
    public ByteBuffer toGroup(int priority, ChecksumForm form) {
        return finish(priority, form);
    }

    /**
     * As {@link #toGroup}, to one peer.
     *
     * @param peer the peer's address in network order, as long as the family's addresses
     */
    public ByteBuffer toPeer(byte[] peer, int priority, ChecksumForm form) {
        int at = messageAt - peer.length;
        for (int i = 0; i < peer.length; i++) {
            packet.put(at + i, peer[i]);
        }
        return finish(priority, form);
    }

    private ByteBuffer finish(int priority, ChecksumForm form) {
        packet.put(messageAt + 2, (byte) priority);
        packet.putShort(messageAt + 6, (short) 0);
        long sum = Checksum.sum(packet, messageAt, messageLength);
        if (instance.family() == Family.IPV6 || (instance.version() == 3 && form != ChecksumForm.RFC9568)) {
            int addresses = 2 * instance.family().addressLength();
            sum += Checksum.sum(packet, messageAt - addresses, addresses)
                    + Checksum.pseudo(messageLength, Advertisement.PROTOCOL);
        }
        packet.putShort(messageAt + 6, (short) ~Checksum.fold(sum));
        return packet;
    }
}
