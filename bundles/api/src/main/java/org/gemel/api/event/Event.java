package org.gemel.api.event;

import java.time.Instant;
import org.gemel.api.config.Subject;
import org.gemel.api.status.VrrpState;

/** Something that happened. */
public sealed interface Event {

    /** When, by the wall clock. */
    Instant at();

    /** To what. */
    Subject subject();

    /** Something that happened to a virtual router. */
    sealed interface OfInstance extends Event {

        /** The virtual router's name. */
        String instance();

        @Override
        default Subject subject() {
            return Subject.instance(instance());
        }
    }

    /** Something that happened to a sync group, told after what happened to its members. */
    sealed interface OfGroup extends Event {

        /** The sync group's name. */
        String group();

        @Override
        default Subject subject() {
            return Subject.group(group());
        }
    }

    /** Why something ended. */
    enum End {
        /** The appliance stops. */
        STOPPED,
        /** A reload took it away. */
        REMOVED
    }

    /**
     * A change of state.
     *
     * @param at when
     * @param instance whose
     * @param from the state left
     * @param to the state entered
     * @param priority the effective priority at that moment
     * @param reason why, for a person
     */
    record Transition(Instant at, String instance, VrrpState from, VrrpState to, int priority, String reason)
            implements OfInstance {}

    /**
     * A virtual router is no more; told after the transition to INIT, if there was one.
     *
     * @param at when
     * @param instance which
     * @param end why
     * @param priority the effective priority it had
     */
    record Ended(Instant at, String instance, End end, int priority) implements OfInstance {}

    /**
     * The effective priority changed; the others hear of it with the next advertisement.
     *
     * @param at when
     * @param instance whose
     * @param from the priority before
     * @param to the priority now
     * @param reason what adds to the configured priority and takes from it, for a person
     */
    record PriorityChanged(Instant at, String instance, int from, int to, String reason) implements OfInstance {}

    /**
     * A master heard an advertisement of lower priority.
     *
     * @param at when
     * @param instance which
     * @param priority its effective priority
     */
    record LowerPriorityHeard(Instant at, String instance, int priority) implements OfInstance {}

    /**
     * Something is wrong, and somebody should know.
     *
     * @param at when
     * @param instance whose
     * @param code a stable word for programs, lower case with dashes
     * @param message what happened, where, what to do
     */
    record Problem(Instant at, String instance, String code, String message) implements OfInstance {}

    /**
     * An address that somebody else had removed was put back.
     *
     * @param at when
     * @param instance whose
     * @param address {@code address/length}
     */
    record AddressRestored(Instant at, String instance, String address) implements OfInstance {}

    /**
     * A sync group as a whole changed its state.
     *
     * @param at when
     * @param group which
     * @param from the state left
     * @param to the state entered
     * @param reason why, for a person
     */
    record GroupTransition(Instant at, String group, VrrpState from, VrrpState to, String reason) implements OfGroup {}

    /**
     * A sync group is no more; told after its members' end.
     *
     * @param at when
     * @param group which
     * @param end why
     */
    record GroupEnded(Instant at, String group, End end) implements OfGroup {}

    /** Something that happened to a virtual server or to a real server of it. */
    sealed interface OfServer extends Event {

        /** The virtual server's name. */
        String virtualServer();
    }

    /**
     * A virtual server reached its quorum or lost it.
     *
     * @param at when
     * @param virtualServer which
     * @param reached whether it reached it
     * @param weight what its working real servers weigh
     * @param quorum what they have to weigh
     * @param reason why, for a person
     */
    record QuorumChanged(Instant at, String virtualServer, boolean reached, long weight, long quorum, String reason)
            implements OfServer {

        @Override
        public Subject subject() {
            return Subject.virtualServer(virtualServer);
        }
    }

    /**
     * A real server was found working or not working.
     *
     * @param at when
     * @param virtualServer of which
     * @param realServer which
     * @param alive whether it works
     * @param reason why, for a person
     */
    record RealServerChanged(Instant at, String virtualServer, String realServer, boolean alive, String reason)
            implements OfServer {

        @Override
        public Subject subject() {
            return Subject.realServer(virtualServer, realServer);
        }
    }

    /**
     * The weight of a real server changed by what its checks say; it works as before.
     *
     * @param at when
     * @param virtualServer of which
     * @param realServer which
     * @param from the weight before
     * @param to the weight now
     * @param reason why, for a person
     */
    record WeightChanged(Instant at, String virtualServer, String realServer, int from, int to, String reason)
            implements OfServer {

        @Override
        public Subject subject() {
            return Subject.realServer(virtualServer, realServer);
        }
    }

    /**
     * Something is wrong with a virtual server, a real server or a check, and somebody should know.
     *
     * @param at when
     * @param virtualServer which
     * @param subject the virtual server or a real server of it
     * @param code a stable word for programs, lower case with dashes
     * @param message what happened, where, what to do
     */
    record ServerProblem(Instant at, String virtualServer, Subject subject, String code, String message)
            implements OfServer {}
}
