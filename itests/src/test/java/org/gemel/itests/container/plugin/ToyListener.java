package org.gemel.itests.container.plugin;

import org.gemel.api.event.Event;
import org.gemel.api.event.Listener;

/** Listens politely. */
public final class ToyListener implements Listener {

    @Override
    public void happened(Event event) {
        // Only its presence counts.
    }
}
