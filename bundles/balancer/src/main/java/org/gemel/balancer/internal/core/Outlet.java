package org.gemel.balancer.internal.core;

import org.gemel.api.checker.Verdict;
import org.gemel.api.event.Event;

/** What virtual servers want of the world. */
public interface Outlet {

    /** Somebody who asks the questions of a check; they can be asked once {@link Rounds#available} was told so. */
    Asker asker(Check check);

    /** Something happened. */
    void happened(Event event);

    /** A check whose every failure is to be logged has failed, whether that changes something or not. */
    void failed(Check check, Verdict verdict);

    /** {@link VirtualServers#services} may have changed. */
    void servicesChanged();
}
