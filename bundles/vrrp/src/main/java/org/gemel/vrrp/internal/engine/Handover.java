package org.gemel.vrrp.internal.engine;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.gemel.api.config.VrrpInstance;
import org.gemel.api.engine.HandoverResult;
import org.gemel.api.platform.EventLoop;
import org.gemel.api.status.VrrpState;
import org.gemel.vrrp.internal.election.Timing;
import org.gemel.vrrp.internal.election.Yielding;
import org.jspecify.annotations.Nullable;

/**
 * Make before break: masters that keep together give their addresses to the others and serve until those advertise, and a
 * moment more. First they advertise the lowest priority, for as long as a backup that preempts may take; then, where nobody
 * preempts, and at once at the end of the appliance or when they may not serve any more, they resign. A sync group goes as a whole or not at all: where one
 * member is not taken over even then, those that are take their addresses back. Loop thread only.
 */
final class Handover {

    private static final long MILLI = 1_000_000L;

    /** A router that has advertised has its addresses, and has told the LAN, within this time, also on a busy machine. */
    private static final long SETTLING = 250 * MILLI;

    /** However slowly it announces (garp_interval): what comes later, clients learn from its second round, or ask. */
    private static final long LONGEST_SETTLING = 3_000 * MILLI;

    /** Who takes over one member of a sync group takes over the others within this time. */
    private static final long TOGETHER = 300 * MILLI;

    /** How long somebody who may not serve any more waits for a successor at most. */
    private static final Duration PATIENCE = Duration.ofSeconds(4);

    /** What timers and packets may be late. */
    private static final long LATENESS = 50 * MILLI;

    private enum Phase {
        /** They advertise the lowest priority. */
        LOWERED,
        /** Some have a successor, and the others are about to. */
        GATHERING,
        /** Those that have no successor have resigned. */
        RESIGNED,
        /** All have, and the LAN learns of it. */
        SETTLING,
        OVER
    }

    private final List<VirtualRouter> members;
    private final EventLoop loop;
    private final EventLoop.Timer timer;
    private final Outcome outcome;
    private final CompletableFuture<List<HandoverResult>> results = new CompletableFuture<>();
    /** Whose successors were heard more than once, or are not waited for to be. */
    private final Set<VirtualRouter> confirmed = new HashSet<>();

    private Phase phase = Phase.LOWERED;
    private @Nullable Consumer<VirtualRouter> ending;
    /** When who ends is to be done with it, but for {@link #SETTLING}. */
    private long latest;

    private boolean departing;
    /** Whether somebody wants it, whatever a router may or may not. */
    private boolean wished;

    private Handover(List<VirtualRouter> members, EventLoop loop) {
        this.members = List.copyOf(members);
        this.loop = loop;
        this.timer = loop.newTimer(this::expired);
        this.outcome = new Outcome(loop.nanoTime());
        members.forEach(each -> each.handover(this));
    }

    /** Masters give their addresses away and become backups that do not preempt. */
    static Handover begin(List<VirtualRouter> masters, EventLoop loop) {
        Handover handover = new Handover(masters, loop);
        handover.wished = true;
        masters.forEach(each -> each.election().giving().lower(loop.nanoTime()));
        handover.await(handover.longestTakeover(true));
        return handover;
    }

    /** Masters give their addresses away and end, also if nobody takes them in time. */
    static Handover retire(List<VirtualRouter> masters, EventLoop loop, Duration limit) {
        Handover handover = new Handover(masters, loop);
        handover.retire(limit);
        return handover;
    }

    /** Masters that are not to serve any more give their addresses away, and then do what is theirs without a successor. */
    static Handover depart(List<VirtualRouter> masters, EventLoop loop) {
        Handover handover = new Handover(masters, loop);
        handover.depart();
        return handover;
    }

    /** From now on it is about a router that is not to serve any more, unless that ends anyway. */
    void depart() {
        if (ending == null) {
            departing = true;
            end(PATIENCE, VirtualRouter::depart);
        }
    }

    /** Who was not to serve any more may, and does, unless it was succeeded. */
    void recover() {
        if (departing && wished) {
            departing = false;
            ending = null;
        } else if (departing && phase == Phase.RESIGNED) {
            outcome.abandon("what had failed is well again, which ended the handover");
            end();
            members.forEach(VirtualRouter::serveOn);
            conclude();
        }
    }

    /** Whether its members serve on for now. */
    boolean goesOn() {
        return phase != Phase.OVER;
    }

    /** From now on it is about ending, within a time. */
    void retire(Duration limit) {
        departing = false;
        end(limit, each -> each.resign("stopped"));
    }

    private void end(Duration limit, Consumer<VirtualRouter> how) {
        ending = how;
        latest = loop.nanoTime() + limit.toNanos();
        if (phase == Phase.LOWERED || phase == Phase.GATHERING) {
            resign();
        }
        if (phase == Phase.RESIGNED) {
            // Who was heard once may be there and have missed the resignation; where nobody was, there may be nobody.
            boolean others = members.stream().anyMatch(each -> each.election().othersHeard());
            await(Math.min(limit.toNanos(), longestTakeover(others)));
        }
    }

    /** What became of it, in the order of the members; completed on the loop. */
    CompletableFuture<List<HandoverResult>> results() {
        return results;
    }

    /**
     * A member's successor advertises. It may do so before it serves (RFC 9568 6.4.2), and switches believe it already: the member
     * calls its virtual MAC back if there is the time to serve until the successor speaks again, and only then.
     */
    void successorHeard(VirtualRouter member) {
        if (untilHeardAgain(member) <= longestSettling()) {
            member.recallVirtualMac();
        } else {
            confirmed.add(member);
        }
        proceed();
    }

    /** However late it is, a moment is left. */
    private long longestSettling() {
        return ending == null
                ? LONGEST_SETTLING
                : Math.min(LONGEST_SETTLING, Math.max(SETTLING, latest - loop.nanoTime()));
    }

    private static long untilHeardAgain(VirtualRouter member) {
        return member.election().giving().successorInterval() + LATENESS;
    }

    private void proceed() {
        if (members.stream().allMatch(Handover::isReady)) {
            phase = Phase.SETTLING;
            long time = members.stream().mapToLong(this::settlingTime).max().orElse(0);
            await(Math.min(time, longestSettling()));
        } else if (phase == Phase.LOWERED) {
            phase = Phase.GATHERING;
            await(TOGETHER);
        } else if (phase == Phase.RESIGNED) {
            // Who heard the others resign has done so by then.
            timer.arm(Timing.earlier(timer.deadline(), loop.nanoTime() + longestTakeover(false)));
        }
    }

    /** A member's successor has advertised again: by now it serves what it has advertised before. */
    void successorHeardAgain(VirtualRouter member) {
        confirmed.add(member);
        if (phase == Phase.SETTLING
                && members.stream().filter(Handover::isMaster).allMatch(confirmed::contains)
                && members.stream().allMatch(VirtualRouter::advertisesVirtualMac)) {
            await(0);
        }
    }

    /** A member is not master any more, whatever the reason. */
    void left() {
        if (phase == Phase.OVER) {
            return;
        }
        if (members.stream().noneMatch(Handover::isMaster)) {
            end();
            loop.execute(this::conclude);
        } else if (phase != Phase.SETTLING && members.stream().allMatch(Handover::isReady)) {
            proceed();
        }
    }

    /** Another engine goes on in the place of this one, as if nothing had been given away. */
    void abandon() {
        if (phase != Phase.OVER) {
            outcome.abandon("the engine was replaced meanwhile, which ended the handover");
            end();
            conclude();
        }
    }

    private static boolean isMaster(VirtualRouter member) {
        return member.election().state() == VrrpState.MASTER;
    }

    private static boolean isReady(VirtualRouter member) {
        return !isMaster(member) || member.election().giving().phase() == Yielding.SUCCEEDED;
    }

    /** How long a backup may take at most that preempts, or at least waits for the master; or that heard of a resignation. */
    private long longestTakeover(boolean masterDown) {
        return members.stream()
                        .filter(each -> !isReady(each))
                        .mapToLong(each -> longestTakeover(each.instance(), masterDown))
                        .max()
                        .orElse(0)
                + LATENESS;
    }

    /** By the protocol, if others go by the same interval. */
    private static long longestTakeover(VrrpInstance instance, boolean masterDown) {
        long interval = instance.advertInterval().toNanos();
        return masterDown
                ? Timing.longestMasterDown(instance.version(), interval, instance.downTimerAdverts())
                : Timing.longestSkew(instance.version(), interval);
    }

    /**
     * Clients learn of the successor from the announcements that follow its advertisement. Where they have nothing to learn,
     * since the hardware address goes with the addresses, a switch sends everything to whoever spoke from it last: that is this
     * router if it has called it back, until the successor advertises again.
     */
    private long settlingTime(VirtualRouter member) {
        if (!member.advertisesVirtualMac()) {
            return SETTLING + member.announcingTime();
        }
        return confirmed.contains(member) ? 0 : untilHeardAgain(member);
    }

    private void await(long time) {
        timer.arm(loop.nanoTime() + time);
    }

    private void expired() {
        if (phase == Phase.LOWERED || phase == Phase.GATHERING) {
            members.stream().filter(each -> !isReady(each)).forEach(outcome::notPreempted);
            resign();
            await(longestTakeover(false));
        } else if (phase == Phase.RESIGNED && ending == null) {
            keep();
        } else if (phase != Phase.OVER) {
            release();
        }
    }

    private void resign() {
        phase = Phase.RESIGNED;
        members.forEach(each -> each.election().giving().resign());
    }

    private void keep() {
        end();
        members.stream().filter(each -> !isReady(each)).forEach(outcome::notSucceeded);
        members.forEach(VirtualRouter::serveOn);
        conclude();
    }

    private void release() {
        end();
        if (ending != null) {
            members.forEach(ending);
        } else {
            long now = loop.nanoTime();
            members.forEach(each -> each.election().giving().letGo(now, "handed over"));
        }
        conclude();
    }

    private void end() {
        phase = Phase.OVER;
        timer.disarm();
    }

    private void conclude() {
        members.forEach(each -> each.handoverOver(this));
        if (departing && !wished) {
            members.forEach(each -> each.election().giving().standAgain());
        }
        long now = loop.nanoTime();
        results.complete(members.stream().map(each -> outcome.of(each, now)).toList());
    }
}
