package org.gemel.api.event;

import java.time.Instant;
import org.gemel.api.status.VrrpState;

/** Something that happened to a virtual router. */
public sealed interface Event {

    /** When, by the wall clock. */
    Instant at();

    /** The virtual router's name. */
    String instance();

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
            implements Event {}

    /**
     * The effective priority changed; the others hear of it with the next advertisement.
     *
     * @param at when
     * @param instance whose
     * @param from the priority before
     * @param to the priority now
     * @param reason what adds to the configured priority and takes from it, for a person
     */
    record PriorityChanged(Instant at, String instance, int from, int to, String reason) implements Event {}

    /**
     * Something is wrong, and somebody should know.
     *
     * @param at when
     * @param instance whose
     * @param code a stable word for programs, lower case with dashes
     * @param message what happened, where, what to do
     */
    record Problem(Instant at, String instance, String code, String message) implements Event {}

    /**
     * An address that somebody else had removed was put back.
     *
     * @param at when
     * @param instance whose
     * @param address {@code address/length}
     */
    record AddressRestored(Instant at, String instance, String address) implements Event {}
}
