package org.gemel.vrrp.internal.election;

import org.gemel.api.config.VrrpInstance;
import org.gemel.api.status.VrrpState;
import org.gemel.vrrp.internal.packet.Bits;

/**
 * The state machine of one virtual router (RFC 3768 6.4, RFC 9568 6.4) with what operators need beyond it: preemption
 * delay, the lease, and giving the addresses away while serving ({@link GivingAway}).
 *
 * <p>A master serves on a lease: somebody takes the addresses away when it ends (in the real world the kernel). A master that
 * finds its lease over has not been running; it is no longer master, whatever it remembers, and stands for election again. So
 * does one that was silent for a master-down interval and finds another in its place.
 *
 * <p>All times are nanoseconds of one monotonic clock, passed in. Not safe for threads; allocates nothing per event.
 */
public final class Election {

    private final Actions actions;
    private final KnownMaster master = new KnownMaster();
    private final Preemption preemption;
    private final GivingAway giving;
    private final Parting parting;
    private final Rhythm rhythm = new Rhythm();
    private VrrpInstance instance;
    private int priority;
    private VrrpState state = VrrpState.INIT;
    private long ownHigh;
    private long ownLow;

    private long leaseEnd;
    private boolean othersHeard;
    private boolean vanished;

    public Election(VrrpInstance instance, Actions actions) {
        this.instance = instance;
        this.actions = actions;
        this.preemption = new Preemption(instance);
        this.parting = new Parting(actions);
        this.giving = new GivingAway(this, actions, preemption);
        this.priority = instance.priority();
        this.master.interval = ownInterval();
    }

    public VrrpState state() {
        return state;
    }

    /** How it gives its addresses away. */
    public GivingAway giving() {
        return giving;
    }

    /** Whether it has given its addresses away, and preempts nobody. */
    public boolean abstains() {
        return preemption.abstains();
    }

    /** Whether another router of this virtual router was ever heard. */
    public boolean othersHeard() {
        return othersHeard;
    }

    /** The priority in force. */
    public int priority() {
        return priority;
    }

    /** Sets the priority in force; the others hear of it with the next advertisement (behaviour 44). */
    public void priority(int effective) {
        priority = effective;
        if (state == VrrpState.MASTER) {
            master.priority = effective;
        }
    }

    /** The priority last advertised by the master, 0 if no master is known. */
    public int masterPriority() {
        return master.priority;
    }

    public long masterHigh() {
        return master.high;
    }

    public long masterLow() {
        return master.low;
    }

    /** Skew_Time with the interval in force. */
    public long skew() {
        return Timing.skew(instance.version(), priority, master.interval);
    }

    /** Master_Down_Interval with the interval in force. */
    public long masterDown() {
        return Timing.masterDown(instance.version(), priority, master.interval, instance.downTimerAdverts());
    }

    private long ownInterval() {
        return instance.advertInterval().toNanos();
    }

    /** Sets the address this router advertises from, which decides between equal priorities. */
    public void ownAddress(long high, long low) {
        ownHigh = high;
        ownLow = low;
    }

    /**
     * Startup (RFC 9568 6.4.1). Returning from a fault is a startup without the eager first wait.
     *
     * @param ownerServes whether the address owner becomes master at once
     */
    public void start(long now, boolean ownerServes) {
        if (vanished || (state != VrrpState.INIT && state != VrrpState.FAULT)) {
            return;
        }
        boolean eager = state == VrrpState.INIT && instance.startAsMaster();
        master.interval = ownInterval();
        forgetMaster();
        if (instance.owner() && ownerServes && !preemption.abstains()) {
            becomeMaster(now, "priority 255 owns the addresses");
            return;
        }
        long wait = eager ? Timing.eagerStart(instance.version(), ownInterval()) : masterDown();
        become(VrrpState.BACKUP, "started");
        actions.armTimer(now + wait);
    }

    /** A backup waits again as it did before somebody meddled with it. */
    public void recall(ElectionMemory before) {
        if (state == VrrpState.BACKUP && before.state() == VrrpState.BACKUP) {
            restore(before);
            master.interval = before.masterInterval();
            actions.armTimer(before.due());
        }
    }

    private void restore(ElectionMemory memory) {
        master.become(memory.masterPriority(), memory.masterHigh(), memory.masterLow());
        master.heardAt = memory.lastHeard();
        preemption.resume(memory.preemptFrom(), memory.abstains());
        othersHeard = memory.othersHeard();
        master.lowerHeard = memory.lowerHeard();
        master.resigned = memory.resigned();
        parting.unheard = memory.unheard();
    }

    /**
     * Says for the last time before a successor goes on that this router is master, so that the others wait the full time. One
     * that gives its addresses away does not any more, unless somebody else serves already.
     */
    public void suspend(long now) {
        if (giving.phase() == Yielding.SUCCEEDED) {
            giving.letGo(now, "gave its addresses away");
        } else if (serving(now)) {
            giving.abandon();
            announce(now);
        }
    }

    /** Another goes on in the place of this one: without a word, and for good. */
    public void vanish() {
        vanished = true;
        state = VrrpState.INIT;
        giving.end();
    }

    /** What a successor needs to go on; {@code due} is when the timer armed last expires. */
    public ElectionMemory memory(long due) {
        return ElectionMemory.of(
                state, priority, master, leaseEnd, rhythm, preemption, othersHeard, parting.unheard, due);
    }

    /**
     * Goes on where a predecessor was suspended; nothing is told, for nothing happened. A backup waits for what was left of its
     * time, because it could not hear the master meanwhile, and at least until that will have been heard again.
     *
     * @param memory how the predecessor was
     * @param suspended for how long nobody has listened
     * @return false if it cannot, because it has taken too long or there is nothing to go on with; it has to be started
     */
    public boolean resume(ElectionMemory memory, long suspended, long now) {
        if (state != VrrpState.INIT || memory.state() == VrrpState.INIT || !memory.inTime(instance, now)) {
            return false;
        }
        state = memory.state();
        priority = memory.priority();
        restore(memory);
        master.heardAt += suspended;
        leaseEnd = memory.leaseEnd();
        rhythm.last = memory.lastAdvertisement();
        rhythm.nextAnswer = memory.nextImmediateAnswer();
        if (state == VrrpState.MASTER) {
            armAdvertisement(Timing.later(now, Timing.earlier(memory.due(), now + ownInterval())));
        } else if (state == VrrpState.BACKUP) {
            if (memory.masterPriority() != 0 && instance.version() == 3) {
                master.interval = memory.masterInterval();
            }
            long due = Timing.earlier(memory.due() + suspended, now + masterDown());
            actions.armTimer(master.resigned ? due : Timing.later(due, now + master.interval + skew()));
        }
        return true;
    }

    /** Shutdown: a master says so with priority 0, and everybody else just stops. */
    public void shutdown(String reason) {
        leave(VrrpState.INIT, reason);
    }

    /** This router cannot serve. */
    public void fault(String reason) {
        leave(VrrpState.FAULT, reason);
    }

    /** A master that is about to be told to leave says so; once is enough. */
    public void sayGoodbye() {
        if (state == VrrpState.MASTER && giving.phase() != Yielding.SUCCEEDED) {
            parting.resign();
        }
    }

    private void leave(VrrpState to, String reason) {
        if (state == to) {
            return;
        }
        sayGoodbye();
        actions.disarmTimer();
        forgetMaster();
        become(to, reason);
    }

    /** The addresses of a master are granted until this time. */
    public void leased(long end) {
        leaseEnd = end;
    }

    /**
     * Whether this router still serves: a master whose lease has ended steps down here. To be asked before anything is done
     * for a master.
     */
    public boolean serving(long now) {
        if (state == VrrpState.MASTER && now - leaseEnd >= 0) {
            stepDown(now, "was not running until after its lease had ended");
        }
        return state == VrrpState.MASTER;
    }

    /** The timer armed last has expired: the master is down, or it is time to advertise. */
    public void timerExpired(long now) {
        if (state == VrrpState.BACKUP) {
            actions.masterIsDown(now, master.whyGone());
        } else if (serving(now)) {
            if (rhythm.wasSucceeded(now, instance, ownInterval())) {
                stepDown(now, "was not running until after a backup will have taken over");
                return;
            }
            advertise(now);
            actions.armTimer(rhythm.keep(now, ownInterval()));
        }
    }

    /** Becomes master now, if it is waiting for that. */
    public void takeOver(long now, String reason) {
        if (state == VrrpState.BACKUP) {
            boolean unheard = !master.resigned && !master.lowerHeard;
            becomeMaster(now, reason);
            parting.unheard = unheard;
        }
    }

    /** Waits for the master as long as if it had just been heard. */
    public void keepWaiting(long now) {
        if (state == VrrpState.BACKUP) {
            actions.armTimer(now + masterDown());
        }
    }

    /** A master stands for election again without a goodbye: somebody else serves, or is about to. */
    public void stepDown(long now, String reason) {
        if (giving.phase() == Yielding.SUCCEEDED) {
            giving.letGo(now, reason);
        } else if (state == VrrpState.MASTER) {
            forgetMaster();
            become(VrrpState.BACKUP, reason);
            actions.armTimer(now + masterDown());
        }
    }

    /** A master stands for election again as another of its group does. */
    public void stepDownWith(Election other, long now, String reason) {
        boolean serves = state == VrrpState.MASTER && now - leaseEnd < 0 && giving.phase() == Yielding.NOT;
        if (serves && other.master.interval <= other.ownInterval()) {
            parting.yield();
        }
        stepDown(now, reason);
    }

    /** Whether the master that this router waits for has said that it leaves. */
    public boolean masterResigned() {
        return state == VrrpState.BACKUP && master.resigned;
    }

    /** Whether this router follows a master to which it would yield, and which was heard of late. */
    public boolean followsBetter(long now) {
        return state == VrrpState.BACKUP
                && !master.resigned
                && master.priority != 0
                && (preemption.abstains() || outranks(master.priority, master.high, master.low))
                && now - master.heardAt < Math.max(1, instance.downTimerAdverts() - 1) * master.interval;
    }

    /**
     * Whether this router has heard its master since another was to hear its own again; so two masters that have died together
     * are not each other's sign of life, however different their intervals are.
     *
     * @param silent the router whose master is not heard any more, if it ever heard one
     */
    public boolean heardSinceDue(Election silent) {
        return silent.master.priority == 0 || master.heardAt - silent.master.heardAt > silent.master.interval;
    }

    private boolean outranks(int theirs, long high, long low) {
        return theirs > priority || (theirs == priority && isBelow(high, low));
    }

    /** Whether this router's address is the lower one, which decides between equals. */
    boolean isBelow(long high, long low) {
        return Bits.compare(high, low, ownHigh, ownLow) > 0;
    }

    /**
     * A valid advertisement came from somebody else.
     *
     * @param theirs its priority, 0 to 255
     * @param interval its interval
     * @param high the sender's address, upper half
     * @param low the sender's address, lower half
     */
    public void advertisementReceived(long now, int theirs, long interval, long high, long low) {
        othersHeard = true;
        if (serving(now)) {
            if (giving.phase() == Yielding.NOT) {
                heardAsMaster(now, theirs, interval, high, low);
            } else {
                giving.heard(now, theirs, interval, high, low);
            }
        } else if (state == VrrpState.BACKUP) {
            heardAsBackup(now, theirs, interval, high, low);
        }
    }

    private void heardAsBackup(long now, int theirs, long interval, long high, long low) {
        if (theirs == 0) {
            master.resigned = true;
            actions.armTimer(now + skew());
            return;
        }
        if (theirs >= priority) {
            preemption.beginAnew();
        } else if (preemption.preempts(now)) {
            master.lowerHeard = true;
            return;
        }
        follow(now, theirs, interval, high, low);
    }

    private void follow(long now, int theirs, long interval, long high, long low) {
        if (instance.version() == 3) {
            master.interval = interval;
        }
        master.stays();
        master.heardAt = now;
        master.become(theirs, high, low);
        actions.armTimer(now + masterDown());
    }

    private void heardAsMaster(long now, int theirs, long interval, long high, long low) {
        if (theirs == 0) {
            announce(now);
            return;
        }
        if (outranks(theirs, high, low)) {
            if (instance.advertiseBeforeYielding()) {
                actions.advertise(priority);
            } else if (interval <= ownInterval()) {
                parting.yield();
            }
            // Those of the group that yield with this one ask for it.
            master.interval = instance.version() == 3 ? interval : master.interval;
            become(VrrpState.BACKUP, theirs > priority ? "a higher priority was heard" : "a higher address was heard");
            follow(now, theirs, interval, high, low);
            return;
        }
        if (rhythm.wasThoughtDead(now, instance, masterDown())) {
            stepDown(now, "was not running until after another had taken over");
            heardAsBackup(now, theirs, interval, high, low);
            return;
        }
        if (rhythm.answers(now, ownInterval())) {
            if (instance.answerLowerPriority()) {
                advertise(now);
            }
            actions.lowerPriorityHeard();
        }
    }

    private void advertise(long now) {
        rhythm.last = now;
        actions.advertise(giving.advertised(priority));
    }

    /** Advertises now, and again an interval later. */
    void announce(long now) {
        advertise(now);
        armAdvertisement(now + ownInterval());
    }

    /** A master that has perhaps said that it leaves does not. */
    void stay(long now) {
        parting.resigned = false;
        announce(now);
    }

    /** Becomes a backup of somebody who was heard while this router was master. */
    void follow(KnownMaster other, String reason) {
        forgetMaster();
        become(VrrpState.BACKUP, reason);
        heardAsBackup(other.heardAt, other.priority, other.interval, other.high, other.low);
    }

    /**
     * Adapts to a changed configuration of the same virtual router, by which one that has handed its addresses over stands for
     * election again; the state stays, also that of a backup that owns the addresses from now on: {@link #takeOver} once
     * those with which it keeps together have adapted too.
     *
     * @param effective the priority in force
     */
    public void adapt(VrrpInstance changed, int effective, long now) {
        boolean newInterval = !changed.advertInterval().equals(instance.advertInterval());
        boolean newWords = !changed.speaksAs(instance);
        instance = changed;
        preemption.adapt(changed);
        priority(effective);
        if (state == VrrpState.MASTER) {
            master.interval = ownInterval();
            if ((newInterval || newWords) && giving.advertises()) {
                // The others wait by the interval they heard last: tell them before keeping silent for longer. And who
                // did not believe this router may do so from now on: until then there are two masters (behaviour 102).
                announce(now);
            }
            return;
        }
        preemption.abstain(false);
        if (state == VrrpState.BACKUP && newInterval && (master.priority == 0 || changed.version() == 2)) {
            master.interval = ownInterval();
            actions.armTimer(now + masterDown());
        }
    }

    private void becomeMaster(long now, String reason) {
        VrrpState from = state;
        state = VrrpState.MASTER;
        // The advertiser's own interval rules from here on, also for skew and master-down interval (RFC 9568 6.4.2).
        master.interval = ownInterval();
        master.become(priority, ownHigh, ownLow);
        preemption.abstain(false);
        rhythm.nextAnswer = now;
        leaseEnd = now + masterDown();
        armAdvertisement(now + ownInterval());
        actions.aboutToAdvertise();
        advertise(now);
        parting.unheard = true;
        entered(from, reason);
    }

    private void armAdvertisement(long at) {
        actions.armTimer(rhythm.due(at));
    }

    private void forgetMaster() {
        master.forget();
        preemption.beginAnew();
    }

    private void become(VrrpState to, String reason) {
        VrrpState from = state;
        state = to;
        entered(from, reason);
    }

    private void entered(VrrpState from, String reason) {
        preemption.beginAnew();
        giving.end();
        master.stays();
        parting.resigned = false;
        actions.stateChanged(from, state, reason);
    }
}
