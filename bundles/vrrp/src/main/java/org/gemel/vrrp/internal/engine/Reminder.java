package org.gemel.vrrp.internal.engine;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.gemel.api.config.VirtualLink;
import org.gemel.api.config.VrrpInstance;
import org.gemel.api.platform.EventLoop;
import org.gemel.vrrp.internal.packet.AnnouncementFrame;
import org.jspecify.annotations.Nullable;

/**
 * Reminds switches where a master's hardware addresses are. A master that has just been preempted may still answer our
 * gratuitous ARP requests from the hardware address that is ours now, and switches believe whom they heard last; so the
 * virtual ones say once more where they are, in frames that nobody answers. Where no advertisement does so later, an
 * announcement from time to time does (garp_extra_if).
 */
final class Reminder {

    /** When after the takeover, each from the one before, in nanoseconds; a busy master needs some time to go. */
    private static final long[] AGAIN = {10_000_000L, 40_000_000L, 200_000_000L};

    private final EventLoop loop;
    private final List<HeldAddress> held;
    private final Counters counters;
    private final EventLoop.Timer again;
    private final EventLoop.Timer upkeep;
    private final List<Frame> frames = new ArrayList<>();
    private VrrpInstance instance;
    private int said;

    private record Frame(LinkPort port, ByteBuffer bytes) {}

    Reminder(EventLoop loop, List<HeldAddress> held, Counters counters, VrrpInstance instance) {
        this.loop = loop;
        this.held = held;
        this.counters = counters;
        this.instance = instance;
        this.again = loop.newTimer(this::sayAgain);
        this.upkeep = loop.newTimer(this::keepUp);
    }

    /** The addresses have been taken. */
    void begin() {
        frames.clear();
        Set<String> links = new HashSet<>();
        for (HeldAddress each : held) {
            VirtualLink link = virtualLink(each);
            if (link != null && links.add(link.name())) {
                frames.add(new Frame(
                        each.port(),
                        AnnouncementFrame.unanswered(
                                each.address().address(), each.link().mac())));
            }
        }
        said = 0;
        if (!frames.isEmpty()) {
            again.arm(loop.nanoTime() + AGAIN[0]);
        }
        armUpkeep();
    }

    /** Whether something is still to be said again. */
    boolean reminds() {
        return again.armed();
    }

    /** Goes on as a predecessor would have. */
    void resume(boolean reminds) {
        if (reminds) {
            begin();
        } else {
            armUpkeep();
        }
    }

    private @Nullable VirtualLink virtualLink(HeldAddress address) {
        for (VirtualLink each : instance.virtualLinks()) {
            if (each.name().equals(address.link().name())) {
                return each;
            }
        }
        return null;
    }

    private void sayAgain() {
        for (int i = 0; i < frames.size(); i++) {
            Frame frame = frames.get(i);
            counters.add(
                    frame.port().port().sendFrame(frame.bytes())
                            ? Counters.Count.ANNOUNCEMENTS_SENT
                            : Counters.Count.SEND_ERRORS);
        }
        said++;
        if (said < AGAIN.length) {
            again.arm(loop.nanoTime() + AGAIN[said]);
        }
    }

    private void keepUp() {
        for (int i = 0; i < held.size(); i++) {
            if (isForgotten(held.get(i))) {
                held.get(i).announce(counters);
            }
        }
        armUpkeep();
    }

    /** Whether no advertisement comes from the hardware address that an address is behind. */
    private boolean isForgotten(HeldAddress address) {
        VirtualLink link = virtualLink(address);
        if (link != null) {
            return !link.advertises();
        }
        return instance.announcements().upkeepEverywhere()
                && !address.link().name().equals(instance.interfaceName());
    }

    private void armUpkeep() {
        long period = instance.announcements().upkeep().toNanos();
        if (period > 0) {
            upkeep.arm(loop.nanoTime() + period);
        }
    }

    /** Goes by a changed configuration. */
    void adapt(VrrpInstance changed, boolean master) {
        instance = changed;
        upkeep.disarm();
        if (master) {
            armUpkeep();
        }
    }

    /** The addresses are given up. */
    void stop() {
        again.disarm();
        upkeep.disarm();
    }
}
