package org.gemel.itests.endtoend;

import java.util.List;
import org.gemel.demo.lab.Capture;
import org.gemel.demo.lab.Node;
import org.gemel.demo.lab.Sighting.Advert;
import org.gemel.itests.rig.Pairing;
import org.gemel.itests.rig.Pairing.Flavour;
import org.gemel.itests.rig.Rig;
import org.gemel.itests.rig.Software;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * With FRR's vrrpd, which puts the shared addresses on links of its own: that it serves is known from its advertisements and
 * from the client.
 */
@Execution(ExecutionMode.CONCURRENT)
class FrrIT {

    @ParameterizedTest
    @EnumSource(names = {"V3", "V3_IPV6"})
    void aBetterGemelServesWhileItRunsAndFrrWhileItDoesNot(Flavour flavour) {
        OnRig.tell(new Pairing(Software.GEMEL, Software.FRR, flavour), rig -> {
            Capture capture = rig.capture();
            Node gemel = rig.better().node();
            rig.other().start(rig.setup());
            rig.other().awaitReady();
            awaitSpeaker(rig, capture, gemel, false);

            rig.better().start(rig.setup());
            awaitSpeaker(rig, capture, gemel, true);
            rig.await("Gemel holds the address", () -> rig.better().holds(rig.shared()));
            rig.await("the client reaches it", () -> rig.client().reaches(rig.shared()));

            rig.better().program().signalMain("TERM");
            awaitSpeaker(rig, capture, gemel, false);
            rig.await("the client reaches it", () -> rig.client().reaches(rig.shared()));
        });
    }

    @ParameterizedTest
    @EnumSource(names = {"V3", "V3_IPV6"})
    void gemelServesUntilABetterFrrComesAndAfterItIsGone(Flavour flavour) {
        OnRig.tell(new Pairing(Software.FRR, Software.GEMEL, flavour), rig -> {
            Capture capture = rig.capture();
            Node gemel = rig.other().node();
            rig.other().start(rig.setup());
            awaitSpeaker(rig, capture, gemel, true);

            rig.better().start(rig.setup());
            awaitSpeaker(rig, capture, gemel, false);
            rig.await("Gemel gives the address up", () -> !rig.other().holds(rig.shared()));
            rig.await("the client reaches it", () -> rig.client().reaches(rig.shared()));

            rig.better().program().signalMain("TERM");
            awaitSpeaker(rig, capture, gemel, true);
            rig.await("the client reaches it", () -> rig.client().reaches(rig.shared()));
        });
    }

    /** Waits until the last advertisements are all Gemel's, or all the other's, and none resigns. */
    private static void awaitSpeaker(Rig rig, Capture capture, Node gemel, boolean isGemel) {
        int before = adverts(capture).size();
        rig.await((isGemel ? "Gemel" : "FRR") + " alone advertises", () -> {
            List<Advert> since = adverts(capture);
            since = since.subList(before, since.size());
            return since.size() >= 5
                    && since.subList(since.size() - 5, since.size()).stream()
                            .allMatch(advert -> advert.from(gemel) == isGemel && advert.priority() > 0);
        });
    }

    private static List<Advert> adverts(Capture capture) {
        return capture.sightings().all().stream()
                .filter(Advert.class::isInstance)
                .map(Advert.class::cast)
                .toList();
    }
}
