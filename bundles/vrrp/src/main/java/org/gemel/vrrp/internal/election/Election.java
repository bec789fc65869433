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
    private long preemptFrom = NEVER;
    private boolean lowerHeard;

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

    /** Startup (RFC 9568 6.4.1). Returning from a fault is a startup without the eager first wait. */
    public void start(long now) {
        if (state != VrrpState.INIT && state != VrrpState.FAULT) {
            return;
        }
        boolean eager = state == VrrpState.INIT && instance.startAsMaster();
        masterInterval = ownInterval();
        forgetMaster();
        if (instance.owner()) {
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

    private void leave(VrrpState to, String reason) {
        if (state == to) {
            return;
        }
        if (state == VrrpState.MASTER) {
            actions.advertise(0);
        }
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
            forgetMaster();
            become(VrrpState.BACKUP, "was not running until after its lease had ended");
            actions.armTimer(now + masterDown());
        }
        return state == VrrpState.MASTER;
    }

    /** The timer armed last has expired: the master is down, or it is time to advertise. */
    public void timerExpired(long now) {
        if (state == VrrpState.BACKUP) {
            becomeMaster(now, whyTakingOver());
        } else if (serving(now)) {
            advertise(now);
            // Advertisements keep their rhythm when one is a little late, and do not come in bursts when one is very
            // late.
            long interval = ownInterval();
            long next = nextAdvertisement + interval;
            armAdvertisement(next - now > 0 ? next : now + interval);
        }
    }

    private String whyTakingOver() {
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
        if (theirs > priority || (theirs == priority && Bits.compare(high, low, ownHigh, ownLow) > 0)) {
            if (instance.advertiseBeforeYielding()) {
                actions.advertise(priority);
            }
            become(VrrpState.BACKUP, theirs > priority ? "a higher priority was heard" : "a higher address was heard");
            follow(now, theirs, interval, high, low);
            return;
        }
        if (wasThoughtDead(now)) {
            forgetMaster();
            become(VrrpState.BACKUP, "was not running until after another had taken over");
            actions.armTimer(now + masterDown());
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

    /** Adapts to a changed configuration of the same virtual router; the state stays. */
    public void adapt(VrrpInstance changed, long now) {
        boolean newInterval = !changed.advertInterval().equals(instance.advertInterval());
        instance = changed;
        priority = changed.priority();
        if (state == VrrpState.MASTER) {
            masterPriority = priority;
            masterInterval = ownInterval();
            if (newInterval) {
                // The others wait by the interval they heard last: tell them before keeping silent for longer.
                advertise(now);
                armAdvertisement(now + ownInterval());
            }
        } else if (state == VrrpState.BACKUP) {
            if (changed.owner()) {
                becomeMaster(now, "priority 255 owns the addresses");
            } else if (newInterval && (masterPriority == 0 || changed.version() == 2)) {
                masterInterval = ownInterval();
                actions.armTimer(now + masterDown());
            }
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
        actions.stateChanged(from, to, reason);
    }
}
