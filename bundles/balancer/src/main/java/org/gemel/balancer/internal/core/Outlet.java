package org.gemel.balancer.internal.core;

import org.gemel.api.event.Event;

/** What virtual servers want of the world. */
public interface Outlet {

    /** Somebody who asks the questions of a check; they can be asked once {@link VirtualServers#available} was told so. */
    Asker asker(Check check);

    /** Something happened. */
    void happened(Event event);

    /** {@link VirtualServers#services} may have changed. */
    void servicesChanged();
}
