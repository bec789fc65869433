package org.gemel.itests.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import org.gemel.itests.rig.Pairing;
import org.gemel.itests.rig.Rig;
import org.gemel.itests.rig.Software;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Routers that must believe each other, at every change of master anew: the new one goes on where the old one stopped. */
@Execution(ExecutionMode.CONCURRENT)
class BelieveIT {

    @ParameterizedTest
    @MethodSource("org.gemel.itests.rig.Pairing#believing")
    void oneRouterServesHoweverOftenTheMasterChanges(Pairing pairing) {
        OnRig.tell(pairing, rig -> {
            rig.startBoth();

            rig.better().program().signalMain("TERM");
            rig.awaitServing(rig.other());
            rig.better().program().awaitExit(Rig.DEADLINE);

            rig.better().start(rig.setup());
            rig.awaitServing(rig.better());
            rig.better().awaitReady();

            rig.better().node().cable().pull();
            rig.awaitServing(rig.other());
            rig.better().node().cable().plug();
            rig.awaitServing(rig.better());

            if (pairing.other() == Software.GEMEL) {
                assertThat(rig.other().counter("auth-failures")).isZero();
                assertThat(rig.other().counter("auth-type-mismatch")).isZero();
            }
        });
    }
}
