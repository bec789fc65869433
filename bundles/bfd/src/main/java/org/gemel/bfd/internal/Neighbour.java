package org.gemel.bfd.internal;

import java.net.Inet6Address;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.gemel.api.config.AddressText;
import org.gemel.api.config.TrackerDefinition.BfdSession;
import org.gemel.api.platform.EventLoop;
import org.gemel.api.tracker.Health;
import org.gemel.api.tracker.Tracker;
import org.gemel.bfd.internal.packet.ControlPacket;
import org.gemel.bfd.internal.packet.Discard;
import org.gemel.bfd.internal.packet.State;
import org.gemel.bfd.internal.session.Actions;
import org.gemel.bfd.internal.session.Parameters;
import org.gemel.bfd.internal.session.Session;
import org.jspecify.annotations.Nullable;

/** The session with one neighbour, joined to a platform, for whoever watches it. Outlives trackers that follow each other. */
final class Neighbour implements Actions {

    private final Speaker speaker;
    private final Ear ear;
    private final EventLoop loop;
    private final EventLoop.Timer transmitTimer;
    private final EventLoop.Timer detectTimer;
    private final EventLoop.Timer patience;
    private final Session session;
    private final Mouth mouth;
    private final Hops hops = new Hops();
    private final ByteBuffer address;
    private final ByteBuffer bytes = ByteBuffer.allocateDirect(ControlPacket.LENGTH);
    private BfdSession definition;
    private Health health = new Health.Unknown();
    private final List<BfdTracker> trackers = new ArrayList<>();
    private @Nullable Discard lastDiscard;
    /** How long it was silent when it was given up, in nanoseconds. */
    private long detectionTime;

    Neighbour(Speaker speaker, Ear ear, BfdSession definition, int discriminator, SplittableRandom random) {
        this.speaker = speaker;
        this.ear = ear;
        this.definition = definition;
        loop = speaker.platform().loop();
        transmitTimer = loop.newTimer(this::transmitDue);
        detectTimer = loop.newTimer(this::detectionDue);
        patience = loop.newTimer(this::notFound);
        session = new Session(discriminator, parameters(definition), random, this);
        mouth = new Mouth(speaker.platform(), definition, random);
        address = ByteBuffer.wrap(definition.neighbour().getAddress());
    }

    private static Parameters parameters(BfdSession definition) {
        return new Parameters(
                micros(definition.transmitInterval()),
                micros(definition.receiveInterval()),
                micros(definition.idleInterval()),
                definition.multiplier(),
                definition.passive());
    }

    private static long micros(Duration interval) {
        return interval.toNanos() / 1_000;
    }

    static int port(BfdSession definition) {
        return definition.multihop() ? Ear.MULTIHOP_PORT : Ear.PORT;
    }

    /** Whether a definition is about this neighbour on this path: then discriminators and the source port are kept. */
    boolean isFor(BfdSession other) {
        return definition.neighbour().equals(other.neighbour())
                && scope(definition) == scope(other)
                && Objects.equals(definition.source(), other.source())
                && definition.multihop() == other.multihop();
    }

    private static int scope(BfdSession definition) {
        return definition.neighbour() instanceof Inet6Address ipv6 ? ipv6.getScopeId() : 0;
    }

    /** Tells somebody from now on, and nobody else; goes on with their definition. */
    Tracker watch(BfdSession changed, Consumer<Health> news) {
        boolean same = changed.equals(definition);
        definition = changed;
        BfdTracker watching = new BfdTracker(this, news);
        trackers.add(watching);
        if (!same) {
            mouth.change(changed);
            session.change(parameters(changed), loop.nanoTime());
        }
        return watching;
    }

    void start() {
        long now = loop.nanoTime();
        patience.arm(now + session.patience());
        session.start(now);
    }

    /** Ends the session, unless somebody else watches it or takes it over within this turn of the loop. */
    void leave(BfdTracker leaving) {
        if (trackers.remove(leaving)) {
            loop.execute(this::endUnlessWatched);
        }
    }

    private void endUnlessWatched() {
        if (trackers.isEmpty() && session.state() != State.ADMIN_DOWN) {
            session.stop();
            transmitTimer.disarm();
            detectTimer.disarm();
            patience.disarm();
            mouth.close();
            speaker.remove(this);
        }
    }

    Ear ear() {
        return ear;
    }

    int discriminator() {
        return session.discriminator();
    }

    /** Whether packets with that source are this neighbour's. */
    boolean sends(ByteBuffer source, boolean multihop) {
        return definition.multihop() == multihop && address.equals(source);
    }

    /** Whether it may be heard on a link: the same link-local address may be somebody else's elsewhere. */
    boolean mayBeOn(int linkIndex) {
        int bound = definition.neighbour().isLinkLocalAddress() ? mouth.linkIndex() : 0;
        return bound == 0 || linkIndex == 0 || bound == linkIndex;
    }

    /**
     * A packet from this neighbour's address.
     *
     * @param discard why it is not taken, null if nothing speaks against it so far
     */
    void received(ControlPacket packet, @Nullable Discard discard, int ttl) {
        if (!hops.near(ttl, definition, session.state())) {
            lastDiscard = Discard.TTL;
        } else if (discard != null) {
            lastDiscard = discard;
        } else if (packet.yours() != 0 && packet.yours() != session.discriminator()) {
            lastDiscard = Discard.YOUR_DISCRIMINATOR;
        } else {
            lastDiscard = null;
            session.received(packet, loop.nanoTime());
        }
    }

    @Override
    public void send(ControlPacket packet) {
        packet.write(bytes);
        mouth.send(bytes, session.state() == State.UP);
    }

    @Override
    public void transmitAt(long deadline) {
        transmitTimer.arm(deadline);
    }

    @Override
    public void transmitNever() {
        transmitTimer.disarm();
    }

    @Override
    public void detectAt(long deadline) {
        detectTimer.arm(deadline);
    }

    private void transmitDue() {
        session.transmitDue(loop.nanoTime());
    }

    private void detectionDue() {
        detectionTime = session.detectionTime();
        session.detectionDue(loop.nanoTime());
    }

    @Override
    public void changed() {
        if (session.state() == State.UP) {
            patience.disarm();
            become(new Health.Well());
        } else if (health instanceof Health.Well) {
            become(new Health.Failed(Reasons.down(definition, session, detectionTime)));
        }
    }

    private void notFound() {
        if (health instanceof Health.Unknown) {
            become(new Health.Failed(Reasons.notFound(definition, session, obstacle(), lastDiscard)));
        }
    }

    private void become(Health next) {
        if (!next.equals(health)) {
            health = next;
            for (BfdTracker watching : List.copyOf(trackers)) {
                if (trackers.contains(watching)) {
                    watching.tell(next);
                }
            }
        }
    }

    Health health() {
        return health;
    }

    private String obstacle() {
        return ear.obstacle().isEmpty() ? mouth.obstacle() : ear.obstacle();
    }

    String detail() {
        return Reasons.detail(session, obstacle(), lastDiscard);
    }

    @Override
    public String toString() {
        return definition.name() + " " + AddressText.of(definition.neighbour());
    }
}
