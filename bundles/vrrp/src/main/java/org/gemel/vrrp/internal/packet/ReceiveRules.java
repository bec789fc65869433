package org.gemel.vrrp.internal.packet;

import java.net.InetAddress;
import java.util.List;
import org.gemel.api.config.ChecksumForm;
import org.gemel.api.config.Family;
import org.gemel.api.config.VirtualAddress;
import org.gemel.api.config.VrrpInstance;
import org.jspecify.annotations.Nullable;

/**
 * What one virtual router takes from others: the receive checks of RFC 3768 7.1, RFC 5798 7.1 and RFC 9568 7.1, the cheap
 * ones first, with the errata.
 */
public final class ReceiveRules {

    private final VrrpInstance instance;
    private final Strictness strictness;
    private final byte[] addresses;
    private final Authenticator authenticator;
    private final PeerLimits peers;
    private final long groupHigh;
    private final long groupLow;
    private long ownHigh;
    private long ownLow;
    private boolean listKnown;
    private long listHigh;
    private long listLow;

    /** What is discarded where the standards leave the choice. */
    public enum Strictness {
        /**
         * A doubtful list of addresses is reported and accepted: a pair is updated one router at a time. One that has none
         * of this router's addresses is somebody else's, who keeps none of them alive, and is discarded.
         */
        LENIENT,
        /** A version 2 list that differs, and an IPv6 list that does not begin with a link-local address, is discarded. */
        STRICT
    }

    /** @param authenticator examines the packets that are otherwise in order */
    public ReceiveRules(VrrpInstance instance, Strictness strictness, Authenticator authenticator) {
        this.instance = instance;
        this.strictness = strictness;
        this.addresses = concatenate(instance.addresses(), instance.family());
        this.authenticator = authenticator;
        this.peers = new PeerLimits(instance.unicastPeers());
        this.groupHigh = Bits.high(instance.multicastGroup());
        this.groupLow = Bits.low(instance.multicastGroup());
    }

    private static byte[] concatenate(List<VirtualAddress> list, Family family) {
        byte[] bytes = new byte[list.size() * family.addressLength()];
        int at = 0;
        for (VirtualAddress each : list) {
            System.arraycopy(each.address().getAddress(), 0, bytes, at, family.addressLength());
            at += family.addressLength();
        }
        return bytes;
    }

    /** Sets the address that this router advertises from; a packet from there is its own. */
    public void ownAddress(InetAddress address) {
        ownHigh = Bits.high(address);
        ownLow = Bits.low(address);
    }

    /**
     * Judges a packet whose IP header is sane and whose VRID is this virtual router's.
     *
     * @return why it is not taken, or null if it is; then the advertisement's warnings say what is doubtful
     */
    public @Nullable Discard judge(Advertisement packet) {
        if (!destinationIsOurs(packet)) {
            return Discard.DESTINATION_ERROR;
        }
        // Unicast crosses routers, and keepalived sends IPv6 unicast with hop limit 64 (behaviour 45).
        if (!instance.unicast() && packet.ttl() != 255) {
            return Discard.IP_TTL_ERROR;
        }
        if (packet.sourceHigh() == ownHigh && packet.sourceLow() == ownLow) {
            return Discard.SELF;
        }
        if (instance.unicast() && instance.reception().peersOnly()) {
            Discard stranger = peers.judge(packet);
            if (stranger != null) {
                return stranger;
            }
        }
        Discard malformed = judgeHeader(packet);
        if (malformed != null) {
            return malformed;
        }
        if (packet.version() != instance.version()) {
            return Discard.VERSION_ERROR;
        }
        if (packet.count() == 0) {
            return acceptsEmptyList(packet) ? judgeIntegrity(packet) : Discard.COUNT_ZERO;
        }
        return judgeIntegrity(packet);
    }

    /** Without virtual addresses of its own a version 2 router sends a count of 0, as keepalived does (behaviour 53). */
    private boolean acceptsEmptyList(Advertisement packet) {
        return packet.version() == 2 && addresses.length == 0;
    }

    /** The checks that need no virtual router: length, version, type. */
    public static @Nullable Discard judgeHeader(Advertisement packet) {
        if (packet.length() < Advertisement.HEADER_LENGTH) {
            return Discard.PACKET_LENGTH_ERROR;
        }
        int version = packet.version();
        if (version != 3 && (version != 2 || packet.family() == Family.IPV6)) {
            return Discard.VERSION_ERROR;
        }
        return packet.type() == 1 ? null : Discard.INVALID_TYPE;
    }

    private boolean destinationIsOurs(Advertisement packet) {
        // What is not sent to a group was sent to an address of this host, or it would not be here.
        return instance.unicast()
                ? !packet.isMulticast()
                : packet.destinationHigh() == groupHigh && packet.destinationLow() == groupLow;
    }

    private @Nullable Discard judgeIntegrity(Advertisement packet) {
        int listLength = packet.count() * packet.family().addressLength();
        int data = packet.version() == 2 ? 8 : 0;
        int trailer = packet.length() - Advertisement.HEADER_LENGTH - listLength - data;
        if (trailer != 0 && trailer != authenticator.trailerLength()) {
            return Discard.PACKET_LENGTH_ERROR;
        }
        packet.trailer(trailer);
        if (!checksumIsRight(packet)) {
            return Discard.CHECKSUM_ERROR;
        }
        Discard refused = authenticator.examine(packet, Advertisement.HEADER_LENGTH + listLength);
        if (refused == null && instance.owner() && instance.reception().ignoredByOwner()) {
            return Discard.IGNORED_BY_OWNER;
        }
        if (refused == null) {
            refused = judgeInterval(packet);
        }
        return refused == null ? judgeAddresses(packet) : refused;
    }

    private boolean checksumIsRight(Advertisement packet) {
        if (packet.version() == 2) {
            return packet.checksumCoversMessage();
        }
        if (packet.family() == Family.IPV6) {
            return packet.checksumCoversPseudoHeader();
        }
        ChecksumForm form = instance.checksumForm();
        if (form != ChecksumForm.RFC9568 && packet.checksumCoversPseudoHeader()) {
            packet.checksumForm(ChecksumForm.RFC5798);
            return true;
        }
        if (form != ChecksumForm.RFC5798 && packet.checksumCoversMessage()) {
            packet.checksumForm(ChecksumForm.RFC9568);
            return true;
        }
        if (instance.unicast()
                && (form == ChecksumForm.OLD_UNICAST || instance.reception().oldUnicastChecksum())
                && packet.checksumCoversPseudoHeaderTo(groupLow)) {
            packet.checksumForm(ChecksumForm.OLD_UNICAST);
            return true;
        }
        return false;
    }

    private @Nullable Discard judgeInterval(Advertisement packet) {
        long interval = packet.intervalNanos();
        if (interval == 0) {
            return Discard.INTERVAL_ZERO;
        }
        if (interval != instance.advertInterval().toNanos()) {
            if (packet.version() == 2) {
                return Discard.INTERVAL_ERROR;
            }
            packet.warn(Discard.INTERVAL_ERROR);
        }
        return null;
    }

    private @Nullable Discard judgeAddresses(Advertisement packet) {
        boolean strict = strictness == Strictness.STRICT;
        if (!listTrusted(packet) && !sameAddresses(packet)) {
            boolean believable = strict ? packet.version() != 2 : sharesAnAddress(packet);
            if (!believable && packet.priority() != VrrpInstance.OWNER_PRIORITY) {
                return Discard.ADDRESS_LIST_ERROR;
            }
            packet.warn(Discard.ADDRESS_LIST_ERROR);
        }
        if (packet.family() == Family.IPV6 && !firstIsLinkLocal(packet)) {
            if (strict) {
                return Discard.FIRST_NOT_LINK_LOCAL;
            }
            packet.warn(Discard.FIRST_NOT_LINK_LOCAL);
        }
        if (instance.owner() && packet.priority() == VrrpInstance.OWNER_PRIORITY) {
            packet.warn(Discard.OWNER_CONFLICT);
        }
        listKnown = true;
        listHigh = packet.sourceHigh();
        listLow = packet.sourceLow();
        return null;
    }

    /** Whether the list was compared when the same router sent it before, and taken, and need not be compared again. */
    private boolean listTrusted(Advertisement packet) {
        return instance.reception().listTrusted()
                && listKnown
                && listHigh == packet.sourceHigh()
                && listLow == packet.sourceLow();
    }

    private static boolean firstIsLinkLocal(Advertisement packet) {
        return (packet.byteAt(8) & 0xff) == 0xfe && (packet.byteAt(9) & 0xc0) == 0x80;
    }

    private boolean sameAddresses(Advertisement packet) {
        int size = packet.family().addressLength();
        if (packet.count() * size != addresses.length) {
            return false;
        }
        for (int at = 0; at < addresses.length; at += size) {
            if (!sameAddress(packet, at, at, size) && !contains(packet, at, size)) {
                return false;
            }
        }
        return true;
    }

    /** Whether a list that differs has an address of this router, or could not have one. */
    private boolean sharesAnAddress(Advertisement packet) {
        int size = packet.family().addressLength();
        for (int at = 0; at < addresses.length; at += size) {
            if (contains(packet, at, size)) {
                return true;
            }
        }
        return addresses.length == 0;
    }

    private boolean contains(Advertisement packet, int ours, int size) {
        for (int theirs = 0; theirs < packet.count() * size; theirs += size) {
            if (sameAddress(packet, theirs, ours, size)) {
                return true;
            }
        }
        return false;
    }

    private boolean sameAddress(Advertisement packet, int theirs, int ours, int size) {
        for (int i = 0; i < size; i++) {
            if (packet.byteAt(Advertisement.HEADER_LENGTH + theirs + i) != addresses[ours + i]) {
                return false;
            }
        }
        return true;
    }
}
