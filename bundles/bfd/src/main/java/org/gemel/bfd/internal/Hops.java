package org.gemel.bfd.internal;

import org.gemel.api.config.Family;
import org.gemel.api.config.TrackerDefinition.BfdSession;
import org.gemel.bfd.internal.packet.State;

/**
 * How far away the sender of a packet may be. RFC 5881 5 wants 255 of every TTL, so that nobody beyond a router can interfere.
 * keepalived sends IPv6 with 64. That is taken too, but never while a session is up whose neighbour does as the standard says.
 */
final class Hops {

    private static final int STANDARD = 255;
    private static final int OF_KEEPALIVED = 64;
    private static final int ANY = -1;

    private boolean standard;

    /** Whether a packet may be looked at. */
    boolean near(int ttl, BfdSession definition, State state) {
        int most = definition.mostHops();
        boolean withinStandard = ttl >= STANDARD - most;
        if (state != State.UP || withinStandard) {
            standard = withinStandard;
        }
        return most == ANY
                || withinStandard
                || !standard
                        && Family.of(definition.neighbour()) == Family.IPV6
                        && ttl <= OF_KEEPALIVED
                        && ttl >= OF_KEEPALIVED - most;
    }
}
