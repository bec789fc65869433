package org.gemel.notifier.smtp.internal;

import java.time.Instant;
import org.gemel.api.config.ServerText;
import org.gemel.api.event.Event;
import org.gemel.api.status.VrrpState;
import org.jspecify.annotations.Nullable;

/**
 * What a mail says; from whom and to whom is not its business.
 *
 * @param at when it happened
 * @param subject one line, without the name of this node; names from the configuration are in it as they are
 * @param body lines, each with its end
 */
record Letter(Instant at, String subject, String body) {

    /** What keepalived would write about an event (behaviour 87); null if it would not. */
    static @Nullable Letter about(Event event) {
        if (event instanceof Event.Transition change && isTold(change.to())) {
            return new Letter(
                    change.at(),
                    "VRRP Instance " + change.instance() + entering(change.to()),
                    "=> VRRP Instance is " + (change.to() == VrrpState.MASTER ? "now" : "no longer")
                            + " owning VRRP VIPs <=\n\n");
        }
        if (event instanceof Event.GroupTransition change && isTold(change.to())) {
            return new Letter(
                    change.at(),
                    "VRRP Group " + change.group() + entering(change.to()),
                    "=> All VRRP group instances are now in " + change.to() + " state <=\n\n");
        }
        if (event instanceof Event.RealServerChanged change) {
            return new Letter(
                    change.at(),
                    "Realserver " + ServerText.of(change.virtualServer(), change.realServer()) + " of virtual server "
                            + ServerText.of(change.virtualServer()) + upOrDown(change.alive()),
                    "=> " + (change.alive() ? "CHECK succeed" : "CHECK failed") + " on service : " + change.reason()
                            + " <=\n\n");
        }
        if (event instanceof Event.QuorumChanged change) {
            return new Letter(
                    change.at(),
                    "Virtualserver " + ServerText.of(change.virtualServer()) + upOrDown(change.reached()),
                    "=> " + (change.reached() ? "Gained" : "Lost") + " quorum : " + change.reason() + " <=\n\n");
        }
        return null;
    }

    private static String upOrDown(boolean up) {
        return up ? " - UP" : " - DOWN";
    }

    /** Whether it is about the state FAULT. */
    static boolean isFault(Event event) {
        return event instanceof Event.Transition change && change.to() == VrrpState.FAULT
                || event instanceof Event.GroupTransition group && group.to() == VrrpState.FAULT;
    }

    private static boolean isTold(VrrpState state) {
        return state != VrrpState.INIT;
    }

    private static String entering(VrrpState state) {
        return " - Entering " + state + " state";
    }
}
