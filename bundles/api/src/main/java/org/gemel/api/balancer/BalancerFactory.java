package org.gemel.api.balancer;

import java.util.function.Consumer;
import org.gemel.api.event.Event;
import org.gemel.api.platform.Platform;
import org.osgi.annotation.versioning.ProviderType;

/** Makes balancers. A service; safe for any thread. */
@ProviderType
public interface BalancerFactory {

    /**
     * Makes a balancer that runs nothing yet, and costs nothing while it has no virtual server.
     *
     * @param platform where it runs
     * @param events told of what happens, on the balancer's loop; must neither block nor throw
     * @param memory what {@link Balancer#suspend} gave, maybe of another version; empty for none. With its first configuration
     *     the balancer goes on from there: verdicts stand until they are renewed, and connections go on
     */
    Balancer create(Platform platform, Consumer<Event> events, String memory);
}
