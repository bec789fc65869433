package org.gemel.appliance.internal.notify;

import org.gemel.api.event.Event;

/** What happened, in a word or two. */
final class Words {

    private Words() {}

    static String of(Event event) {
        if (event instanceof Event.Transition transition) {
            return transition.to().name();
        }
        if (event instanceof Event.GroupTransition transition) {
            return transition.to().name();
        }
        if (event instanceof Event.Ended ended) {
            return of(ended.end());
        }
        if (event instanceof Event.GroupEnded ended) {
            return of(ended.end());
        }
        if (event instanceof Event.PriorityChanged changed) {
            return "priority " + changed.from() + " -> " + changed.to();
        }
        if (event instanceof Event.LowerPriorityHeard) {
            return "lower priority heard";
        }
        if (event instanceof Event.AddressRestored restored) {
            return "restored " + restored.address();
        }
        if (event instanceof Event.Problem problem) {
            return "problem " + problem.code();
        }
        if (event instanceof Event.QuorumChanged quorum) {
            return upOrDown(quorum.reached());
        }
        if (event instanceof Event.RealServerChanged changed) {
            return upOrDown(changed.alive());
        }
        if (event instanceof Event.WeightChanged changed) {
            return "weight " + changed.from() + " -> " + changed.to();
        }
        if (event instanceof Event.ServerProblem problem) {
            return "problem " + problem.code();
        }
        return event.getClass().getSimpleName();
    }

    private static String upOrDown(boolean up) {
        return up ? "UP" : "DOWN";
    }

    private static String of(Event.End end) {
        return switch (end) {
            case STOPPED -> "STOP";
            case REMOVED -> "REMOVED";
        };
    }
}
