package org.gemel.bfd.internal;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.gemel.api.config.Family;
import org.gemel.api.config.TrackerDefinition.BfdSession;
import org.gemel.api.platform.Datagram;
import org.gemel.api.platform.Platform;
import org.gemel.api.tracker.Health;
import org.gemel.api.tracker.Tracker;
import org.gemel.bfd.internal.packet.ControlPacket;
import org.gemel.bfd.internal.packet.Discard;
import org.jspecify.annotations.Nullable;

/** All BFD of one platform: hears the ports and hands each packet to the neighbour that it is from. Loop thread only. */
final class Speaker {

    private static final int SLOT_BITS = 14;
    private static final int MOST_NEIGHBOURS = 1 << SLOT_BITS;

    private final Platform platform;
    private final SplittableRandom random;
    private final Runnable idle;
    /** By the lower bits of their discriminators. */
    private final List<@Nullable Neighbour> neighbours = new ArrayList<>();

    private final List<Ear> ears = new ArrayList<>();
    private final ControlPacket packet = new ControlPacket();

    /** @param idle called when the last neighbour is gone */
    Speaker(Platform platform, SplittableRandom random, Runnable idle) {
        this.platform = platform;
        this.random = random;
        this.idle = idle;
    }

    Platform platform() {
        return platform;
    }

    /**
     * Watches a neighbour. If it is watched already it goes on with what is new in the definition, whoever watched it: a
     * changed configuration is no reason for the other side to lose the session.
     */
    Tracker watch(BfdSession definition, Consumer<Health> news) {
        for (Neighbour neighbour : neighbours) {
            if (neighbour != null && neighbour.isFor(definition)) {
                return neighbour.watch(definition, news);
            }
        }
        int slot = freeSlot();
        int discriminator = random.nextInt(1, 1 << 32 - SLOT_BITS) << SLOT_BITS | slot;
        Ear ear = ear(Family.of(definition.neighbour()), Neighbour.port(definition));
        Neighbour neighbour = new Neighbour(this, ear, definition, discriminator, random.split());
        neighbours.set(slot, neighbour);
        Tracker tracker = neighbour.watch(definition, news);
        neighbour.start();
        return tracker;
    }

    private int freeSlot() {
        int free = neighbours.indexOf(null);
        if (free >= 0) {
            return free;
        }
        if (neighbours.size() == MOST_NEIGHBOURS) {
            // RFC 5881 4: as many as there are source ports.
            throw new IllegalStateException("more than " + MOST_NEIGHBOURS + " BFD sessions");
        }
        neighbours.add(null);
        return neighbours.size() - 1;
    }

    private Ear ear(Family family, int port) {
        for (Ear ear : ears) {
            if (ear.hears(family, port)) {
                return ear;
            }
        }
        Ear ear = new Ear(platform, family, port, this::received);
        ears.add(ear);
        return ear;
    }

    /** The neighbour has ended. */
    void remove(Neighbour neighbour) {
        neighbours.set(neighbours.indexOf(neighbour), null);
        if (neighbours.stream().noneMatch(other -> other != null && other.ear() == neighbour.ear())) {
            ears.remove(neighbour.ear());
            neighbour.ear().close();
        }
        if (ears.isEmpty()) {
            idle.run();
        }
    }

    private void received(Datagram datagram, boolean multihop) {
        Discard discard = packet.read(datagram.payload());
        Neighbour neighbour = discard == null && packet.yours() != 0
                ? neighbour(packet.yours(), datagram.source(), multihop)
                : neighbour(datagram.source(), datagram.linkIndex(), multihop);
        if (neighbour != null) {
            neighbour.received(packet, discard, datagram.ttl());
        }
    }

    private @Nullable Neighbour neighbour(int discriminator, ByteBuffer source, boolean multihop) {
        int slot = discriminator & MOST_NEIGHBOURS - 1;
        Neighbour neighbour = slot < neighbours.size() ? neighbours.get(slot) : null;
        return neighbour != null && neighbour.discriminator() == discriminator && neighbour.sends(source, multihop)
                ? neighbour
                : null;
    }

    private @Nullable Neighbour neighbour(ByteBuffer source, int linkIndex, boolean multihop) {
        for (int i = 0; i < neighbours.size(); i++) {
            Neighbour neighbour = neighbours.get(i);
            if (neighbour != null && neighbour.sends(source, multihop) && neighbour.mayBeOn(linkIndex)) {
                return neighbour;
            }
        }
        return null;
    }
}
