package org.gemel.vrrp.internal.election;

import org.gemel.api.config.VrrpInstance;

/** When a master advertises, and what others think of one that has not for long. */
final class Rhythm {

    /** When it advertised last. */
    long last;

    /** When two masters may answer each other again. */
    long nextAnswer;

    private long next;

    /** The next advertisement is due then. */
    long due(long at) {
        next = at;
        return at;
    }

    /** When the next one is due: in rhythm when one is a little late, and not in bursts when one is very late. */
    long keep(long now, long interval) {
        long inRhythm = next + interval;
        return due(inRhythm - now > 0 ? inRhythm : now + interval);
    }

    /**
     * Whether one of lower priority is answered at once: RFC 9568 6.4.3 has no limit, but that must not become a storm. It is
     * answered twice in an interval, and twice in a row: keepalived, when it has read its file again, says twice within 10 ms
     * that it serves, and hears nothing before the second time.
     */
    boolean answers(long now, long interval) {
        if (nextAnswer - now > interval / 2) {
            return false;
        }
        nextAnswer = Timing.later(now, nextAnswer) + interval / 2;
        return true;
    }

    /**
     * Whether this master was silent for so long that somebody of lower priority took over by right, while its lease, which
     * counts in seconds, went on. The owner takes back what is its own all the same.
     */
    boolean wasThoughtDead(long now, VrrpInstance instance, long masterDown) {
        return !instance.owner() && now - last >= masterDown;
    }

    /** Whether a backup of the configured priority has taken over by now, as this router did not run in time. */
    boolean wasSucceeded(long now, VrrpInstance instance, long interval) {
        int assumed = instance.yieldsWhenLateTo();
        return assumed != 0
                && !instance.preempt()
                && now - last >= Timing.masterDown(instance.version(), assumed, interval, instance.downTimerAdverts());
    }
}
