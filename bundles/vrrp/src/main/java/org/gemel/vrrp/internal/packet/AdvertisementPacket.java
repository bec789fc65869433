package org.gemel.vrrp.internal.packet;

import java.net.InetAddress;
import java.nio.ByteBuffer;
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

    private static final int CHECKSUM = 6;

    private final VrrpInstance instance;
    private final ByteBuffer packet;
    private final int addressesAt;
    private final int messageAt;
    private final int messageLength;
    private final Authenticator authenticator;
    private final long groupSum;
    private ChecksumForm checksumForm = ChecksumForm.AUTO;

    /**
     * @param instance whose advertisement
     * @param source the address it is sent from, of the instance's family
     * @param authenticator completes it
     */
    public AdvertisementPacket(VrrpInstance instance, InetAddress source, Authenticator authenticator) {
        this.instance = instance;
        this.authenticator = authenticator;
        Family family = instance.family();
        this.addressesAt = family == Family.IPV4 ? 12 : 8;
        this.messageAt = (family == Family.IPV4 ? 20 : 40) + authenticator.headerLength();
        this.groupSum =
                Checksum.sum(ByteBuffer.wrap(instance.multicastGroup().getAddress()), 0, family.addressLength());
        this.messageLength = Advertisement.HEADER_LENGTH
                + instance.addresses().size() * family.addressLength()
                + (instance.version() == 2 ? 8 : 0);
        int trailer = authenticator.sendsTrailer() ? authenticator.trailerLength() : 0;
        this.packet = ByteBuffer.allocateDirect(messageAt + messageLength + trailer);
        putIpHeader(family, source);
        packet.position(messageAt);
        putMessage();
        packet.clear();
    }

    private void putIpHeader(Family family, InetAddress source) {
        int protocol = authenticator.headerLength() == 0 ? Advertisement.PROTOCOL : AhAuthenticator.PROTOCOL;
        int ttl = instance.unicast() ? instance.unicastTtl() : MULTICAST_TTL;
        if (family == Family.IPV4) {
            packet.put((byte) 0x45).put((byte) TRAFFIC_CLASS).putShort((short) packet.capacity());
            packet.putInt(0);
            packet.put((byte) ttl).put((byte) protocol).putShort((short) 0);
        } else {
            packet.putInt(6 << 28 | TRAFFIC_CLASS << 20).putShort((short) (packet.capacity() - 40));
            packet.put((byte) protocol).put((byte) ttl);
        }
        packet.put(source.getAddress());
        packet.put(instance.multicastGroup().getAddress());
    }

    private void putMessage() {
        packet.put((byte) (instance.version() << 4 | 1));
        packet.put((byte) instance.vrid());
        packet.put((byte) 0);
        packet.put((byte) instance.addresses().size());
        if (instance.version() == 2) {
            packet.put((byte) authenticator.type());
            packet.put((byte) instance.advertInterval().toSeconds());
        } else {
            packet.putShort((short) (instance.advertInterval().toMillis() / 10));
        }
        packet.putShort((short) 0);
        for (VirtualAddress address : instance.addresses()) {
            packet.put(address.address().getAddress());
        }
        if (instance.version() == 2) {
            packet.put(authenticator.data());
        }
    }

    /**
     * Begins an advertisement, to be followed by {@link #toGroup} or by {@link #toPeer} for each peer.
     *
     * @param priority 0 to 255
     * @param form what the checksum covers, for version 3 over IPv4; AUTO means the pseudo-header
     */
    public void begin(int priority, ChecksumForm form) {
        packet.put(messageAt + 2, (byte) priority);
        checksumForm = form;
        authenticator.prepare();
    }

    /** The packet to the group, valid until the next call. */
    public ByteBuffer toGroup() {
        return finish();
    }

    /**
     * The packet to one peer, valid until the next call.
     *
     * @param peer the peer's address in network order, as long as the family's addresses
     */
    public ByteBuffer toPeer(byte[] peer) {
        packet.put(addressesAt + peer.length, peer);
        return finish();
    }

    private ByteBuffer finish() {
        packet.putShort(messageAt + CHECKSUM, (short) 0);
        if (instance.family() == Family.IPV6) {
            // Receivers take the trailer for a part of the message here (behaviour 50), so it must be there first.
            authenticator.complete(packet, messageAt, messageLength);
            int length = packet.capacity() - messageAt;
            putChecksum(pseudoHeader(length) + Checksum.sum(packet, messageAt, length));
        } else {
            long sum = Checksum.sum(packet, messageAt, messageLength);
            putChecksum(coversPseudoHeader() ? sum + pseudoHeader(messageLength) : sum);
            authenticator.complete(packet, messageAt, messageLength);
        }
        return packet;
    }

    private boolean coversPseudoHeader() {
        return instance.version() == 3 && checksumForm != ChecksumForm.RFC9568;
    }

    private long pseudoHeader(int length) {
        int size = instance.family().addressLength();
        long destination = checksumForm == ChecksumForm.OLD_UNICAST && instance.unicast()
                ? groupSum
                : Checksum.sum(packet, addressesAt + size, size);
        return Checksum.sum(packet, addressesAt, size) + destination + Checksum.pseudo(length, Advertisement.PROTOCOL);
    }

    private void putChecksum(long sum) {
        packet.putShort(messageAt + CHECKSUM, (short) ~Checksum.fold(sum));
    }
}
