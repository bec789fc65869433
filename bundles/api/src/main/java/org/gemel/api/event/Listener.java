package org.gemel.api.event;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Hears of events. Register one as a service and it is told, in order, on a thread that is not the event loop. One that
 * throws is logged; one that is slow delays only itself, and when it falls far behind loses the oldest events.
 */
@ConsumerType
@FunctionalInterface
public interface Listener {

    /** An event happened. */
    void happened(Event event);
}
