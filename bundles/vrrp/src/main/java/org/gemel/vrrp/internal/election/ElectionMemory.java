package org.gemel.vrrp.internal.election;

import org.gemel.api.config.VrrpInstance;
import org.gemel.api.status.VrrpState;

/**
 * An election as it was when it was suspended. All times are of the monotonic clock that a successor has too; what each of them
 * is says {@link Election}.
 *
 * @param unheard whether it took over where nobody was heard
 * @param due when the timer expires
 */
public record ElectionMemory(
        VrrpState state,
        int priority,
        long masterInterval,
        long masterHigh,
        long masterLow,
        int masterPriority,
        long leaseEnd,
        long lastAdvertisement,
        long nextImmediateAnswer,
        long lastHeard,
        long preemptFrom,
        boolean abstains,
        boolean othersHeard,
        boolean lowerHeard,
        boolean resigned,
        boolean unheard,
        long due) {

    static ElectionMemory of(
            VrrpState state,
            int priority,
            KnownMaster master,
            long leaseEnd,
            Rhythm rhythm,
            Preemption preemption,
            boolean othersHeard,
            boolean unheard,
            long due) {
        return new ElectionMemory(
                state,
                priority,
                master.interval,
                master.high,
                master.low,
                master.priority,
                leaseEnd,
                rhythm.last,
                rhythm.nextAnswer,
                master.heardAt,
                preemption.from(),
                preemption.abstains(),
                othersHeard,
                master.lowerHeard,
                master.resigned,
                unheard,
                due);
    }

    /** Whether a master may still go on: it has its addresses, and nobody else can have taken over by right. */
    boolean inTime(VrrpInstance instance, long now) {
        if (state != VrrpState.MASTER) {
            return true;
        }
        long patience = Timing.masterDown(instance.version(), priority, masterInterval, instance.downTimerAdverts());
        return now - leaseEnd < 0 && (instance.owner() || now - lastAdvertisement < patience);
    }
}
