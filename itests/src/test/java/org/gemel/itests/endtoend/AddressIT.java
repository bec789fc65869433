package org.gemel.itests.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.gemel.demo.lab.AddressChange;
import org.gemel.demo.lab.Capture;
import org.gemel.demo.lab.Node;
import org.gemel.demo.lab.Sighting.Advert;
import org.gemel.itests.rig.Pairing;
import org.gemel.itests.rig.Rig;
import org.gemel.itests.rig.Setup;
import org.gemel.itests.rig.Software;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Somebody meddles with the addresses, or the configuration changes them. */
@Execution(ExecutionMode.CONCURRENT)
class AddressIT {

    private static final String ALL = "org.gemel.itests.rig.Pairing#all";

    /** Behaviour 71, where keepalived resigns and is elected again. */
    @ParameterizedTest
    @MethodSource("org.gemel.itests.rig.Pairing#gemelBetter")
    void anAddressDeletedByHandComesBackWithoutAChangeOfMaster(Pairing pairing) {
        OnRig.tell(pairing, rig -> {
            Capture capture = rig.capture();
            rig.startBoth();
            int before = rig.better().watch().changes().size();
            int sightings = capture.sightings().size();
            long transitions = rig.better().counter("master-transitions");

            rig.better().node().deleteAddress(rig.setup().sharedWithLength());

            rig.better().watch().awaitDeparture(rig.shared(), Rig.DEADLINE, before);
            int gone = before + 1;
            rig.better().watch().awaitArrival(rig.shared(), Rig.DEADLINE, gone);
            rig.awaitServing(rig.better());
            int adverts = capture.adverts(rig.better().node()).size();
            rig.await(
                    "two more advertisements of the better router",
                    () -> capture.adverts(rig.better().node()).size() >= adverts + 2);
            assertThat(rig.better().counter("master-transitions"))
                    .as("it became master once")
                    .isEqualTo(transitions)
                    .isEqualTo(1);
            assertThat(capture.sightings()
                            .all()
                            .subList(sightings, capture.sightings().size()))
                    .as("the master neither resigned nor was replaced")
                    .noneMatch(seen -> seen instanceof Advert advert
                            && (advert.priority() == 0
                                    || advert.from(rig.other().node())));
        });
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void aReloadAddsAndRemovesAnAddressAndLeavesTheOthersAlone(Pairing pairing) {
        OnRig.tell(pairing, rig -> {
            String more = rig.shared().contains(":") ? "fd00:10::2" : "10.0.0.2";
            String moreWithLength = more + (more.contains(":") ? "/64" : "/24");
            Setup wider = rig.setup().with(moreWithLength);
            rig.startBoth();
            int before = rig.better().watch().changes().size();

            List.of(rig.other(), rig.better()).forEach(router -> router.reload(wider));
            rig.await(
                    "the new address is served by the master alone",
                    () -> rig.better().holds(more) && !rig.other().holds(more));
            assertThat(rig.client().reaches(more)).isTrue();

            List.of(rig.other(), rig.better()).forEach(router -> router.reload(rig.setup()));
            rig.await(
                    "the new address is gone",
                    () -> !rig.better().holds(more) && !rig.other().holds(more));

            rig.awaitServing(rig.better());
            assertThat(rig.better().watch().changes().all().stream().skip(before))
                    .as("the address that stayed was never away")
                    .noneMatch(change -> change.held().address().equals(rig.shared()) && !change.present());
        });
    }

    /** What a network manager does when it starts again: everything goes, and the host's own address is back 30 ms later. */
    @ParameterizedTest
    @EnumSource(names = {"V2", "V3", "UNICAST"})
    void aNetworkManagerThatStartsAgainCostsNoMastership(Pairing.Flavour flavour) {
        OnRig.tell(new Pairing(Software.GEMEL, Software.KEEPALIVED, flavour), rig -> {
            Capture capture = rig.capture();
            rig.startBoth();
            int before = rig.better().watch().changes().size();
            int sightings = capture.sightings().size();
            Node node = rig.better().node();

            node.run(
                    "sh",
                    "-c",
                    "ip address flush dev eth0; sleep 0.03; ip address add " + node.address4() + "/24 dev eth0");

            AddressChange gone = rig.better().watch().awaitDeparture(node.address4(), Rig.DEADLINE, before);
            int after = rig.better().watch().changes().all().indexOf(gone) + 1;
            AddressChange own = rig.better().watch().awaitArrival(node.address4(), Rig.DEADLINE, after);
            AddressChange shared = rig.better().watch().awaitArrival(rig.shared(), Rig.DEADLINE, after);
            assertThat(Duration.between(own.at(), shared.at()))
                    .as("from the host's own address to the shared one")
                    .isGreaterThanOrEqualTo(Duration.ZERO);
            rig.awaitServing(rig.better());
            int adverts = capture.adverts(node).size();
            rig.await(
                    "two more advertisements of the better router",
                    () -> capture.adverts(node).size() >= adverts + 2);
            assertThat(rig.better().counter("master-transitions")).isEqualTo(1);
            assertThat(capture.sightings()
                            .all()
                            .subList(sightings, capture.sightings().size()))
                    .as("the master neither resigned nor was replaced")
                    .noneMatch(seen -> seen instanceof Advert advert
                            && (advert.priority() == 0
                                    || advert.from(rig.other().node())));
            assertThat(node.run("ip", "-o", "address", "show", "dev", "eth0", "primary"))
                    .as("the host's own address is the first of its network")
                    .contains(node.address4() + "/24")
                    .doesNotContain(" " + rig.shared() + "/24");
        });
    }
}
