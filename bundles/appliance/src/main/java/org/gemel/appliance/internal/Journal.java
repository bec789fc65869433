package org.gemel.appliance.internal;

import java.util.HashSet;
import java.util.Set;
import org.gemel.api.event.Event;
import org.gemel.api.event.Listener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes what happens into the log, a line each. */
final class Journal implements Listener {

    private static final Logger LOG = LoggerFactory.getLogger("org.gemel.journal");

    /** Virtual routers of which it is written that there is another master, until their state changes. */
    private final Set<String> contested = new HashSet<>();

    @Override
    public synchronized void happened(Event event) {
        if (event instanceof Event.LowerPriorityHeard heard && !contested.add(heard.instance())) {
            return;
        }
        if (event instanceof Event.Transition transition) {
            contested.remove(transition.instance());
        }
        String line = line(event);
        if (event instanceof Event.Problem || event instanceof Event.ServerProblem) {
            LOG.warn(line);
        } else {
            LOG.info(line);
        }
    }

    /** The line for an event. */
    static String line(Event event) {
        if (event instanceof Event.Transition t) {
            return "%s: %s -> %s (%s), priority %d".formatted(t.instance(), t.from(), t.to(), t.reason(), t.priority());
        }
        if (event instanceof Event.PriorityChanged p) {
            return "%s: priority %d -> %d (%s)".formatted(p.instance(), p.from(), p.to(), p.reason());
        }
        if (event instanceof Event.AddressRestored restored) {
            return "%s: put back %s, which somebody else had removed"
                    .formatted(restored.instance(), restored.address());
        }
        if (event instanceof Event.LowerPriorityHeard heard) {
            return "%s: somebody of lower priority advertises as master too".formatted(heard.instance());
        }
        if (event instanceof Event.Ended ended) {
            return "%s: %s".formatted(ended.instance(), words(ended.end()));
        }
        if (event instanceof Event.GroupTransition t) {
            return "%s: %s -> %s (%s)".formatted(t.group(), t.from(), t.to(), t.reason());
        }
        if (event instanceof Event.GroupEnded ended) {
            return "%s: %s".formatted(ended.group(), words(ended.end()));
        }
        if (event instanceof Event.Problem problem) {
            return "%s: %s [%s]".formatted(problem.instance(), problem.message(), problem.code());
        }
        return event instanceof Event.OfServer server
                ? line(server)
                : event.subject().name() + ": " + event;
    }

    private static String line(Event.OfServer event) {
        String name = event.subject().name();
        if (event instanceof Event.QuorumChanged quorum) {
            return "%s: quorum %s (%s)".formatted(name, quorum.reached() ? "reached" : "lost", quorum.reason());
        }
        if (event instanceof Event.RealServerChanged changed) {
            return "%s: %s (%s)".formatted(name, changed.alive() ? "works" : "does not work", changed.reason());
        }
        if (event instanceof Event.WeightChanged changed) {
            return "%s: weight %d -> %d (%s)".formatted(name, changed.from(), changed.to(), changed.reason());
        }
        if (event instanceof Event.ServerProblem problem) {
            return "%s: %s [%s]".formatted(name, problem.message(), problem.code());
        }
        return name + ": " + event;
    }

    private static String words(Event.End end) {
        return switch (end) {
            case STOPPED -> "stopped";
            case REMOVED -> "removed by a reload";
        };
    }
}
