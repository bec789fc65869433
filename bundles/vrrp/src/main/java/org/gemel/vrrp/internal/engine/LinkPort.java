package org.gemel.vrrp.internal.engine;

import java.nio.ByteBuffer;
import java.util.BitSet;
import java.util.function.BiConsumer;
import org.gemel.api.config.Family;
import org.gemel.api.platform.Link;
import org.gemel.api.platform.Network;
import org.gemel.api.platform.PlatformException;
import org.gemel.api.platform.Port;
import org.gemel.vrrp.internal.packet.Advertisement;
import org.gemel.vrrp.internal.packet.Discard;
import org.gemel.vrrp.internal.packet.ReceiveRules;
import org.jspecify.annotations.Nullable;

/** A link opened for one family, shared by its virtual routers: finds the one that a packet is for. */
final class LinkPort {

    private final Link link;
    private final Family family;
    private final Port port;
    private final Counters engineCounters;
    private final Advertisement packet = new Advertisement();
    private final @Nullable Conversation[] byVrid = new Conversation[256];
    private final BitSet strangers = new BitSet(256);
    private @Nullable BiConsumer<Link, Advertisement> unknown;
    private int users;

    LinkPort(Network network, Link link, Family family, Counters engineCounters) throws PlatformException {
        this.link = link;
        this.family = family;
        this.engineCounters = engineCounters;
        this.port = network.open(link, family, this::received);
    }

    boolean is(Link other, Family otherFamily) {
        return link.index() == other.index() && family == otherFamily;
    }

    void use() {
        users++;
    }

    /** Returns whether nobody uses it any more. */
    boolean leave() {
        users--;
        return users == 0;
    }

    Port port() {
        return port;
    }

    /** As {@link LinkPorts#tellOfUnknown}. */
    void tellOfUnknown(@Nullable BiConsumer<Link, Advertisement> listener) {
        unknown = listener;
        strangers.clear();
    }

    /**
     * Hands the packets of a VRID to a virtual router's conversation.
     *
     * @throws PlatformException if the kernel does not give the memory that the conversation wants for packets
     */
    void attach(Conversation conversation, int vrid) throws PlatformException {
        byVrid[vrid] = conversation;
        long bytes = 0;
        for (Conversation each : byVrid) {
            bytes += each == null ? 0 : each.wantedBuffer(link.mtu());
        }
        if (bytes > 0) {
            port.receiveBuffer((int) Math.min(Integer.MAX_VALUE / 2, bytes));
        }
    }

    void detach(Conversation conversation) {
        for (int vrid = 0; vrid < byVrid.length; vrid++) {
            if (byVrid[vrid] == conversation) {
                byVrid[vrid] = null;
            }
        }
    }

    private void received(ByteBuffer buffer) {
        engineCounters.add(Counters.Count.PACKETS_RCVD);
        Discard refused = packet.wrap(buffer);
        if (refused == null && packet.vrid() < 0) {
            refused = Discard.PACKET_LENGTH_ERROR;
        }
        Conversation conversation = refused == null ? byVrid[packet.vrid()] : null;
        if (conversation != null) {
            conversation.received(packet);
            return;
        }
        if (refused == null) {
            refused = ReceiveRules.judgeHeader(packet);
        }
        if (refused == null && unknown != null && !strangers.get(packet.vrid())) {
            strangers.set(packet.vrid());
            unknown.accept(link, packet);
        }
        engineCounters.add(refused == null ? Discard.VRID_ERROR : refused);
        engineCounters.add(Counters.Count.PACKETS_DISCARDED);
    }
}
