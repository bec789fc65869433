package org.gemel.itests.endtoend;

import org.gemel.itests.rig.Pairing;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The LAN fails, and mends. */
@Execution(ExecutionMode.CONCURRENT)
class LanFaultIT {

    private static final String ALL = "org.gemel.itests.rig.Pairing#all";

    @ParameterizedTest
    @MethodSource(ALL)
    void aMasterWithoutCableStepsDownAndReturns(Pairing pairing) {
        OnRig.tell(pairing, rig -> {
            rig.startBoth();

            rig.better().node().cable().pull();
            rig.awaitServing(rig.other());

            rig.better().node().cable().plug();
            rig.awaitServing(rig.better());
        });
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void aSilentPartitionEndsWithOneMaster(Pairing pairing) {
        OnRig.tell(pairing, rig -> {
            rig.startBoth();

            rig.better().node().cable().cut();
            rig.await(
                    "both sides serve",
                    () -> rig.other().holds(rig.shared()) && rig.better().holds(rig.shared()));

            rig.better().node().cable().mend();
            rig.awaitServing(rig.better());
        });
    }
}
