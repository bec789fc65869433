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

    /**
     * Makes an engine that, with its first configuration, goes on where another one was suspended in this process: nobody on the
     * LAN, and no listener, sees that there was another. What does not fit that configuration any more, or was suspended for
     * too long, begins anew, as does everything where the memory cannot be read.
     *
     * @param memory what {@link VrrpEngine#suspend} gave, maybe of another version of the engine
     */
    default VrrpEngine create(Platform platform, Consumer<Event> events, String memory) {
        return create(platform, events);
    }
}
