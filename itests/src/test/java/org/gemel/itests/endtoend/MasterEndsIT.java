package org.gemel.itests.endtoend;

import org.gemel.demo.lab.Capture;
import org.gemel.demo.lab.Sighting.Advert;
import org.gemel.itests.rig.Pairing;
import org.gemel.itests.rig.Rig;
import org.gemel.itests.rig.Software;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The master's process ends, or hangs. */
@Execution(ExecutionMode.CONCURRENT)
class MasterEndsIT {

    private static final String ALL = "org.gemel.itests.rig.Pairing#all";

    @ParameterizedTest
    @MethodSource(ALL)
    void aTerminatedMasterHandsOver(Pairing pairing) {
        OnRig.tell(pairing, rig -> {
            Capture capture = rig.capture();
            rig.startBoth();

            rig.better().program().signalMain("TERM");

            rig.awaitServing(rig.other());
            rig.better().program().awaitExit(Rig.DEADLINE);
            capture.sightings()
                    .await(
                            "resignation with priority 0",
                            Rig.DEADLINE,
                            seen -> seen instanceof Advert advert
                                    && advert.from(rig.better().node())
                                    && advert.priority() == 0);
        });
    }

    /** Behaviour 20, but there is one process, and its kernel takes the address away. */
    @ParameterizedTest
    @MethodSource(ALL)
    void aKilledMasterIsReplaced(Pairing pairing) {
        OnRig.tell(pairing, rig -> {
            rig.startBoth();

            rig.better().program().kill();

            rig.await("the other router takes over", () -> rig.other().holds(rig.shared()));
            if (pairing.better() == Software.GEMEL) {
                rig.awaitServing(rig.other());
            }
        });
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void aHungMasterIsReplacedAndReturnsWhenItWakes(Pairing pairing) {
        OnRig.tell(pairing, rig -> {
            rig.startBoth();

            rig.better().program().signal("STOP");

            rig.await("the other router takes over", () -> rig.other().holds(rig.shared()));
            if (pairing.better() == Software.GEMEL) {
                rig.awaitServing(rig.other());
            }

            rig.better().program().signal("CONT");

            rig.awaitServing(rig.better());
        });
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void whatAKilledMasterLeftDoesNotHinderItsReturn(Pairing pairing) {
        OnRig.tell(pairing, rig -> {
            rig.startBoth();
            rig.better().program().kill();
            rig.await("the other router takes over", () -> rig.other().holds(rig.shared()));

            rig.better().start(rig.setup());

            rig.awaitServing(rig.better());
        });
    }
}
