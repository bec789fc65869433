package org.gemel.vrrp.internal.election;

import org.gemel.api.config.VrrpInstance;
import org.gemel.api.status.VrrpState;
import org.gemel.vrrp.internal.packet.Bits;

/**
 * The state machine of one virtual router (RFC 3768 6.4, RFC 9568 6.4) with what operators need beyond it: preemption
 * delay, and the lease.
 *
 * <p>A master serves on a lease: somebody takes the addresses away when it ends (in the real world the kernel). A master that
 * finds its lease over has not been running; it is no longer master, whatever it remembers, and stands for election again. So
 * does one that was silent for a master-down interval and finds another in its place.
 *
 * <p>All times are nanoseconds of one monotonic clock, passed in. Not safe for threads; allocates nothing per event.
 */
public final class Election {

    private static final long NEVER = Long.MIN_VALUE;

    private final Actions actions;
    private VrrpInstance instance;
    private int priority;
    private VrrpState state = VrrpState.INIT;
    private long ownHigh;
    private long ownLow;

    private long masterInterval;
    private long masterHigh;
    private long masterLow;
    private int masterPriority;

    private long leaseEnd;
    private long lastAdvertisement;
    private long nextAdvertisement;
    private long nextImmediateAnswer;
    private long lastHeard;
    private long preemptFrom = NEVER;
    private boolean lowerHeard;
    private boolean resigned;
    private boolean saidGoodbye;

    public Election(VrrpInstance instance, Actions actions) {
        this.instance = instance;
        this.actions = actions;
        this.priority = instance.priority();
        this.masterInterval = ownInterval();
    }

    public VrrpState state() {
        return state;
    }

    /** The priority in force. */
    public int priority() {
        return priority;
    }

    /** Sets the priority in force; the others hear of it with the next advertisement (behaviour 44). */
    public void priority(int effective) {
        priority = effective;
        if (state == VrrpState.MASTER) {
            masterPriority = effective;
        }
    }

    /** The priority last advertised by the master, 0 if no master is known. */
    public int masterPriority() {
        return masterPriority;
    }

    public long masterHigh() {
        return masterHigh;
    }

    public long masterLow() {
        return masterLow;
    }

    /** Skew_Time with the interval in force. */
    public long skew() {
        return Timing.skew(instance.version(), priority, masterInterval);
    }

    /** Master_Down_Interval with the interval in force. */
    public long masterDown() {
        return Timing.masterDown(instance.version(), priority, masterInterval, instance.downTimerAdverts());
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
        if (state != VrrpState.INIT && state != VrrpState.FAULT) {
            return;
        }
        boolean eager = state == VrrpState.INIT && instance.startAsMaster();
        masterInterval = ownInterval();
        forgetMaster();
        if (instance.owner() && ownerServes) {
            becomeMaster(now, "priority 255 owns the addresses");
            return;
        }
        long wait = eager ? Timing.eagerStart(instance.version(), ownInterval()) : masterDown();
        become(VrrpState.BACKUP, "started");
        actions.armTimer(now + wait);
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
        if (state == VrrpState.MASTER && !saidGoodbye) {
            saidGoodbye = true;
            actions.advertise(0);
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
            actions.masterIsDown(now, whyTakingOver());
        } else if (serving(now) && !yieldsBecauseLate(now)) {
            advertise(now);
            // Advertisements keep their rhythm when one is a little late, and do not come in bursts when one is very
            // late.
            long interval = ownInterval();
            long next = nextAdvertisement + interval;
            armAdvertisement(next - now > 0 ? next : now + interval);
        }
    }

    /** Becomes master now, if it is waiting for that. */
    public void takeOver(long now, String reason) {
        if (state == VrrpState.BACKUP) {
            becomeMaster(now, reason);
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
        if (state == VrrpState.MASTER) {
            forgetMaster();
            become(VrrpState.BACKUP, reason);
            actions.armTimer(now + masterDown());
        }
    }

    /** Whether the master that this router waits for has said that it leaves. */
    public boolean masterResigned() {
        return state == VrrpState.BACKUP && resigned;
    }

    /** Whether this router follows a master to which it would yield, and which was heard of late. */
    public boolean followsBetter(long now) {
        return state == VrrpState.BACKUP
                && !resigned
                && masterPriority != 0
                && outranks(masterPriority, masterHigh, masterLow)
                && now - lastHeard < Math.max(1, instance.downTimerAdverts() - 1) * masterInterval;
    }

    /**
     * Whether this router has heard its master since another was to hear its own again; so two masters that have died together
     * are not each other's sign of life, however different their intervals are.
     *
     * @param silent the router whose master is not heard any more, if it ever heard one
     */
    public boolean heardSinceDue(Election silent) {
        return silent.masterPriority == 0 || lastHeard - silent.lastHeard > silent.masterInterval;
    }

    private boolean outranks(int theirs, long high, long low) {
        return theirs > priority || (theirs == priority && Bits.compare(high, low, ownHigh, ownLow) > 0);
    }

    /** Whether a backup of the configured priority has taken over by now, as this router did not run in time. */
    private boolean yieldsBecauseLate(long now) {
        int assumed = instance.yieldsWhenLateTo();
        if (assumed == 0 || instance.preempt()) {
            return false;
        }
        long wait = Timing.masterDown(instance.version(), assumed, ownInterval(), instance.downTimerAdverts());
        if (now - lastAdvertisement < wait) {
            return false;
        }
        stepDown(now, "was not running until after a backup will have taken over");
        return true;
    }

    private String whyTakingOver() {
        if (resigned) {
            return "the master resigned";
        }
        if (lowerHeard) {
            return "a master of lower priority was preempted";
        }
        return masterPriority == 0 ? "no master was heard" : "the master was not heard any more";
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
        if (serving(now)) {
            heardAsMaster(now, theirs, interval, high, low);
        } else if (state == VrrpState.BACKUP) {
            heardAsBackup(now, theirs, interval, high, low);
        }
    }

    private void heardAsBackup(long now, int theirs, long interval, long high, long low) {
        if (theirs == 0) {
            resigned = true;
            actions.armTimer(now + skew());
            return;
        }
        if (theirs >= priority) {
            preemptFrom = NEVER;
        } else if (preempts(now)) {
            lowerHeard = true;
            return;
        }
        follow(now, theirs, interval, high, low);
    }

    /** Whether a master of lower priority is not followed any more; a configured delay begins when one is first heard. */
    private boolean preempts(long now) {
        if (!instance.preempt() && !instance.owner()) {
            return false;
        }
        long delay = instance.preemptDelay().toNanos();
        if (delay == 0) {
            return true;
        }
        if (preemptFrom == NEVER) {
            preemptFrom = now + delay;
        }
        return now - preemptFrom >= 0;
    }

    private void follow(long now, int theirs, long interval, long high, long low) {
        if (instance.version() == 3) {
            masterInterval = interval;
        }
        lowerHeard = false;
        resigned = false;
        lastHeard = now;
        masterPriority = theirs;
        masterHigh = high;
        masterLow = low;
        actions.armTimer(now + masterDown());
    }

    private void heardAsMaster(long now, int theirs, long interval, long high, long low) {
        if (theirs == 0) {
            advertise(now);
            armAdvertisement(now + ownInterval());
            return;
        }
        if (outranks(theirs, high, low)) {
            if (instance.advertiseBeforeYielding()) {
                actions.advertise(priority);
            }
            become(VrrpState.BACKUP, theirs > priority ? "a higher priority was heard" : "a higher address was heard");
            follow(now, theirs, interval, high, low);
            return;
        }
        if (wasThoughtDead(now)) {
            stepDown(now, "was not running until after another had taken over");
            heardAsBackup(now, theirs, interval, high, low);
            return;
        }
        // RFC 9568 6.4.3 answers at once without limit; two masters must not make that a storm.
        if (instance.answerLowerPriority() && now - nextImmediateAnswer >= 0) {
            nextImmediateAnswer = now + ownInterval() / 2;
            advertise(now);
            actions.lowerPriorityHeard();
        }
    }

    /**
     * Whether this master was silent for so long that somebody of lower priority took over by right, while its lease, which
     * counts in seconds, went on. The owner takes back what is its own all the same.
     */
    private boolean wasThoughtDead(long now) {
        return !instance.owner() && now - lastAdvertisement >= masterDown();
    }

    private void advertise(long now) {
        lastAdvertisement = now;
        actions.advertise(priority);
    }

    /**
     * Adapts to a changed configuration of the same virtual router; the state stays, also that of a backup that owns the
     * addresses from now on: {@link #takeOver} once those with which it keeps together have adapted too.
     *
     * @param effective the priority in force
     */
    public void adapt(VrrpInstance changed, int effective, long now) {
        boolean newInterval = !changed.advertInterval().equals(instance.advertInterval());
        instance = changed;
        priority(effective);
        if (state == VrrpState.MASTER) {
            masterInterval = ownInterval();
            if (newInterval) {
                // The others wait by the interval they heard last: tell them before keeping silent for longer.
                advertise(now);
                armAdvertisement(now + ownInterval());
            }
        } else if (state == VrrpState.BACKUP && newInterval && (masterPriority == 0 || changed.version() == 2)) {
            masterInterval = ownInterval();
            actions.armTimer(now + masterDown());
        }
    }

    private void becomeMaster(long now, String reason) {
        // The advertiser's own interval rules from here on, also for skew and master-down interval (RFC 9568 6.4.2).
        masterInterval = ownInterval();
        masterPriority = priority;
        masterHigh = ownHigh;
        masterLow = ownLow;
        nextImmediateAnswer = now;
        advertise(now);
        armAdvertisement(now + ownInterval());
        leaseEnd = now + masterDown();
        become(VrrpState.MASTER, reason);
    }

    private void armAdvertisement(long at) {
        nextAdvertisement = at;
        actions.armTimer(at);
    }

    private void forgetMaster() {
        masterPriority = 0;
        masterHigh = 0;
        masterLow = 0;
        preemptFrom = NEVER;
    }

    private void become(VrrpState to, String reason) {
        VrrpState from = state;
        state = to;
        preemptFrom = NEVER;
        lowerHeard = false;
        resigned = false;
        saidGoodbye = false;
        actions.stateChanged(from, to, reason);
    }
}
