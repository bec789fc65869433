package org.gemel.vrrp.internal.engine;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.List;
import org.gemel.api.config.AddressText;
import org.gemel.api.config.ChecksumForm;
import org.gemel.api.config.UnicastPeer;
import org.gemel.api.config.VirtualLink;
import org.gemel.api.config.VrrpInstance;
import org.gemel.api.platform.MacAddress;
import org.gemel.api.platform.Port;
import org.gemel.vrrp.internal.election.Election;
import org.gemel.vrrp.internal.packet.Advertisement;
import org.gemel.vrrp.internal.packet.AdvertisementPacket;
import org.gemel.vrrp.internal.packet.AnnouncementFrame;
import org.gemel.vrrp.internal.packet.Authenticator;
import org.gemel.vrrp.internal.packet.Bits;
import org.gemel.vrrp.internal.packet.Discard;
import org.gemel.vrrp.internal.packet.ReceiveRules;
import org.gemel.vrrp.internal.packet.Sequences;
import org.gemel.vrrp.internal.packet.VirtualMacFrame;
import org.jspecify.annotations.Nullable;

/** What a virtual router says to the others and hears from them. */
final class Conversation {

    private final Surroundings surroundings;
    private final Election election;
    private final Counters counters;
    private final Reporter reporter;
    private VrrpInstance instance;
    private Sequences sequences = new Sequences();
    private Authenticator authenticator;
    private ReceiveRules rules;
    private List<byte[]> peers;
    private ChecksumForm checksumForm;
    private @Nullable Voice voice;

    /** What is there while it can speak. */
    private record Voice(
            Port port, AdvertisementPacket packet, @Nullable VirtualMacFrame frame) {

        boolean send(ByteBuffer bytes) {
            return frame == null ? port.sendPacket(bytes) : port.sendFrame(frame.around(bytes));
        }
    }

    /**
     * @param election told of the advertisements that are accepted
     */
    Conversation(
            VrrpInstance instance, Surroundings surroundings, Election election, Counters counters, Reporter reporter) {
        this.instance = instance;
        this.surroundings = surroundings;
        this.election = election;
        this.counters = counters;
        this.reporter = reporter;
        this.authenticator = authenticatorOf(instance);
        this.rules = new ReceiveRules(instance, ReceiveRules.Strictness.LENIENT, authenticator);
        this.peers = addressesOf(instance.unicastPeers());
        this.checksumForm = instance.checksumForm();
    }

    private Authenticator authenticatorOf(VrrpInstance speaker) {
        return Authenticator.of(speaker, sequences, surroundings.loop()::wallTime);
    }

    private static List<byte[]> addressesOf(List<UnicastPeer> peers) {
        return peers.stream().map(peer -> peer.address().getAddress()).toList();
    }

    /** Speaks and listens by a changed configuration; through which port follows with {@link #begin}. */
    void adapt(VrrpInstance changed) {
        if (changed.checksumForm() != instance.checksumForm()) {
            checksumForm = changed.checksumForm();
        }
        if (!changed.authentication()
                .getClass()
                .equals(instance.authentication().getClass())) {
            sequences = new Sequences();
        }
        instance = changed;
        authenticator = authenticatorOf(changed);
        rules = new ReceiveRules(changed, ReceiveRules.Strictness.LENIENT, authenticator);
        peers = addressesOf(changed.unicastPeers());
    }

    /** The numbers of what was said and heard, and the form that was understood. */
    String numbers() {
        return sequences.text();
    }

    ChecksumForm checksumForm() {
        return checksumForm;
    }

    /** Goes on with what a predecessor said and heard. */
    void resume(String numbers, ChecksumForm understood) {
        sequences.remember(numbers);
        if (instance.checksumForm() == ChecksumForm.AUTO) {
            checksumForm = understood;
        }
    }

    /** Speaks through this port from now on, from this address. */
    void begin(Port port, VrrpInstance speaker, InetAddress source) {
        voice = new Voice(port, new AdvertisementPacket(speaker, source, authenticator), frameOf(speaker));
        rules.ownAddress(source);
        election.ownAddress(Bits.high(source), Bits.low(source));
    }

    private static @Nullable VirtualMacFrame frameOf(VrrpInstance speaker) {
        MacAddress mac = virtualMac(speaker);
        return mac == null ? null : new VirtualMacFrame(mac, speaker.multicastGroup());
    }

    private static @Nullable MacAddress virtualMac(VrrpInstance speaker) {
        VirtualLink link = speaker.advertisingLink();
        return link == null || link.mac() == 0 || speaker.unicast() ? null : new MacAddress(link.mac());
    }

    /** How much memory its unread packets are to have, 0 for as much as the system gives. */
    long wantedBuffer(int mtu) {
        return instance.reception().bufferBytes() + (long) instance.reception().bufferMtus() * mtu;
    }

    /** Whether what it sends comes from a virtual hardware address. */
    boolean bearsVirtualMac() {
        return virtualMac(instance) != null;
    }

    /** Makes switches send what is for the virtual hardware address here, until somebody else speaks from it again. */
    void recallVirtualMac() {
        Voice now = voice;
        MacAddress mac = virtualMac(instance);
        if (now != null && mac != null) {
            boolean sent = now.port().sendFrame(AnnouncementFrame.forSwitches(mac));
            counters.add(sent ? Counters.Count.ANNOUNCEMENTS_SENT : Counters.Count.SEND_ERRORS);
        }
    }

    /** Falls silent. */
    void end() {
        voice = null;
    }

    /** A packet with this virtual router's VRID arrived. */
    void received(Advertisement packet) {
        Discard refused = rules.judge(packet);
        if (refused != null) {
            (refused.global() ? surroundings.counters() : counters).add(refused);
            counters.add(Counters.Count.PACKETS_DISCARDED);
            complain(refused, packet, true);
            return;
        }
        counters.add(Counters.Count.ADVERTISEMENT_RCVD);
        if (packet.priority() == 0) {
            counters.add(Counters.Count.PRIORITY_ZERO_RCVD);
        }
        int warnings = packet.warnings();
        if (warnings != 0) {
            counters.addAll(warnings);
            for (int rest = warnings; rest != 0; rest &= rest - 1) {
                complain(Discard.of(Integer.numberOfTrailingZeros(rest)), packet, false);
            }
        }
        if (instance.checksumForm() == ChecksumForm.AUTO && packet.checksumForm() != ChecksumForm.AUTO) {
            // The two forms do not understand each other: speak the one that was heard.
            checksumForm = packet.checksumForm();
        }
        election.advertisementReceived(
                surroundings.loop().nanoTime(),
                packet.priority(),
                packet.intervalNanos(),
                packet.sourceHigh(),
                packet.sourceLow());
    }

    private void complain(Discard complaint, Advertisement packet, boolean dropped) {
        if (reporter.isNew(complaint)) {
            InetAddress sender = Bits.address(packet.family(), packet.sourceHigh(), packet.sourceLow());
            reporter.complain(complaint, AddressText.of(sender), dropped);
        }
    }

    /** Sends an advertisement to the group, or to each peer. */
    void advertise(int priority) {
        Voice now = voice;
        if (now == null) {
            return;
        }
        now.packet().begin(priority, checksumForm);
        if (!instance.unicast()) {
            send(now, now.packet().toGroup(), priority);
            return;
        }
        for (int i = 0; i < peers.size(); i++) {
            send(now, now.packet().toPeer(peers.get(i)), priority);
        }
    }

    private void send(Voice now, ByteBuffer packet, int priority) {
        if (!now.send(packet)) {
            counters.add(Counters.Count.SEND_ERRORS);
            return;
        }
        counters.add(Counters.Count.ADVERTISEMENT_SENT);
        if (priority == 0) {
            counters.add(Counters.Count.PRIORITY_ZERO_SENT);
        }
    }
}
