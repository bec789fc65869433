package org.gemel.vrrp.internal.election;

import org.gemel.api.status.VrrpState;

/** How a master gives its addresses away while it serves them on, so that nobody misses them. */
public final class GivingAway {

    /** What a master advertises that wants to be preempted: no backup but one of the same priority follows it. */
    public static final int LOWEST_PRIORITY = 1;

    private final Election election;
    private final Actions actions;
    private final Preemption preemption;
    /** Who was heard last meanwhile. */
    private final KnownMaster successor = new KnownMaster();

    private Yielding phase = Yielding.NOT;

    GivingAway(Election election, Actions actions, Preemption preemption) {
        this.election = election;
        this.actions = actions;
        this.preemption = preemption;
    }

    /** How far it has come. */
    public Yielding phase() {
        return phase;
    }

    /** A master asks backups that preempt to take over, and serves on. */
    public void lower(long now) {
        if (election.state() == VrrpState.MASTER && phase == Yielding.NOT) {
            phase = Yielding.LOWERED;
            preemption.abstain(true);
            election.announce(now);
        }
    }

    /** A master resigns, whereupon any backup takes over, and serves on. */
    public void resign() {
        if (election.state() == VrrpState.MASTER && advertises()) {
            election.sayGoodbye();
            phase = Yielding.RESIGNED;
            preemption.abstain(true);
            actions.disarmTimer();
        }
    }

    /** The master stays; who has taken over hears of it. */
    public void keep(long now) {
        if (phase != Yielding.NOT) {
            phase = Yielding.NOT;
            preemption.abstain(false);
            election.stay(now);
        }
    }

    /** A master that is yielding becomes a backup, of its successor if one was heard. */
    public void letGo(long now, String reason) {
        if (phase == Yielding.SUCCEEDED) {
            election.follow(successor, reason);
        } else if (phase != Yielding.NOT) {
            election.sayGoodbye();
            election.stepDown(now, reason);
        }
    }

    /** A backup that has handed its addresses over stands for election as any other. */
    public void standAgain() {
        if (phase == Yielding.NOT) {
            preemption.abstain(false);
        }
    }

    /** The master gives nothing away any more, unless somebody else has taken over; whether it did until now. */
    boolean abandon() {
        if (phase != Yielding.LOWERED && phase != Yielding.RESIGNED) {
            return false;
        }
        phase = Yielding.NOT;
        preemption.abstain(false);
        return true;
    }

    /** It is over: this router is no master any more, or is one anew. */
    void end() {
        phase = Yielding.NOT;
    }

    /** Whether a master has advertisements to send. */
    boolean advertises() {
        return phase == Yielding.NOT || phase == Yielding.LOWERED;
    }

    /** What a master advertises that has this priority. */
    int advertised(int priority) {
        return phase == Yielding.LOWERED ? LOWEST_PRIORITY : priority;
    }

    /** A valid advertisement came from somebody else. */
    void heard(long now, int theirs, long interval, long high, long low) {
        if (phase != Yielding.SUCCEEDED && !succeeds(theirs, high, low)) {
            return;
        }
        boolean again = phase == Yielding.SUCCEEDED && successor.high == high && successor.low == low;
        successor.become(theirs, high, low);
        successor.interval = interval;
        successor.heardAt = now;
        if (phase != Yielding.SUCCEEDED) {
            phase = Yielding.SUCCEEDED;
            actions.disarmTimer();
            actions.successorHeard();
        } else if (again) {
            actions.successorHeardAgain();
        }
    }

    /** How long a successor that was heard waits between its advertisements, in nanoseconds. */
    public long successorInterval() {
        return successor.interval;
    }

    /** Two masters that yield to each other must not both go. */
    private boolean succeeds(int theirs, long high, long low) {
        boolean alike = phase == Yielding.LOWERED && theirs == LOWEST_PRIORITY;
        return theirs != 0 && (!alike || election.isBelow(high, low));
    }
}
