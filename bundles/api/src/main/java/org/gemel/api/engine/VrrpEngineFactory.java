package org.gemel.api.engine;

import java.util.function.Consumer;
import org.gemel.api.event.Event;
import org.gemel.api.platform.Platform;
import org.osgi.annotation.versioning.ProviderType;

/** Makes engines. A service; safe for any thread. */
@ProviderType
public interface VrrpEngineFactory {

    /**
     * Makes an engine that runs nothing yet.
     *
     * @param platform where it runs
     * @param events told of what happens, on the event loop; must neither block nor throw
     */
    VrrpEngine create(Platform platform, Consumer<Event> events);
}
