package org.gemel.itests.endtoend;

import org.gemel.itests.rig.Pairing;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A better router comes to a LAN that is served. */
@Execution(ExecutionMode.CONCURRENT)
class ReturnIT {

    private static final String ALL = "org.gemel.itests.rig.Pairing#all";

    @ParameterizedTest
    @MethodSource(ALL)
    void theBetterRouterTakesOver(Pairing pairing) {
        OnRig.tell(pairing, rig -> {
            rig.other().start(rig.setup());
            rig.awaitServing(rig.other());

            rig.better().start(rig.setup());

            rig.awaitServing(rig.better());
        });
    }
}
