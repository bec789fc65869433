package org.gemel.itests.faults;

import java.time.Duration;
import java.util.List;

/**
 * What was seen while a fault happened to a pair.
 *
 * @param withoutOwner how long no router had the shared address
 * @param twoOwners how long both had it
 * @param endsWithTwo whether both had it at the end
 * @param transitions what the routers wrote when they changed their state, stopping left out
 * @param leased what a client lost that has a lease
 * @param byHand what a client lost that was set up by hand
 * @param unanswered how many questions for a name were not answered
 * @param lease whether the lease could be renewed afterwards
 */
record Observation(
        Duration withoutOwner,
        Duration twoOwners,
        boolean endsWithTwo,
        List<String> transitions,
        Probes.Loss leased,
        Probes.Loss byHand,
        int unanswered,
        boolean lease) {
    Observation {
        transitions = List.copyOf(transitions);
    }
}
