package org.gemel.vrrp.internal.election;

import org.gemel.api.status.VrrpState;

/** What an election asks of the virtual router it decides for. Called during its events, in the order given there. */
public interface Actions {

    /** The first advertisement of a new master comes next. Whoever is found by it has to serve by then. */
    void aboutToAdvertise();

    /** Send an advertisement now. */
    void advertise(int priority);

    /** Call {@link Election#timerExpired} at this time, and not at any time asked for before. */
    void armTimer(long deadline);

    /** Do not call {@link Election#timerExpired}. */
    void disarmTimer();

    /**
     * A backup's wait is over: call {@link Election#takeOver}, or {@link Election#keepWaiting} if
     * something speaks against it.
     */
    void masterIsDown(long now, String reason);

    /**
     * The state changed. On entering MASTER the first advertisement has been sent: take the addresses and announce them. On
     * leaving it: give them up.
     */
    void stateChanged(VrrpState from, VrrpState to, String reason);

    /** A master that is yielding heard somebody advertise in its place. */
    void successorHeard();

    /** A master that is yielding heard its successor once more. */
    void successorHeardAgain();

    /** A master heard somebody of lower priority: whoever listened to them should hear from this router. */
    void lowerPriorityHeard();
}
