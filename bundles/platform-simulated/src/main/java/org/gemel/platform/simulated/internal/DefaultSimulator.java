package org.gemel.platform.simulated.internal;

import org.gemel.platform.simulated.Simulator;
import org.gemel.platform.simulated.World;
import org.osgi.service.component.annotations.Component;

/** Makes simulated worlds. */
@Component
public final class DefaultSimulator implements Simulator {

    @Override
    public World newWorld(long seed) {
        return new SimulatedWorld(seed);
    }
}
