package org.gemel.platform.simulated;

import org.osgi.annotation.versioning.ProviderType;

/** Makes worlds. A service; safe for any thread, while each world belongs to one. */
@ProviderType
public interface Simulator {

    /**
     * Makes an empty world at time 0.
     *
     * @param seed decides every choice that is left to chance
     */
    World newWorld(long seed);
}
