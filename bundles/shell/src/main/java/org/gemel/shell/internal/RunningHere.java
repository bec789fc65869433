package org.gemel.shell.internal;

import org.gemel.api.appliance.Appliance;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** The appliance of this process, as it comes and goes: commands are there, and say so, also without one. */
@Component(service = RunningHere.class)
public final class RunningHere {

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable Appliance appliance;

    /**
     * The appliance.
     *
     * @throws CommandFailure if none runs
     */
    Appliance appliance() {
        Appliance running = appliance;
        if (running == null) {
            throw new CommandFailure(
                    Commands.NOT_RUNNING,
                    "error: the appliance is not running in this process; start it with gemel run\n");
        }
        return running;
    }
}
